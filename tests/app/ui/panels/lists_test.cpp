// The filters' lists, the list of articles and the menus, by mouse and keys, over the small corpus.
#include <algorithm>

#include "app/ui/panels.h"
#include "tests/app/model/fixture.h"
#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using kharita::app::ui::test::Harness;

namespace {

struct Window {
  mutable Harness harness;
  AppState state{test_gazetteer()};
  ViewCache views;
  Status status;
  PanelState panel;
  float width = 1280;
  float height = 720;

  explicit Window(Language language, float wide = 1280, float high = 720) : width(wide), height(high) {
    ImGui::GetIO().DisplaySize = {width, height};
    harness.frame.right_to_left = language != Language::english;
    harness.ui().record_widgets(true);
    kharita::app::apply(state, action::SetLanguage{language});
    kharita::app::apply(state, action::AddArticles{small_corpus()});
    frames(3);
  }
  [[nodiscard]] Layout layout() const {
    return lay_out(width, height, 1, harness.frame.right_to_left, state.layout);
  }
  void draw() {
    ImGui::NewFrame();
    harness.ui().begin_frame(harness.frame);
    views.refresh(state);
    views.search_facets(state, panel.filters.searches);
    const Drawn drawn = draw_panels(harness.ui(), layout(), state, views, status, panel);
    harness.ui().end_frame();
    ImGui::Render();
    for (const Action& action : drawn.requests.actions)
      kharita::app::apply(state, action);
    if (drawn.requests.open_menu) panel.top_bar.menu = true;
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i)
      draw();
  }
  void click(float x, float y, int button = 0) {
    ImGui::GetIO().MousePos = {x, y};
    frames(2);
    ImGui::GetIO().MouseDown[button] = true;
    draw();
    ImGui::GetIO().MouseDown[button] = false;
    frames(25);
  }
  // The widget whose name ends so; null where none is in sight.
  [[nodiscard]] const NamedBox* find(std::string_view end) const {
    const auto widgets = harness.ui().widgets();
    const auto found =
        std::ranges::find_if(widgets, [&](const NamedBox& w) { return w.name.ends_with(end); });
    return found != widgets.end() ? &*found : nullptr;
  }
  void click(std::string_view end, int button = 0) {
    const NamedBox* widget = find(end);
    REQUIRE_MESSAGE(widget != nullptr, end);
    const Box box = widget->box;
    click(box.x + box.width / 2, box.y + box.height / 2, button);
  }
  void press(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    draw();
    ImGui::GetIO().KeysDown[key] = false;
    draw();
  }
};

}  // namespace

TEST_CASE("filters panel: a row is chosen by a click and left out by Alt and a click, in every list") {
  for (const Language language : {Language::english, Language::arabic}) {
    Window w(language, 1280, 1440);
    LayoutState open = w.state.layout;
    open.languages_open = open.kinds_open = true;
    apply(w.state, action::SetLayout{open});
    w.frames(3);
    for (std::size_t i = 0; i < kFacets; ++i) {
      const std::string row = std::to_string(i) + "/choices/0/row";
      const PartValue value = w.views.filters.facets[i].choices.front().value;
      w.click(row);
      CHECK(pick_of(w.state.view.filter, kFacetParts[i], value) == Pick::only);
      w.click(row);  // what is chosen stands first
      CHECK(pick_of(w.state.view.filter, kFacetParts[i], value) == Pick::off);
      const PartValue first = w.views.filters.facets[i].choices.front().value;
      ImGui::GetIO().KeyAlt = true;
      w.click(row);
      ImGui::GetIO().KeyAlt = false;
      CHECK(pick_of(w.state.view.filter, kFacetParts[i], first) == Pick::without);
      apply(w.state, action::ClearFilter{});
      w.frames(3);
    }
  }
}

TEST_CASE("filters panel: what is typed into a list's field narrows it") {
  Window w(Language::english);
  w.click("0/search");
  ImGui::GetIO().AddInputCharactersUTF8("egy");
  w.frames(3);
  CHECK(w.panel.filters.searches[0] == "egy");
  CHECK(w.views.filters.facets[0].choices.size() == 1);
  CHECK(w.find("0/choices/1/row") == nullptr);
  w.click("0/choices/0/row");
  CHECK(w.state.view.filter.countries == std::vector{place_id("ne:EG")});
}

TEST_CASE("articles panel: Ctrl and Shift and a click choose several, another click opens one") {
  for (const bool columns : {false, true}) {
    Window w(Language::english, 1280, 1440);
    LayoutState layout = w.state.layout;
    layout.article_columns = columns;
    apply(w.state, action::SetLayout{layout});
    w.frames(3);
    const auto& listed = w.views.articles.articles;
    ImGui::GetIO().KeyCtrl = true;
    w.click("articles/0/row");
    ImGui::GetIO().KeyCtrl = false;
    CHECK(w.state.view.selection.article == listed[0]);  // one alone is opened
    ImGui::GetIO().KeyShift = true;
    w.click("articles/2/row");
    ImGui::GetIO().KeyShift = false;
    CHECK(w.state.view.selection.articles.size() == 3);
    CHECK(w.views.scene.open_places.size() >= 3);
    ImGui::GetIO().KeyCtrl = true;
    w.click("articles/1/row");
    ImGui::GetIO().KeyCtrl = false;
    CHECK(w.state.view.selection.articles.size() == 2);
    w.click("articles/0/row");
    CHECK(w.state.view.selection.articles.empty());
  }
}

