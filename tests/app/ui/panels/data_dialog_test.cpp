#include "app/ui/panels/data_dialog.h"

#include <algorithm>

#include "tests/app/model/fixture.h"
#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using kharita::app::ui::test::Harness;

namespace {

// The dialog alone, its widgets pressed by name.
struct Dialog {
  Harness harness;
  AppState state{test_gazetteer()};
  Status status;
  DataState kept;
  ViewCache views;
  Requests asked;

  explicit Dialog(Language language) {
    kharita::app::apply(state, action::SetLanguage{language});
    harness.frame.right_to_left = language != Language::english;
    harness.ui().record_widgets(true);
    kept.open = true;
    kept.folder = "/data";
    kept.name = "news.csv";
    for (int i = 0; i < 3; ++i)
      draw();
  }
  void draw() {
    ImGui::NewFrame();
    harness.ui().begin_frame(harness.frame);
    Requests requests;
    std::vector<Box> over_map;
    kharita::geo::PlaceId pointed;
    draw_data_dialog({harness.ui(), state, views, status, requests, over_map, pointed}, kept);
    harness.ui().end_frame();
    ImGui::Render();
    if (requests.export_data) asked.export_data = requests.export_data;
  }
  [[nodiscard]] std::optional<Box> box_of(std::string_view name) {
    const auto widgets = harness.ui().widgets();
    const auto found = std::ranges::find(widgets, name, &NamedBox::name);
    return found != widgets.end() ? std::optional(found->box) : std::nullopt;
  }
  void click(std::string_view name) {
    const auto box = box_of(name);
    REQUIRE_MESSAGE(box, name);
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {box->x + box->width / 2, box->y + box->height / 2};
    draw();
    io.MouseDown[0] = true;
    draw();
    io.MouseDown[0] = false;
    for (int i = 0; i < 25; ++i)
      draw();
  }
};

}  // namespace

TEST_CASE("data dialog: format and content are chosen, and the file's name follows, in both languages") {
  for (const Language language : {Language::english, Language::arabic}) {
    Dialog d(language);
    CHECK_FALSE(d.box_of("data/content/3/choice"));  // all three: not as CSV
    d.click("data/format/3/choice");
    d.click("data/content/3/choice");
    d.click("data/with-text");
    d.click("data/export");
    REQUIRE(d.asked.export_data);
    CHECK(d.asked.export_data->options == DataOptions{DataFormat::xlsx, DataContent::all, true});
    CHECK(d.asked.export_data->file == "/data/news.xlsx");
    CHECK_FALSE(d.kept.open);
  }
}

TEST_CASE("data dialog: a report has no tables to choose; Cancel leaves with nothing") {
  Dialog d(Language::arabic);
  d.click("data/format/4/choice");
  CHECK_FALSE(d.box_of("data/content/0/choice"));
  d.click("data/cancel");
  CHECK_FALSE(d.kept.open);
  CHECK_FALSE(d.asked.export_data);
}
