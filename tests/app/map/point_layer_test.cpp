#include "app/map/point_layer.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;

namespace {

ScenePoint point(std::uint32_t id, double lat, double lon, std::uint32_t mentions) {
  return {geo::PlaceId{id}, geo::LatLon::from_degrees(lat, lon), mentions, 1, 0.9f};
}

std::vector<Circle> circles_of(const std::vector<ScenePoint>& points) {
  return make_circles(points, std::vector<PointStyle>(points.size(), PointStyle::full));
}

Frame frame_at(double lat, double lon, double zoom) {
  Camera camera;
  camera.set_viewport({1280, 800});
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(lat, lon)), zoom);
  return Frame(camera, 1, {0, 0, 1280, 800});
}

// The same by trying every copy of every circle.
double nearest_edge(const std::vector<Circle>& circles, const Frame& frame, PixelPos at) {
  double best = std::numeric_limits<double>::infinity();
  for (const Circle& circle : circles) {
    for (int copy = -3; copy <= 3; ++copy) {
      const PixelPos c = center_of(circle, frame, copy);
      best = std::min(
          best, std::max(0.0, std::hypot(c.x - at.x, c.y - at.y) - circle.radius_pt * frame.circle_scale()));
    }
  }
  return best;
}

}  // namespace

TEST_CASE("points: large circles are drawn before small ones") {
  const auto circles = circles_of({point(1, 10, 10, 1), point(2, 11, 10, 50), point(3, 12, 10, 7)});
  CHECK(circles[0].place.value == 2);
  CHECK(circles[2].place.value == 1);
}

TEST_CASE("points: each of several places at one spot shows and can be picked") {
  for (const auto& [count, zoom] : {std::pair{6U, 6.0}, {2U, 3.0}, {25U, 14.0}, {60U, 16.0}}) {
    CAPTURE(count);
    std::vector<ScenePoint> points;
    for (std::uint32_t i = 0; i < count; ++i)
      points.push_back(point(i, 33.3, 44.4, 1 + i % 7));
    const auto circles = circles_of(points);
    const Frame frame = frame_at(33.3, 44.4, zoom);
    for (const Circle& circle : circles) {
      bool seen = false;
      for (double angle = 0; angle < 6.28 && !seen; angle += 0.1) {
        for (const double share : {0.0, 0.9}) {
          PixelPos at = center_of(circle, frame, 0);
          at.x += share * circle.radius_pt * std::cos(angle);
          at.y += share * circle.radius_pt * std::sin(angle);
          const Circle* picked = pick_circle(circles, frame, at, 2);
          REQUIRE(picked != nullptr);
          seen = seen || picked->place == circle.place;
        }
      }
      CHECK(seen);
    }
  }
}

TEST_CASE("points: picking finds the nearest circle within the tolerance, as trying all does") {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> lat(-60, 70);
  std::uniform_real_distribution<double> lon(-180, 179.9);
  std::vector<ScenePoint> points;
  for (std::uint32_t i = 0; i < 300; ++i)
    points.push_back(point(i, lat(random), lon(random), 1 + i % 40));
  const auto circles = circles_of(points);
  const Frame frame = frame_at(10, 178, 1.5);
  std::uniform_real_distribution<double> x(0, 1280);
  std::uniform_real_distribution<double> y(0, 800);
  for (int i = 0; i < 500; ++i) {
    const PixelPos at{x(random), y(random)};
    const double expected = nearest_edge(circles, frame, at);
    const Circle* picked = pick_circle(circles, frame, at, 6);
    REQUIRE((picked != nullptr) == (expected <= 6));
    if (picked != nullptr) CHECK(nearest_edge({*picked}, frame, at) == doctest::Approx(expected));
  }
}

TEST_CASE("points: a place beyond the antimeridian is picked where it is drawn") {
  const auto circles = circles_of({point(9, -17, -179.5, 3)});
  const Frame frame = frame_at(-17, 179.5, 6);
  const PixelPos at = center_of(circles[0], frame, 1);
  CHECK(at.x > 640);
  CHECK(at.x < 1280);
  const Circle* picked = pick_circle(circles, frame, at, 0);
  REQUIRE(picked != nullptr);
  CHECK(picked->place.value == 9);
}
