#include "app/desk/programs.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/app/articles/temp_folder.h"
#include "tests/app/desk/environment.h"

using namespace kharita::app;
using kharita::test::SetEnvironment;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("programs: one is found in the folders of $PATH where it may be run") {
  const TempFolder folder;
  fs::create_directories(folder.path() / "a");
  fs::create_directories(folder.path() / "b");
  std::ofstream(folder.path() / "a" / "tool") << "no program";
  kharita::test::write_program(folder.path() / "b" / "tool", "exit 0");
  const SetEnvironment path("PATH",
                            (folder.path() / "a").string() + "::relative:" + (folder.path() / "b").string());
  CHECK(find_program("tool") == folder.path() / "b" / "tool");
  CHECK_FALSE(find_program("another"));
}

TEST_CASE("programs: arguments go as they are, without a shell, and the input is read") {
  const TempFolder folder;
  kharita::test::write_program(folder.path() / "tool", "printf '%s|' \"$@\" > \"$1\"; cat >> \"$1\"");
  const std::string out = (folder.path() / "out").string();
  std::ofstream(folder.path() / "in") << "picture";
  REQUIRE(run_program(folder.path() / "tool", {out, "a b", "$HOME; rm *", "'"}, folder.path() / "in"));
  CHECK(content(out) == out + "|a b|$HOME; rm *|'|picture");
}

TEST_CASE("programs: one that fails or is not there is an error that names it") {
  const TempFolder folder;
  kharita::test::write_program(folder.path() / "tool", "exit 3");
  const auto failed = run_program(folder.path() / "tool", {}, "/dev/null");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message.find("tool: [3]") != std::string::npos);
  CHECK_FALSE(run_program(folder.path() / "gone", {}, "/dev/null"));
  CHECK_FALSE(run_program(folder.path() / "tool", {}, folder.path() / "no input"));
  CHECK_FALSE(start_program(folder.path() / "gone", {}));
}

TEST_CASE("programs: the clipboard's tool is Wayland's or X11's, and its package is named") {
  const TempFolder folder;
  kharita::test::write_program(folder.path() / "xclip", "exit 0");
  const SetEnvironment path("PATH", folder.path().string());
  {
    const SetEnvironment x11("WAYLAND_DISPLAY", "");
    REQUIRE(find_clipboard_tool());
    CHECK(find_clipboard_tool()->program == folder.path() / "xclip");
  }
  const SetEnvironment wayland("WAYLAND_DISPLAY", "wayland-0");
  CHECK_FALSE(find_clipboard_tool());
  CHECK(clipboard_package() == "wl-clipboard");
}
