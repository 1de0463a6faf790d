#include <doctest/doctest.h>

#include "app/model/scene_builder.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita;
using namespace kharita::app;

TEST_CASE("scene: bounds hold all of a country across the antimeridian, whatever lies on its far side") {
  const geo::Gazetteer* const gazetteer = geo::test::built_gazetteer();
  if (gazetteer == nullptr) return;
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

TEST_CASE("scene: of a country as wide as Russia the middle is enough, beside other places") {
  const geo::Gazetteer* const gazetteer = geo::test::built_gazetteer();
  if (gazetteer == nullptr) return;
  const geo::Place russia = gazetteer->place(*gazetteer->country("RU"));
  const geo::Place egypt = gazetteer->place(*gazetteer->country("EG"));
  MapScene scene;
  scene.areas = {{russia.id, russia.area, 1, 1}, {egypt.id, egypt.area, 1, 1}};
  const auto box = scene_bounds(scene, *gazetteer);
  CHECK(box.west_deg == doctest::Approx(egypt.bounds.west_deg));
  CHECK(box.east_deg == doctest::Approx(russia.location.lon_deg()));
  CHECK(box.south_deg == doctest::Approx(egypt.bounds.south_deg));
  CHECK(box.north_deg == doctest::Approx(russia.location.lat_deg()));
}
