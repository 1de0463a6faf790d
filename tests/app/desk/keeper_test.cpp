#include "app/desk/keeper.h"

#include <doctest/doctest.h>

#include <fstream>

#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

namespace {

SavedView view_named(std::string name, double zoom = 3) {
  return {std::move(name), {kharita::geo::LatLon::from_degrees(1, 2), zoom, false}, {}};
}

}  // namespace

TEST_CASE("keeper: a view of the same name is replaced, and two windows keep each other's views") {
  const TempFolder folder;
  const fs::path file = folder.path() / "settings.json";
  Keeper one(file, test_gazetteer());
  Keeper two(file, test_gazetteer());
  REQUIRE(one.read());
  REQUIRE(two.read());
  one.save_view(view_named("a"));
  one.save_view(view_named("a", 5));
  REQUIRE(one.settings.views.size() == 1);
  CHECK(one.settings.views[0].map.zoom == 5);
  REQUIRE(one.write());
  two.save_view(view_named("b"));
  REQUIRE(two.write());
  CHECK(two.settings.views.size() == 2);
  two.delete_view(7);  // not there: nothing
  two.delete_view(0);
  REQUIRE(two.write());
  Keeper three(file, test_gazetteer());
  REQUIRE(three.read());
  REQUIRE(three.settings.views.size() == 1);
  CHECK(three.settings.views[0].name == "b");
}

TEST_CASE("keeper: settings that cannot be read are put aside, and an error names the file") {
  const TempFolder folder;
  const fs::path file = folder.path() / "settings.json";
  std::ofstream(file) << "{ broken";
  Keeper keeper(file, test_gazetteer());
  const auto read = keeper.read();
  REQUIRE_FALSE(read);
  CHECK(read.error().message.find("settings.json") != std::string::npos);
  CHECK(fs::exists(folder.path() / "settings.json.broken"));
  REQUIRE(keeper.write());
  CHECK(Keeper(file, test_gazetteer()).read());
}
