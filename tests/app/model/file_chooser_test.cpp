#include "app/model/file_chooser.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/app/articles/temp_folder.h"

using namespace kharita::app;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

namespace {

using What = FileChooser::What;

// "أخبار/قديم.txt", files with Arabic and English names and numbers, a hidden one and one that is no file.
struct Shelf {
  TempFolder folder;
  Shelf() {
    fs::create_directories(folder.path() / "أخبار");
    fs::create_directories(folder.path() / "zeta");
    for (const char* name : {"أخبار/قديم.txt", "news 10.json", "news 2.json", "Beta.csv", "alpha.csv",
                             "مقالات.ndjson", ".hidden"})
      std::ofstream(folder.path() / name) << "x";
    fs::create_symlink("/dev/null", folder.path() / "device");
    fs::create_symlink(folder.path() / "nowhere", folder.path() / "dangling");
  }
  [[nodiscard]] FileChooser chooser(What what = What::files) const { return {what, folder.path()}; }
  [[nodiscard]] std::string path(const char* name) const { return (folder.path() / name).string(); }
};

std::vector<std::string> names(const FileChooser& chooser) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < chooser.shown_count(); ++i)
    all.push_back(chooser.shown(i).name);
  return all;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("file chooser: folders come first, then files by name, and what is hidden or no file is left out") {
  const Shelf shelf;
  CHECK(names(shelf.chooser()) ==
        Names{"أخبار", "zeta", "مقالات.ndjson", "alpha.csv", "Beta.csv", "news 2.json", "news 10.json"});
}

TEST_CASE("file chooser: what is typed narrows, without regard to case and Arabic spelling") {
  const Shelf shelf;
  FileChooser chooser = shelf.chooser();
  CHECK_FALSE(chooser.cursor());
  chooser.type("NEWS");
  CHECK(names(chooser) == Names{"news 2.json", "news 10.json"});
  CHECK(chooser.cursor() == 0);
  chooser.type("اخبار");  // without its hamza
  CHECK(names(chooser) == Names{"أخبار"});
  chooser.type("a");  // what begins with it stands before what holds it
  CHECK(names(chooser) == Names{"alpha.csv", "zeta", "Beta.csv"});
  chooser.type("nothing of this name");
  CHECK(chooser.shown_count() == 0);
  CHECK_FALSE(chooser.cursor());
  CHECK_FALSE(chooser.enter());
  CHECK(chooser.take().empty());
}

TEST_CASE("file chooser: a path that is typed or pasted goes to its folder") {
  const Shelf shelf;
  FileChooser chooser(What::files, "/");
  chooser.type(shelf.path("أخبار/قد"));
  CHECK(chooser.folder() == shelf.folder.path() / "أخبار");
  CHECK(chooser.typed() == "قد");
  CHECK(chooser.enter() == Names{shelf.path("أخبار/قديم.txt")});
  chooser.type("../");
  CHECK(chooser.folder() == shelf.folder.path());
  CHECK(chooser.typed().empty());
  chooser.type("no such folder/x");  // stays as it is typed
  CHECK(chooser.folder() == shelf.folder.path());
  CHECK(chooser.typed() == "no such folder/x");
  CHECK(chooser.shown_count() == 0);
}

TEST_CASE("file chooser: Enter goes into a folder and takes a file; the cursor stays within") {
  const Shelf shelf;
  FileChooser chooser = shelf.chooser();
  CHECK_FALSE(chooser.enter());  // nothing is at the cursor
  chooser.move(-1);
  CHECK(chooser.cursor() == 0);
  CHECK_FALSE(chooser.enter());
  CHECK(chooser.folder() == shelf.folder.path() / "أخبار");
  chooser.go_up();
  CHECK(chooser.folder() == shelf.folder.path());
  for (int i = 0; i < 50; ++i)
    chooser.move(1);
  CHECK(chooser.cursor() == chooser.shown_count() - 1);
  CHECK(chooser.enter() == Names{shelf.path("news 10.json")});
}

TEST_CASE("file chooser: several files are chosen and left again, in the order in which they were") {
  const Shelf shelf;
  FileChooser chooser = shelf.chooser();
  chooser.press(5);
  chooser.press(3);
  chooser.press(2);
  chooser.press(3);
  CHECK(chooser.is_chosen(5));
  CHECK_FALSE(chooser.is_chosen(3));
  CHECK(chooser.take() == Names{shelf.path("news 2.json"), shelf.path("مقالات.ndjson")});
  chooser.type("beta");  // what is chosen stays chosen while another name is typed
  CHECK(chooser.enter() ==
        Names{shelf.path("news 2.json"), shelf.path("مقالات.ndjson"), shelf.path("Beta.csv")});
  chooser.go_to(shelf.folder.path() / "zeta");
  CHECK(chooser.chosen().empty());
}

TEST_CASE("file chooser: of folders the one that is shown is taken, and no file") {
  const Shelf shelf;
  FileChooser chooser = shelf.chooser(What::folder);
  CHECK(chooser.take() == Names{shelf.folder.path().string()});
  chooser.press(3);  // a file
  CHECK(chooser.chosen().empty());
  chooser.type("alpha");
  CHECK_FALSE(chooser.enter());
  chooser.type("zet");
  CHECK_FALSE(chooser.enter());
  CHECK(chooser.enter() == Names{shelf.path("zeta")});
}

TEST_CASE("file chooser: a folder that is gone or may not be read is said, and one starts above it") {
  const Shelf shelf;
  FileChooser chooser(What::files, shelf.folder.path() / "gone" / "deeper");
  CHECK(chooser.folder() == shelf.folder.path());
  CHECK(chooser.error().empty());
  chooser.go_to(shelf.folder.path() / "gone");
  CHECK_FALSE(chooser.error().empty());
  CHECK(chooser.shown_count() == 0);
  FileChooser relative(What::files, "");
  CHECK(relative.folder() == "/");
  relative.go_up();
  CHECK(relative.folder() == "/");
}

TEST_CASE("file chooser: a name that is no UTF-8 is shown and can be opened") {
  const TempFolder folder;
  const std::string odd = (folder.path() / "caf\xe9.txt").string();
  std::ofstream(odd) << "x";
  FileChooser chooser(What::files, folder.path());
  REQUIRE(chooser.shown_count() == 1);
  CHECK(chooser.shown(0).name == "caf\uFFFD.txt");
  chooser.press(0);
  CHECK(chooser.take() == Names{odd});
}
