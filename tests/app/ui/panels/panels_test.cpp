#include "app/ui/panels.h"

#include <algorithm>
#include <array>
#include <set>
#include <variant>

#include "tests/app/model/fixture.h"
#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using kharita::app::ui::test::Harness;

namespace {

const PlaceSearch& place_search() {
  static const PlaceSearch search(test_gazetteer());
  return search;
}

// The whole window's panels over the small corpus, 1000 by 800 pixels, without a window.
struct Window {
  Harness harness;
  AppState state{test_gazetteer()};
  ViewCache views;
  Status status;
  PanelState panel;
  Requests requests;  // of the last frame that asked for something
  bool quits = false;

  explicit Window(Language language) {
    status.can_find = true;
    harness.frame.right_to_left = language != Language::english;
    kharita::app::apply(state, action::SetLanguage{language});
    kharita::app::apply(state, action::AddArticles{small_corpus()});
    for (int i = 0; i < 3; ++i)
      draw();
  }
  void draw() {
    ImGui::NewFrame();
    harness.ui().begin_frame(harness.frame);
    views.refresh(state);
    views.search_facets(state, panel.filters.searches);
    views.find(state, place_search(), panel.find.typed);
    Drawn drawn = draw_panels(harness.ui(), lay_out(1000, 800, 1, harness.frame.right_to_left, state.layout),
                              state, views, status, panel);
    harness.ui().end_frame();
    ImGui::Render();
    Requests& asked = drawn.requests;
    for (const Action& action : asked.actions)
      kharita::app::apply(state, action);
    quits |= asked.keep_and_quit || asked.discard_and_quit;
    if (!asked.actions.empty() || asked.tool || asked.save_view || asked.open_view)
      requests = std::move(asked);
  }
  // The harness draws a panel of its own, which these tests do without.
  void press(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    draw();
    ImGui::GetIO().KeysDown[key] = false;
    draw();
  }
  void click(float x, float y) {
    ImGui::GetIO().MousePos = {x, y};
    draw();
    draw();
    ImGui::GetIO().MouseDown[0] = true;
    draw();
    ImGui::GetIO().MouseDown[0] = false;
    draw();
    draw();
  }
  void type(const char* utf8) {
    ImGui::GetIO().AddInputCharactersUTF8(utf8);
    draw();
    draw();
  }
  void open_find() {
    panel.find.open = panel.find.focus = true;
    draw();
    draw();
  }
  [[nodiscard]] const action::FlyToPlace* flight() const {
    return requests.actions.empty() ? nullptr : std::get_if<action::FlyToPlace>(&requests.actions.back());
  }
};

// The rectangle around all that was drawn on the foreground: cards and tooltips.
Box foreground() {
  float left = 1e9f;
  float top = 1e9f;
  float right = -1e9f;
  float bottom = -1e9f;
  for (const ImDrawVert& v : ImGui::GetForegroundDrawList()->VtxBuffer) {
    left = std::min(left, v.pos.x);
    right = std::max(right, v.pos.x);
    top = std::min(top, v.pos.y);
    bottom = std::max(bottom, v.pos.y);
  }
  return {left, top, right - left, bottom - top};
}

}  // namespace

TEST_CASE("panels: what is typed into the search finds places, arrows choose one and Enter flies to it") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    w.open_find();
    CHECK(w.harness.ui().wants_keyboard());
    w.type("روالب");
    REQUIRE_FALSE(w.views.found.empty());
    CHECK(w.views.found.front().place == place_id("gn:1166993"));
    CHECK(w.views.found.front().articles == "2");
    w.press(ImGuiKey_Enter);
    REQUIRE(w.flight() != nullptr);
    CHECK(w.flight()->place == place_id("gn:1166993"));
    CHECK(w.state.marked == place_id("gn:1166993"));
    CHECK_FALSE(w.panel.find.open);
    CHECK_FALSE(w.harness.ui().wants_keyboard());
  }
}

TEST_CASE("panels: arrows go down and up the places found, and stay within them") {
  Window w(Language::english);
  w.open_find();
  w.type("paris");
  REQUIRE(w.views.found.size() > 2);
  w.press(ImGuiKey_UpArrow);
  w.press(ImGuiKey_DownArrow);
  w.press(ImGuiKey_DownArrow);
  w.press(ImGuiKey_UpArrow);
  CHECK(w.panel.find.chosen == 1);
  const auto wanted = w.views.found[1].place;
  w.press(ImGuiKey_Enter);
  REQUIRE(w.flight() != nullptr);
  CHECK(w.flight()->place == wanted);
}

