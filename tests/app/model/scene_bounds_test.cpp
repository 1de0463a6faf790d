#include <doctest/doctest.h>

#include <filesystem>

#include "app/model/scene_builder.h"

using namespace kharita;
using namespace kharita::app;

TEST_CASE("scene: bounds hold all of a country across the antimeridian, whatever lies on its far side") {
  const auto gazetteer = geo::Gazetteer::open(std::filesystem::path(KHARITA_SHARE_DIR) / "world.gazetteer");
  if (!gazetteer) {
    MESSAGE("skipped: " << gazetteer.error().message);
    return;
  }
  const auto fiji = gazetteer->country("FJ");
  REQUIRE(fiji);
  const geo::Place place = gazetteer->place(*fiji);
  REQUIRE(place.bounds.west_deg > place.bounds.east_deg);
  MapScene scene;
  scene.areas = {{place.id, place.area, 1, 1}};
  scene.points = {{place.id, geo::LatLon::from_degrees(-17, -179.5), 1, 1, 1.0f}};
  const auto box = scene_bounds(scene, *gazetteer);
  CHECK(box.west_deg == doctest::Approx(place.bounds.west_deg));
  CHECK(box.east_deg == doctest::Approx(place.bounds.east_deg));
}