TEST_CASE("articles panel: in a wide window the article stands beside the list, which keeps its height") {
  Window w(Language::arabic, 2560, 1440);
  const Box reader = w.layout().reader;
  CHECK(reader.width > 300);
  CHECK(reader.x == 0);
  apply(w.state, action::OpenArticle{1});
  w.frames(3);
  REQUIRE(w.find("articles/3/row") != nullptr);  // the fourth row is in sight
  w.click("articles/3/row");
  CHECK(w.state.view.selection.article == w.views.articles.articles[3]);
}

TEST_CASE("menu: F10's wish opens it, and a command of it runs and closes it") {
  for (const Language language : {Language::english, Language::arabic}) {
    Window w(language);
    w.panel.top_bar.menu = true;
    w.panel.top_bar.menu_group = CommandGroup::window;
    w.frames(4);
    CHECK(w.harness.ui().wants_keyboard());
    w.click(std::string("/") + std::string(word(Word::fold_legend, Language::english)));
    CHECK(w.state.layout.legend_folded);
    CHECK_FALSE(w.harness.ui().wants_keyboard());
    CHECK(w.state.undo.empty());  // how the window looks is no step
  }
}

TEST_CASE("context menu: of the map it begins with the place below the mouse, and chooses it") {
  Window w(Language::english);
  apply(w.state, action::Hover{place_id("gn:360630")});
  const Box map = w.layout().map;
  w.click(map.x + map.width / 2, map.y + 40, 1);
  CHECK(w.panel.menu_target.of == MenuTarget::Of::map);
  CHECK(w.harness.ui().wants_keyboard());
  w.click("/only");
  CHECK(w.state.view.filter.places == std::vector{place_id("gn:360630")});
  CHECK_FALSE(w.harness.ui().wants_keyboard());
}

TEST_CASE("context menu: of an article it leaves its source out; Escape closes it") {
  Window w(Language::english, 1280, 1440);
  w.click("articles/0/row", 1);
  CHECK(w.panel.menu_target.of == MenuTarget::Of::article);
  w.press(ImGuiKey_Escape);
  w.frames(2);
  CHECK_FALSE(w.harness.ui().wants_keyboard());
  w.click("articles/0/row", 1);
  w.click("/without");
  CHECK(w.state.view.filter.not_sources.size() == 1);
}

TEST_CASE("context menu: of a value of the filters it shows the place on the map") {
  Window w(Language::english);
  w.click("0/choices/0/row", 1);
  const auto* place = std::get_if<kharita::geo::PlaceId>(&w.panel.menu_target.value);
  REQUIRE(place != nullptr);
  w.click("/show");
  CHECK(w.state.marked == *place);
}

TEST_CASE("context menu: of a mention it chooses it, shows its place and offers what its card does") {
  Window w(Language::arabic, 1280, 1440);
  apply(w.state, action::OpenArticle{2});
  w.frames(3);
  w.click("span 0", 1);
  CHECK(w.panel.menu_target.of == MenuTarget::Of::mention);
  CHECK(w.state.view.selection.mention == w.state.corpus.first_mention[2]);
  CHECK_FALSE(w.state.view.selection.card);
  w.click(std::string("/") + std::string(word(Word::open_mention, Language::english)));
  CHECK(w.state.view.selection.card);
  w.click("span 0", 1);
  w.click("/show");
  CHECK(w.state.marked == place_id("gn:360630"));
}

TEST_CASE("map corners: a click folds the legend, a drag moves it and is kept within the map") {
  for (const Language language : {Language::english, Language::arabic}) {
    Window w(language);
    const Box map = w.layout().map;
    w.status.legend = {map.x + 20, map.y + 200, 180, 120};
    w.frames(3);
    w.click(map.x + 100, map.y + 250);
    CHECK(w.state.layout.legend_folded);
    CHECK_FALSE(w.state.layout.legend_moved);
    ImGui::GetIO().MousePos = {map.x + 100, map.y + 250};
    w.draw();
    ImGui::GetIO().MouseDown[0] = true;
    w.draw();
    ImGui::GetIO().MousePos = {map.x + 120, map.y + 290};
    w.draw();
    ImGui::GetIO().MouseDown[0] = false;
    w.frames(3);
    CHECK(w.state.layout.legend_folded);
    CHECK(w.state.layout.legend_moved);
    const float along = 40 / (map.width - 180);
    CHECK(w.state.layout.legend_along == doctest::Approx(language == Language::english ? along : 1 - along));
    CHECK(w.state.layout.legend_down == doctest::Approx(240 / (map.height - 120)));
  }
}