TEST_CASE("panels: Escape closes the search and flies nowhere; Enter without a place does nothing") {
  Window w(Language::arabic);
  w.open_find();
  w.type("ققزظ");
  CHECK(w.views.found.empty());
  w.press(ImGuiKey_Enter);
  CHECK(w.flight() == nullptr);
  w.open_find();
  w.type("زاهدان");
  w.press(ImGuiKey_Escape);
  CHECK_FALSE(w.panel.find.open);
  CHECK(w.flight() == nullptr);
}

TEST_CASE(
    "panels: a click on an article's row takes the keyboard from the search; letters are the map's again") {
  Window w(Language::english);
  w.click(250, 25);
  CHECK(w.harness.ui().wants_letters());
  const Box map = lay_out(1000, 800, 1, false).map;
  w.click(map.x + map.width + 100, 170);
  REQUIRE(w.state.view.selection.article);
  CHECK_FALSE(w.harness.ui().wants_letters());
  CHECK(w.harness.ui().wants_keyboard());  // arrows go through the list
}

TEST_CASE("panels: the saved views open with their name field ready, and Enter saves one under its name") {
  Window w(Language::english);
  const Box map = lay_out(1000, 800, 1, false).map;
  // The last of the buttons over the map.
  const float x = map.x + map.width - 12 - metric::kPadding - metric::kControlHeight / 2;
  const float y = map.y + 12 + metric::kPadding + 6 * (metric::kControlHeight + metric::kGap) + 15;
  w.click(x, y);
  for (int i = 0; i < 2; ++i)
    w.draw();
  CHECK(w.harness.ui().wants_keyboard());
  w.type("Africa");
  w.press(ImGuiKey_Enter);
  CHECK(w.requests.save_view == "Africa");
}

TEST_CASE("panels: the hover card stays on the screen wherever the mouse is, in both languages") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    kharita::app::apply(w.state, action::Hover{place_id("gn:1166993")});
    const Box map = lay_out(1000, 800, 1, language != Language::english).map;
    for (const float x : {0.02f, 0.5f, 0.98f}) {
      for (const float y : {0.4f, 0.6f, 0.98f}) {
        ImGui::GetIO().MousePos = {map.x + x * map.width, map.y + y * map.height};
        w.draw();
        w.draw();
        if (w.harness.ui().wants_mouse()) continue;
        const Box card = foreground();
        CHECK(card.width > 200);
        CHECK(card.x >= -3);  // the shadow may reach over
        CHECK(card.y >= -3);
        CHECK(card.x + card.width <= 1003);
        CHECK(card.y + card.height <= 805);
      }
    }
  }
}

TEST_CASE("panels: while a shape is drawn no card is in its way") {
  Window w(Language::english);
  kharita::app::apply(w.state, action::Hover{place_id("gn:1166993")});
  const Box map = lay_out(1000, 800, 1, false).map;
  ImGui::GetIO().MousePos = {map.x + map.width / 2, map.y + map.height * 0.6f};
  w.draw();
  w.draw();
  CHECK(ImGui::GetForegroundDrawList()->VtxBuffer.Size > 0);
  const std::array<Point, 3> corners{{{300, 300}, {400, 300}, {400, 400}}};
  w.status.outline = corners;
  w.draw();
  CHECK(ImGui::GetForegroundDrawList()->VtxBuffer.Size == 0);
  CHECK(ImGui::GetBackgroundDrawList()->VtxBuffer.Size > 0);
}

TEST_CASE("panels: the palette finds a command as it is typed, Enter runs it and Escape runs nothing") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    open(w.panel.palette);
    for (int i = 0; i < 3; ++i)
      w.draw();
    CHECK(w.harness.ui().wants_letters());
    w.type(language == Language::arabic ? "حرار" : "heat");
    w.press(ImGuiKey_Enter);
    CHECK(w.state.style.style == MapStyle::heat);
    CHECK_FALSE(w.panel.palette.open);
    for (int i = 0; i < 3; ++i)
      w.draw();
    CHECK_FALSE(w.harness.ui().wants_letters());
    open(w.panel.palette);
    for (int i = 0; i < 3; ++i)
      w.draw();
    w.type("links");
    w.press(ImGuiKey_Escape);
    CHECK(w.state.style.style == MapStyle::heat);
    CHECK_FALSE(w.panel.palette.open);
  }
}

