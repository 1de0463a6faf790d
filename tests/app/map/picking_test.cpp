#include "app/map/picking.h"

#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "tests/app/model/fixture.h"

using namespace kharita::app;
using namespace kharita::app::map;
namespace geo = kharita::geo;

namespace {

// Oracle: the angles under which the edges are seen from p add up to 2 pi a turn.
bool encloses_by_angles(std::span<const PixelPos> polygon, PixelPos p) {
  double sum = 0;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const PixelPos a = polygon[i];
    const PixelPos b = polygon[(i + 1) % polygon.size()];
    double turn = std::atan2(b.y - p.y, b.x - p.x) - std::atan2(a.y - p.y, a.x - p.x);
    turn -= 2 * std::numbers::pi * std::round(turn / (2 * std::numbers::pi));
    sum += turn;
  }
  return std::abs(sum) > 1;
}

// Oracle: every copy of the world, each with a plain look at where the camera puts it.
std::vector<geo::PlaceId> inside_by_copies(const MapScene& scene, const Camera& camera,
                                           std::span<const PixelPos> polygon) {
  std::vector<geo::PlaceId> found;
  for (const ScenePoint& point : scene.points) {
    const PixelPos nearest = camera.to_pixel(geo::WebMercator::from(point.location));
    for (int copy = -3; copy <= 3; ++copy) {
      const double x = nearest.x + copy * camera.world_size_px();
      if (x < 0 || x > camera.viewport().width) continue;
      if (encloses_by_angles(polygon, {x, nearest.y})) {
        found.push_back(point.place);
        break;
      }
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("picking: what a polygon encloses, crossing itself or not, is what the angles say") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> pixel(0, 100);
  int inside = 0;
  for (int round = 0; round < 200; ++round) {
    std::vector<PixelPos> polygon(3 + round % 9);
    for (PixelPos& p : polygon)
      p = {pixel(random), pixel(random)};
    for (int i = 0; i < 50; ++i) {
      const PixelPos p{pixel(random), pixel(random)};
      REQUIRE(encloses(polygon, p) == encloses_by_angles(polygon, p));
      inside += encloses(polygon, p) ? 1 : 0;
    }
  }
  CHECK(inside > 1000);
  CHECK_FALSE(encloses({}, {0, 0}));
  CHECK_FALSE(encloses(std::vector<PixelPos>{{0, 0}, {10, 10}}, {5, 5}));
}

TEST_CASE("picking: a position on the edge of two rectangles is in one of them") {
  const auto left = rectangle({0, 0}, {10, 10});
  const auto right = rectangle({20, 10}, {10, 0});
  CHECK(encloses(left, {10, 5}) != encloses(right, {10, 5}));
}

TEST_CASE("picking: a shape across the antimeridian holds the places on both sides of it") {
  MapScene scene;
  std::mt19937 random(11);
  std::uniform_real_distribution<double> lon(-180, 180);
  std::uniform_real_distribution<double> lat(-80, 80);
  for (std::uint32_t i = 0; i < 2000; ++i)
    scene.points.push_back({geo::PlaceId{i}, geo::LatLon::from_degrees(lat(random), lon(random)), 1, 1, 1});
  for (const double zoom : {0.0, 2.0, 4.0}) {
    Camera camera;
    camera.set_viewport({1280, 800});
    // At whole pixels, as the frame will stand.
    const double world_px = 256 * std::exp2(zoom);
    const auto near = geo::WebMercator::from(geo::LatLon::from_degrees(10, 179.5));
    camera.look_at({std::round(near.x * world_px) / world_px, std::round(near.y * world_px) / world_px},
                   zoom);
    const Frame frame(camera, 1, {0, 0, 1280, 800});
    std::uniform_real_distribution<double> x(0, 1280);
    std::uniform_real_distribution<double> y(0, 800);
    std::size_t found = 0;
    for (int round = 0; round < 20; ++round) {
      std::vector<PixelPos> polygon(3 + round % 5);
      for (PixelPos& p : polygon)
        p = {std::floor(x(random)) + 0.37, std::floor(y(random)) + 0.41};
      if (round == 0) polygon = rectangle({300.3, 100.3}, {1000.7, 700.7});
      const auto inside = places_inside(scene, test_gazetteer(), frame, polygon);
      CHECK(inside == inside_by_copies(scene, camera, polygon));
      found += inside.size();
    }
    CHECK(found > 100);
  }
}

TEST_CASE("picking: a country is in a shape that holds its label point") {
  MapScene scene;
  const geo::Place iran = test_gazetteer().place(place_id("ne:IR"));
  scene.areas.push_back({iran.id, iran.area, 1, 1});
  Camera camera;
  camera.set_viewport({1280, 800});
  camera.look_at(geo::WebMercator::from(iran.location), 5);
  const Frame frame(camera, 1, {0, 0, 1280, 800});
  CHECK(places_inside(scene, test_gazetteer(), frame, rectangle({600, 360}, {680, 440})) ==
        std::vector{iran.id});
  CHECK(places_inside(scene, test_gazetteer(), frame, rectangle({0, 0}, {600, 440})).empty());
}
