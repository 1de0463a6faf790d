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
  Harness harness;
  AppState state{test_gazetteer()};
  ViewCache views;
  Status status;
  PanelState panel;
  float width = 1280;
  float height = 720;

  explicit Window(Language language, float wide = 1280, float high = 720) : width(wide), height(high) {
    ImGui::GetIO().DisplaySize = {width, height};
    harness.frame.right_to_left = language != Language::english;
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
  void press(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    draw();
    ImGui::GetIO().KeysDown[key] = false;
    draw();
  }
  // Clicks down a column of pixels until something is so.
  template <typename IsSo>
  bool click_until(float x, float from, float to, IsSo is_so) {
    for (float y = from; y < to; y += 9) {
      click(x, y);
      if (is_so()) return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("filters panel: a row is chosen by a click and left out by Alt and a click, in every list") {
  for (const Language language : {Language::english, Language::arabic}) {
    Window w(language);
    LayoutState open = w.state.layout;
    open.languages_open = open.kinds_open = true;
    apply(w.state, action::SetLayout{open});
    w.frames(3);
    const Box box = w.layout().filters;
    const float x = box.x + box.width / 2;
    const Filter& filter = w.state.view.filter;
    CHECK(w.click_until(x, 170, 300, [&] { return !filter.countries.empty(); }));
    apply(w.state, action::ClearFilter{});
    w.frames(3);
    ImGui::GetIO().KeyAlt = true;
    CHECK(w.click_until(x, 170, 300, [&] { return !filter.not_countries.empty(); }));
    ImGui::GetIO().KeyAlt = false;
    CHECK(w.state.result.articles < 4);
    apply(w.state, action::ClearFilter{});
    w.frames(3);
    CHECK(w.click_until(x, 300, 640, [&] { return !filter.places.empty(); }));
  }
}

TEST_CASE("filters panel: what is typed into a list's field narrows it") {
  Window w(Language::english);
  w.panel.filters.searches[0] = "egy";
  w.frames(2);
  CHECK(w.views.filters.facets[0].choices.size() == 1);
  const Box box = w.layout().filters;
  CHECK(
      w.click_until(box.x + box.width / 2, 170, 300, [&] { return !w.state.view.filter.countries.empty(); }));
  CHECK(w.state.view.filter.countries == std::vector{place_id("ne:EG")});
}

TEST_CASE("articles panel: Ctrl and Shift and a click choose several, another click opens one") {
  for (const bool columns : {false, true}) {
    Window w(Language::english);
    LayoutState layout = w.state.layout;
    layout.article_columns = columns;
    apply(w.state, action::SetLayout{layout});
    w.frames(3);
    const Box box = w.layout().articles;
    const float high = w.harness.ui().list_row_height_px(columns ? 1 : 2);
    const float top = box.y + metric::kPadding + (columns ? 2 : 1) * (metric::kControlHeight + metric::kGap);
    const float x = box.x + 60;
    w.click(x, top + high * 0.5f);
    REQUIRE(w.state.view.selection.article);
    apply(w.state, action::OpenArticle{});
    w.frames(3);
    ImGui::GetIO().KeyCtrl = true;
    w.click(x, top + high * 0.5f);
    w.frames(3);
    ImGui::GetIO().KeyCtrl = false;
    REQUIRE(w.state.view.selection.article);
    const auto open = std::ranges::find(w.views.articles.articles, *w.state.view.selection.article);
    CHECK(open == w.views.articles.articles.begin());
    ImGui::GetIO().KeyShift = true;
    w.click(x, top + high * 1.5f);
    ImGui::GetIO().KeyShift = false;
    CHECK(w.state.view.selection.articles.size() == 2);
    CHECK(w.views.scene.open_places.size() >= 2);
    w.click(x, top + high * 0.5f);
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
  const float high = w.harness.ui().list_row_height_px(2);
  const Box list = w.layout().articles;
  w.click(list.x + list.width / 2,
          list.y + metric::kPadding + metric::kControlHeight + metric::kGap + 3.5f * high);
  REQUIRE(w.state.view.selection.article);  // the fourth row is in sight
  CHECK(*w.state.view.selection.article == w.views.articles.articles[3]);
}

TEST_CASE("menu: F10's wish opens it, and a command of it runs") {
  for (const Language language : {Language::english, Language::arabic}) {
    Window w(language);
    w.panel.top_bar.menu = true;
    w.panel.top_bar.menu_group = CommandGroup::window;
    w.frames(3);
    CHECK(w.harness.ui().wants_keyboard());
    const float x = language == Language::english ? 1100 : 180;
    CHECK(w.click_until(x, 60, 500,
                        [&] { return w.state.layout.legend_folded || !w.harness.ui().wants_keyboard(); }));
    CHECK(w.state.undo.empty());  // how the window looks is no step
  }
}

TEST_CASE("context menu: of the map it begins with the place below the mouse, and chooses it") {
  Window w(Language::english);
  apply(w.state, action::Hover{place_id("gn:360630")});
  const Box map = w.layout().map;
  const float x = map.x + map.width / 2;
  const float y = map.y + 40;
  w.click(x, y, 1);
  CHECK(w.panel.menu_target.of == MenuTarget::Of::map);
  CHECK(w.harness.ui().wants_keyboard());
  CHECK(w.click_until(x + 60, y + 30, y + 120, [&] { return !w.state.view.filter.places.empty(); }));
  CHECK(w.state.view.filter.places == std::vector{place_id("gn:360630")});
  CHECK_FALSE(w.harness.ui().wants_keyboard());
}

TEST_CASE("context menu: of an article it leaves its source out; Escape closes it") {
  Window w(Language::english);
  const Box box = w.layout().articles;
  const float y = box.y + metric::kPadding + metric::kControlHeight + metric::kGap + 20;
  w.click(box.x + 60, y, 1);
  CHECK(w.panel.menu_target.of == MenuTarget::Of::article);
  w.press(ImGuiKey_Escape);
  w.frames(2);
  CHECK_FALSE(w.harness.ui().wants_keyboard());
  w.click(box.x + 60, y, 1);
  CHECK(
      w.click_until(box.x + 100, y + 62, y + 110, [&] { return !w.state.view.filter.not_sources.empty(); }));
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