TEST_CASE("panels: arrows choose a command of the palette, and one that cannot be run keeps it open") {
  Window w(Language::english);
  open(w.panel.palette);
  for (int i = 0; i < 3; ++i)
    w.draw();
  w.press(ImGuiKey_DownArrow);
  w.press(ImGuiKey_DownArrow);
  w.press(ImGuiKey_UpArrow);
  CHECK(w.panel.palette.chosen == 1);
  w.type("redo");
  w.press(ImGuiKey_Enter);
  CHECK(w.panel.palette.open);
}

TEST_CASE("panels: the help overlay closes by Escape") {
  Window w(Language::arabic);
  w.panel.help.open = true;
  for (int i = 0; i < 3; ++i)
    w.draw();
  w.press(ImGuiKey_Escape);
  CHECK_FALSE(w.panel.help.open);
}

namespace {

std::optional<Date> day_of(int year, unsigned month, unsigned d) {
  return Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(d));
}

}  // namespace

TEST_CASE("panels: what is typed into a date field is the period that it names") {
  Window w(Language::english);
  w.status.today = *day_of(2024, 5, 15);
  const Box box = lay_out(1000, 800, 1, false).timeline;
  const auto field = [&](float from_end) {
    w.click(box.x + box.width - from_end, box.y + 27);
    w.press(ImGuiKey_End);
  };
  const auto& filter = w.state.view.filter;
  constexpr float kFrom = 245;  // points from the panel's end to the field
  constexpr float kTo = 130;
  field(kFrom);
  w.type("january 2024");
  CHECK(filter.from == day_of(2024, 1, 1));
  CHECK(filter.to == day_of(2024, 1, 31));
  CHECK(w.state.undo.size() == 1);
  apply(w.state, action::ClearFilter{});
  w.draw();
  field(kFrom);
  w.type("17/1/2024");
  CHECK(filter.from == day_of(2024, 1, 17));
  CHECK_FALSE(filter.to);
  field(kTo);
  w.type("2/2024");
  CHECK(filter.from == day_of(2024, 1, 17));
  CHECK(filter.to == day_of(2024, 2, 29));
}

TEST_CASE("panels: F3's hits are marked in the list and the reader") {
  Window w(Language::arabic);
  const auto marked = [] {
    const Color hit = palette(Theme::dark).hit_shown;
    const ImU32 color = IM_COL32(hit.r, hit.g, hit.b, hit.a);
    const ImDrawData* data = ImGui::GetDrawData();
    return std::any_of(data->CmdLists, data->CmdLists + data->CmdListsCount, [&](const ImDrawList* list) {
      return std::any_of(list->VtxBuffer.begin(), list->VtxBuffer.end(),
                         [&](const ImDrawVert& v) { return v.col == color; });
    });
  };
  apply(w.state, action::OpenArticle{0});
  for (int i = 0; i < 3; ++i)
    w.draw();
  CHECK_FALSE(marked());
  apply(w.state, action::SetText{"في"});
  for (int i = 0; i < 3; ++i)
    w.draw();
  REQUIRE(w.views.reader.hits.size() > 0);
  CHECK(marked());
  CHECK(w.panel.reader.shown_hit == w.views.reader.hits[0].byte_start);
}

TEST_CASE("panels: the wheel goes closer in time about the pointer, and out again") {
  Window w(Language::english);
  const Box box = lay_out(1000, 800, 1, false).timeline;
  const auto wheel = [&](float notches) {
    ImGui::GetIO().MousePos = {box.x + box.width * 0.3f, box.y + box.height * 0.6f};
    w.draw();
    w.draw();
    ImGui::GetIO().MouseWheel = notches;
    w.draw();
    w.draw();
  };
  wheel(1);
  REQUIRE(w.state.timeline.shown.has_value());
  CHECK(w.views.timeline.closer);
  CHECK(w.views.timeline.buckets.size() < 56);
  wheel(-3);
  CHECK_FALSE(w.state.timeline.shown.has_value());
}

TEST_CASE("panels: the bar of undated articles filters by them, and takes that back") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    const bool rtl = language == Language::arabic;
    const Box box = lay_out(1000, 800, 1, rtl).timeline;
    const float x = rtl ? box.x + 40 : box.x + box.width - 40;
    w.click(x, box.y + box.height * 0.6f);
    CHECK(w.state.view.filter.undated);
    CHECK(w.state.result.articles == 1);
    for (int i = 0; i < 30; ++i)
      w.draw();
    w.click(x, box.y + box.height * 0.6f);
    CHECK(w.state.view.filter == Filter{});
  }
}

