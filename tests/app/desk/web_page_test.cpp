#include "app/desk/web_page.h"

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/app/articles/temp_folder.h"

using namespace kharita::app;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("browser: an address goes to xdg-open as it is, through no shell") {
  const TempFolder folder;
  const fs::path told = folder.path() / "told";
  const fs::path program =
      folder.write("bin/xdg-open", "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" >'" + told.string() +
                                       ".part'\nmv '" + told.string() + ".part' '" + told.string() + "'\n");
  fs::permissions(program, fs::perms::owner_all);
  const std::string path = "/nowhere::" + program.parent_path().string();
  const std::string address = "https://example.org/$(touch${IFS}x);'\"`?a=1&b=%20";
  REQUIRE(open_in_browser(address, path.c_str()));
  for (int i = 0; i < 1000 && !fs::exists(told); ++i)  // it is not waited for
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  CHECK(content_of(told) == "1|" + address);
}

TEST_CASE("browser: what is no address of the web is not opened, and a missing xdg-open is named") {
  const TempFolder folder;
  const std::string path = folder.path().string();
  for (const char* bad : {"", "file:///etc/passwd", "/bin/sh", "https://a b"})
    CHECK_FALSE(open_in_browser(bad, path.c_str()));
  for (const char* where : {static_cast<const char*>(nullptr), "", path.c_str()}) {
    const auto opened = open_in_browser("https://example.org", where);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message.find("xdg-utils") != std::string::npos);
  }
}
