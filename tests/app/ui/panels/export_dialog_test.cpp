#include "app/ui/panels/export_dialog.h"

#include <algorithm>
#include <functional>

#include "tests/app/model/fixture.h"
#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using kharita::app::ui::test::Harness;

namespace {

// The dialog alone, in a window of 1000 by 800 pixels.
struct Dialog {
  Harness harness;
  AppState state{test_gazetteer()};
  Status status;
  ExportState kept;
  ViewCache views;
  Requests asked;  // all that was asked for, but the actions, which are carried out

  explicit Dialog(Language language) {
    kharita::app::apply(state, action::SetLanguage{language});
    harness.frame.right_to_left = language != Language::english;
    status.picture_window = {640, 480};
    kept.open = kept.fresh = true;
    kept.folder = "/pictures";
    kept.name = "map.png";
    draw();
    draw();
  }
  void draw() {
    ImGui::NewFrame();
    harness.ui().begin_frame(harness.frame);
    Requests requests;
    std::vector<Box> over_map;
    kharita::geo::PlaceId pointed;
    draw_export_dialog({harness.ui(), state, views, status, requests, over_map, pointed}, kept);
    harness.ui().end_frame();
    ImGui::Render();
    for (const Action& action : requests.actions)
      kharita::app::apply(state, action);
    if (requests.save_picture_as) asked.save_picture_as = requests.save_picture_as;
    asked.cancel_picture = asked.cancel_picture || requests.cancel_picture;
  }
  void press(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    draw();
    ImGui::GetIO().KeysDown[key] = false;
    draw();
  }
  void click(float x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {x, y};
    draw();
    io.MouseDown[0] = true;
    draw();
    io.MouseDown[0] = false;
    for (int i = 0; i < 25; ++i)
      draw();
  }
  // Clicks down the dialog at one x, as far as its buttons, until something is so.
  bool click_until(float x, const std::function<bool()>& is_so) {
    for (float y = 180; y < 640 && kept.open; y += 9) {
      click(x, y);
      if (is_so()) return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("export dialog: each choice of what stands on the picture can be made, mirrored in Arabic") {
  for (const Language language : {Language::english, Language::arabic}) {
    const bool mirrored = language != Language::english;
    const float first = mirrored ? 740 : 260;
    const float second = mirrored ? 450 : 550;
    for (const auto& [x, flag] : {std::pair{first, &PictureOptions::legend},
                                  {second, &PictureOptions::scale_bar},
                                  {first, &PictureOptions::north_arrow},
                                  {second, &PictureOptions::filters},
                                  {first, &PictureOptions::credits},
                                  {second, &PictureOptions::transparent}}) {
      Dialog d(language);
      const bool before = d.state.picture.*flag;
      CHECK(d.click_until(x, [&, wanted = flag] { return d.state.picture.*wanted != before; }));
    }
  }
}

TEST_CASE("export dialog: a title is typed in Arabic, and the format changes the file's ending") {
  Dialog d(Language::arabic);
  CHECK(d.click_until(400, [&] {
    ImGui::GetIO().AddInputCharactersUTF8("خريطة");
    d.draw();
    d.draw();
    return !d.state.picture.title.empty();
  }));
  CHECK(d.state.picture.title == "خريطة");

  Dialog formats(Language::english);
  CHECK(formats.click_until(620, [&] { return formats.state.picture.format == PictureFormat::pdf; }));
  CHECK(formats.kept.name == "map.pdf");
}

TEST_CASE("export dialog: Save names the file, Escape and Cancel leave") {
  Dialog d(Language::english);
  CHECK(d.click_until(720, [&] { return d.asked.save_picture_as.has_value(); }));
  CHECK(d.asked.save_picture_as == "/pictures/map" + std::string(ending_of(d.state.picture.format)));

  Dialog left(Language::english);
  left.press(ImGuiKey_Escape);
  CHECK_FALSE(left.kept.open);
  left.draw();
  CHECK_FALSE(left.asked.save_picture_as);
  left.draw();
  CHECK_FALSE(left.harness.ui().wants_keyboard());  // nothing is left that holds it
}

TEST_CASE("export dialog: while a picture is drawn, Escape stops that and the dialog stays") {
  Dialog d(Language::english);
  d.status.picture_share = 0.4f;
  d.draw();
  d.press(ImGuiKey_Escape);
  CHECK(d.asked.cancel_picture);
  CHECK(d.kept.open);
  CHECK_FALSE(d.click_until(720, [&] { return d.asked.save_picture_as.has_value(); }));
}

TEST_CASE("export dialog: nothing is saved of a size that cannot be, nor as GeoTIFF from the globe") {
  for (const auto& [globe, width] : {std::pair{false, "20000"}, {true, "200"}, {false, "200"}}) {
    Dialog d(Language::english);
    PictureOptions options;
    options.size = PictureSize::own;
    options.format = globe ? PictureFormat::geotiff : PictureFormat::png;
    kharita::app::apply(d.state, action::SetPicture{options});
    d.status.is_globe = globe;
    d.kept.width = width;
    d.kept.height = "100";
    d.kept.fresh = false;
    d.draw();
    bool saved = false;
    for (float y = 540; y < 660 && d.kept.open; y += 5) {  // where its buttons are
      d.click(740, y);
      saved = saved || d.asked.save_picture_as.has_value();
    }
    const bool fine = !globe && d.kept.width == "200";
    CHECK(saved == fine);
  }
}
