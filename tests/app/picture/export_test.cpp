#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "app/picture/picture_file.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/map/gl_fixture.h"

using namespace kharita;
using namespace kharita::app;
using picture::Export;
namespace fs = std::filesystem;

namespace {

map::Camera camera_of(int width, int height) {
  map::Camera camera;
  camera.set_viewport({width, height});
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(30, 40)), 3);
  return camera;
}

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("export: steps tell how far the picture is and give the same file as all at once") {
  if (!test::has_gl()) return;
  const test::TempFolder folder;
  map::MapView view = test::make_view();
  const map::Camera camera = camera_of(500, 300);
  REQUIRE(picture::export_picture(view, {}, camera, {}, 1, folder.path() / "whole.png", {}));
  auto steps = Export::start(view, {{}, camera, {}, 1, folder.path() / "steps.png", {}});
  REQUIRE(steps);
  double share = steps->share();
  CHECK(share == 0);
  for (bool done = false; !done;) {
    // Between two steps the view is used for something else, as the window does.
    (void)map::render_picture(view, {}, camera_of(64, 64), {}, 1);
    const auto step = steps->step();
    REQUIRE(step);
    done = *step;
    CHECK(steps->share() > share);
    CHECK(done == (steps->share() == 1));
    CHECK(fs::exists(folder.path() / "steps.png") == done);
    share = steps->share();
  }
  CHECK(content(folder.path() / "steps.png") == content(folder.path() / "whole.png"));
}

TEST_CASE("export: one that is given up leaves nothing behind, and a file that was there as it was") {
  if (!test::has_gl()) return;
  const test::TempFolder folder;
  folder.write("map.png", "old");
  map::MapView view = test::make_view();
  {
    auto steps = Export::start(view, {{}, camera_of(500, 300), {}, 1, folder.path() / "map.png", {}});
    REQUIRE(steps);
    REQUIRE(steps->step());
  }
  CHECK(files_in(folder.path()) == 1);
  CHECK(content(folder.path() / "map.png") == "old");
}

TEST_CASE("export: what cannot be is said before anything is drawn") {
  if (!test::has_gl()) return;
  const test::TempFolder folder;
  map::MapView view = test::make_view();
  CHECK_FALSE(Export::start(view, {{}, camera_of(16385, 10), {}, 1, folder.path() / "map.pdf", {}}));
  CHECK_FALSE(Export::start(view, {{}, camera_of(10, 10), {}, 1, folder.path() / "map.gif", {}}));
  CHECK_FALSE(Export::start(view, {{}, camera_of(10, 10), {}, 1, folder.path() / "map.svg", {}, true}));
  map::Camera globe = camera_of(100, 100);
  globe.set_projection(map::Projection::globe);
  CHECK_FALSE(Export::start(view, {{}, globe, {}, 1, folder.path() / "map.tif", {}}));
  CHECK(files_in(folder.path()) == 0);
}