TEST_CASE("panels: an edge of the range that is dragged leaves the other day as it was") {
  Window w(Language::english);
  apply(w.state, action::SetDates{day_of(2023, 5, 7), day_of(2024, 2, 1)});
  for (int i = 0; i < 3; ++i)
    w.draw();
  const Box box = lay_out(1000, 800, 1, false).timeline;
  const auto& buckets = w.views.timeline.buckets;
  const float plot = box.width - 24 - 64 - 8;  // points: padding, the undated bar, a gap
  const auto at = static_cast<float>(bucket_of(w.views.timeline, *day_of(2024, 2, 1)) - buckets.data() + 1);
  const float bucket = plot / static_cast<float>(buckets.size());
  const float y = box.y + box.height * 0.6f;
  ImGui::GetIO().MousePos = {box.x + 12 + at * bucket, y};
  w.draw();
  w.draw();
  ImGui::GetIO().MouseDown[0] = true;
  w.draw();
  ImGui::GetIO().MousePos = {box.x + 12 + (at + 5) * bucket, y};
  w.draw();
  w.draw();
  ImGui::GetIO().MouseDown[0] = false;
  w.draw();
  CHECK(w.state.view.filter.from == day_of(2023, 5, 7));
  CHECK(w.state.view.filter.to == day_of(2024, 2, 6));
}

TEST_CASE("panels: another place is looked for by name and becomes the mention's, and the map goes there") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    kharita::app::apply(w.state, action::OpenMention{0});
    w.draw();
    look_for(w.panel.find, 0, CorrectionScope::mention, "روالبندي");
    for (int i = 0; i < 3; ++i)
      w.draw();
    w.type("القاهرة");
    REQUIRE_FALSE(w.views.found.empty());
    const auto wanted = w.views.found.front().place;
    w.press(ImGuiKey_Enter);
    CHECK(w.state.corpus.mentions[0].place == wanted);
    CHECK(w.state.corpus.mentions[0].corrected);
    REQUIRE(w.flight() != nullptr);
    CHECK(w.flight()->place == wanted);
    // The next search is one for the map again.
    toggle(w.panel.find);
    CHECK_FALSE(w.panel.find.mention);
  }
}

TEST_CASE("panels: a mention under the mouse is pointed at on the map, and nothing once the mouse is away") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    kharita::app::apply(w.state, action::OpenArticle{0});
    for (int i = 0; i < 3; ++i)
      w.draw();
    const Box box = lay_out(1000, 800, 1, language == Language::arabic, w.state.layout).articles;
    std::set<std::uint32_t> pointed;
    for (float y = box.y + box.height * 0.4f; y < box.y + box.height; y += 6) {
      for (float x = box.x + 12; x < box.x + box.width - 12; x += 6) {
        ImGui::GetIO().MousePos = {x, y};
        w.draw();
        if (w.state.pointed.valid()) pointed.insert(w.state.pointed.value);
      }
    }
    CHECK(pointed == std::set{place_id("gn:1166993").value, place_id("gn:1159301").value});
    ImGui::GetIO().MousePos = {500, 5};
    w.draw();
    CHECK_FALSE(w.state.pointed.valid());
  }
}

TEST_CASE("panels: a reading of the card under the mouse is pointed at on the map") {
  Window w(Language::arabic);
  ArticleBatch more;
  add_article(more, "doubt", "", std::nullopt, "في طرابلس", {{"طرابلس", "gn:360630", 0.4f}});
  more.mentions[0].alternatives = {{place_id("gn:1159301"), 0.3f}};
  kharita::app::apply(w.state, action::AddArticles{std::move(more)});
  kharita::app::apply(w.state, action::OpenMention{6});
  for (int i = 0; i < 3; ++i)
    w.draw();
  const Box box = lay_out(1000, 800, 1, true, w.state.layout).articles;
  std::set<std::uint32_t> pointed;
  for (float y = box.y + box.height * 0.4f; y < box.y + box.height; y += 8) {
    ImGui::GetIO().MousePos = {box.x + box.width * 0.7f, y};
    w.draw();
    if (w.state.pointed.valid()) pointed.insert(w.state.pointed.value);
  }
  CHECK(pointed.contains(place_id("gn:1159301").value));
  CHECK(pointed.contains(place_id("gn:360630").value));
}

