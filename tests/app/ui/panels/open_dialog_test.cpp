#include "app/ui/panels/open_dialog.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"
#include "tests/app/ui/imgui_harness.h"

using namespace kharita::app;
using namespace kharita::app::ui;
using kharita::app::ui::test::Harness;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

namespace {

// The dialog alone, in a window of 1000 by 800 pixels, its widgets pressed by name.
struct Dialog {
  TempFolder folder;
  Harness harness;
  AppState state{test_gazetteer()};
  Status status;
  OpenState kept;
  ViewCache views;
  Requests asked;
  std::vector<std::string> recent{"/home/سارة/أخبار", "/tmp/a.txt"};

  explicit Dialog(Language language, FileChooser::What what = FileChooser::What::files) {
    for (const char* name : {"أخبار/خبر.txt", "a.txt", "b.txt"})
      (void)folder.write(name, "x");
    kharita::app::apply(state, action::SetLanguage{language});
    harness.frame.right_to_left = language != Language::english;
    harness.ui().record_widgets(true);
    status.recent = recent;
    open(kept, what, folder.path());
    for (int i = 0; i < 3; ++i)
      draw();
  }
  void draw() {
    ImGui::NewFrame();
    harness.ui().begin_frame(harness.frame);
    Requests requests;
    std::vector<Box> over_map;
    kharita::geo::PlaceId pointed;
    draw_open_dialog({harness.ui(), state, views, status, requests, over_map, pointed}, kept);
    harness.ui().end_frame();
    ImGui::Render();
    if (!requests.open_paths.empty()) asked.open_paths = requests.open_paths;
    if (requests.open_recent) asked.open_recent = requests.open_recent;
  }
  void press(ImGuiKey key) {
    ImGui::GetIO().KeysDown[key] = true;
    draw();
    ImGui::GetIO().KeysDown[key] = false;
    draw();
    draw();
  }
  void type(const char* words) {
    ImGui::GetIO().AddInputCharactersUTF8(words);
    draw();
    draw();
  }
  void click(std::string_view name) {
    const auto widgets = harness.ui().widgets();
    const auto found = std::ranges::find(widgets, name, &NamedBox::name);
    REQUIRE_MESSAGE(found != widgets.end(), name);
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = {found->box.x + found->box.width / 2, found->box.y + found->box.height / 2};
    draw();
    io.MouseDown[0] = true;
    draw();
    io.MouseDown[0] = false;
    for (int i = 0; i < 25; ++i)
      draw();
  }
  [[nodiscard]] std::string path(const char* name) const { return (folder.path() / name).string(); }
};

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("open dialog: files are chosen by the mouse and opened together, in both languages") {
  for (const Language language : {Language::english, Language::arabic}) {
    Dialog d(language);
    d.click("open/files/2/row");
    d.click("open/files/1/row");
    CHECK(d.kept.open);
    d.click("open/take");
    CHECK(d.asked.open_paths == Paths{d.path("b.txt"), d.path("a.txt")});
    CHECK_FALSE(d.kept.open);
  }
}

TEST_CASE(
    "open dialog: a folder is entered and left by the mouse, a file in it by its Arabic name and Enter") {
  Dialog d(Language::arabic);
  d.click("open/files/0/row");
  CHECK(d.kept.chooser.folder() == d.folder.path() / "أخبار");
  d.click("open/up");
  CHECK(d.kept.chooser.folder() == d.folder.path());
  d.type("اخب");
  d.press(ImGuiKey_Enter);
  CHECK(d.kept.chooser.folder() == d.folder.path() / "أخبار");
  CHECK(d.kept.typed.empty());
  d.type("خبر");  // the field has the keyboard again
  d.press(ImGuiKey_Enter);
  CHECK(d.asked.open_paths == Paths{d.path("أخبار/خبر.txt")});
}

TEST_CASE("open dialog: arrows choose, Escape and Cancel leave with nothing") {
  Dialog d(Language::english);
  d.press(ImGuiKey_DownArrow);
  d.press(ImGuiKey_DownArrow);
  d.press(ImGuiKey_Enter);
  CHECK(d.asked.open_paths == Paths{d.path("a.txt")});
  Dialog left(Language::english);
  left.press(ImGuiKey_Escape);
  CHECK_FALSE(left.kept.open);
  left.draw();
  left.draw();
  CHECK_FALSE(left.harness.ui().wants_keyboard());
  Dialog cancelled(Language::arabic);
  cancelled.click("open/files/1/row");
  cancelled.click("open/cancel");
  CHECK_FALSE(cancelled.kept.open);
  CHECK(cancelled.asked.open_paths.empty());
}

TEST_CASE("open dialog: a folder is opened as it is shown, and what was opened before once more") {
  Dialog d(Language::english, FileChooser::What::folder);
  d.click("open/files/0/row");
  d.click("open/take");
  CHECK(d.asked.open_paths == Paths{d.path("أخبار")});
  Dialog again(Language::arabic);
  again.click("open/recent");
  again.click("open/recent/choices/2/choice");
  CHECK(again.asked.open_recent == 1);
  CHECK_FALSE(again.kept.open);
}