TEST_CASE("panels: words that are selected in the article are given a place, which is the article's then") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    w.harness.ui().record_widgets(true);
    kharita::app::apply(w.state, action::OpenArticle{2});
    for (int i = 0; i < 3; ++i)
      w.draw();
    const auto found = std::ranges::find_if(
        w.harness.ui().widgets(), [](const NamedBox& widget) { return widget.name.ends_with("span 0"); });
    REQUIRE(found != w.harness.ui().widgets().end());
    const Box cairo = found->box;  // the word that is looked for stands before it, at its right
    for (float x = cairo.x + cairo.width + 10; x < cairo.x + cairo.width + 200; x += 10) {
      w.click(x, cairo.y + cairo.height / 2);
      w.click(x, cairo.y + cairo.height / 2);  // a double click takes the word
      for (int i = 0; i < 30; ++i)
        w.draw();
      if (w.panel.reader.marked && w.panel.reader.marked->words == "المعرض") break;
    }
    REQUIRE(w.panel.reader.marked);
    CHECK(w.panel.reader.marked->article == 2);
    CHECK(w.panel.reader.marked->start == 6);
    CHECK(w.panel.reader.marked->end == 12);
    look_for(w.panel.find, *w.panel.reader.marked);
    for (int i = 0; i < 3; ++i)
      w.draw();
    w.type("روالب");
    REQUIRE_FALSE(w.views.found.empty());
    w.press(ImGuiKey_Enter);
    REQUIRE(w.state.corpus.mentions.size() == 7);
    CHECK(w.state.corpus.mentions[4].place == place_id("gn:1166993"));
    CHECK(w.state.view.selection.mention == 4);
    w.draw();
    CHECK_FALSE(w.panel.reader.marked);  // its card is there instead
    CHECK_FALSE(w.panel.find.words);
    REQUIRE(w.views.mention);
    CHECK(w.views.mention->words == "المعرض");
  }
}

TEST_CASE("panels: what there is to look through takes the place of the list, and a row opens its mention") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    kharita::app::apply(w.state, action::SetCheck{Check::doubtful});
    for (int i = 0; i < 3; ++i)
      w.draw();
    CHECK(w.views.check.doubtful == std::vector<std::uint32_t>{5});
    const Box box = lay_out(1000, 800, 1, language == Language::arabic, w.state.layout).articles;
    for (float y = box.y + 100; y < box.y + 400 && !w.state.view.selection.mention; y += 14)
      w.click(box.x + box.width / 2, y);
    CHECK(w.state.check != Check::none);
    CHECK(w.state.view.selection.mention == 5);
    CHECK(w.views.mention);
    kharita::app::apply(w.state, action::SetCheck{Check::corrected});
    for (int i = 0; i < 3; ++i)
      w.draw();
    CHECK(w.views.check.corrected.empty());
  }
}

TEST_CASE("panels: one that is folded is gone, its room is the map's, and it comes back") {
  Window w(Language::arabic);
  const auto layout = [&] { return lay_out(1000, 800, 1, true, w.state.layout); };
  const Box before = layout().map;
  for (const CommandId id : {CommandId::fold_filters, CommandId::fold_articles, CommandId::fold_timeline}) {
    const auto run = [&] {
      Requests asked;
      command(id).run(situation(w.state, w.status), asked);
      for (Action& action : asked.actions)
        kharita::app::apply(w.state, std::move(action));
      w.draw();
    };
    run();
    CHECK(layout().map.width * layout().map.height > before.width * before.height);
    CHECK_FALSE(is_active(command(id), situation(w.state, w.status)));
    run();
    CHECK(layout().map.width == before.width);
    CHECK(layout().map.height == before.height);
  }
}

TEST_CASE("panels: an edge is dragged, and a double click gives the panel its usual width") {
  for (const Language language : {Language::arabic, Language::english}) {
    Window w(language);
    const bool rtl = language == Language::arabic;
    const Layout before = lay_out(1000, 800, 1, rtl, w.state.layout);
    const float x = before.articles_edge.x + before.articles_edge.width / 2;
    const float by = rtl ? -60.0f : 60.0f;  // narrower
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {x, 400};
    w.draw();
    w.draw();
    io.MouseDown[0] = true;
    w.draw();
    io.MousePos = {x + by, 400};
    w.draw();
    io.MouseDown[0] = false;
    w.draw();
    const Layout after = lay_out(1000, 800, 1, rtl, w.state.layout);
    CHECK(after.articles.width == doctest::Approx(before.articles.width - 60).epsilon(0.01));
  }
}

TEST_CASE("panels: closing with what is not kept asks, Escape stays") {
  Window w(Language::arabic);
  w.panel.closing.open = true;
  for (int i = 0; i < 3; ++i)
    w.draw();
  CHECK(w.harness.ui().wants_letters());
  w.press(ImGuiKey_Escape);
  CHECK_FALSE(w.panel.closing.open);
  CHECK_FALSE(w.quits);
  w.panel.closing.open = true;
  for (int i = 0; i < 3; ++i)
    w.draw();
  w.press(ImGuiKey_Enter);
  CHECK(w.quits);
}
