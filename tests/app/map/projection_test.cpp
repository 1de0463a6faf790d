#include "app/map/projection.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <random>

#include "app/map/camera.h"
#include "app/map/frame.h"

using namespace kharita;
using namespace kharita::app::map;
using geo::LatLon;
using geo::WebMercator;

namespace {

constexpr double kRadians = std::numbers::pi / 180;

WebMercator at(double lat, double lon) {
  return WebMercator::from(LatLon::from_degrees(lat, lon));
}

// The orthographic projection as the textbook has it, through a turned globe: the oracle.
struct Seen {
  double x = 0;  // east, in radii
  double y = 0;  // north
  double z = 0;  // towards the eye
};
Seen turn_globe(const LatLon& p, const LatLon& center) {
  const double lat = p.lat_deg() * kRadians;
  const double lon = (p.lon_deg() - center.lon_deg()) * kRadians;
  const std::array<double, 3> v{std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
  const double tilt = center.lat_deg() * kRadians;
  return {v[1], v[2] * std::cos(tilt) - v[0] * std::sin(tilt), v[0] * std::cos(tilt) + v[2] * std::sin(tilt)};
}

struct RandomPlaces {
  std::mt19937 random{20240129};
  LatLon next(double highest_lat) {
    std::uniform_real_distribution<double> lon(-180, 180);
    std::uniform_real_distribution<double> sine(-1, 1);  // even over the sphere
    double lat = 0;
    do
      lat = std::asin(sine(random)) / kRadians;
    while (std::abs(lat) > highest_lat);
    return LatLon::from_degrees(lat, lon(random));
  }
};

}  // namespace

TEST_CASE("projection: the globe is the textbook's orthographic projection, forwards and back") {
  RandomPlaces places;
  for (int i = 0; i < 3000; ++i) {
    const LatLon center = places.next(84.9);
    const LatLon p = places.next(85);
    const double zoom = 6.0 * (i % 100) / 100;
    const Mapping map(WebMercator::from(center), zoom, 1);
    REQUIRE(map.radius_px() == doctest::Approx(256 * std::exp2(zoom) / (2 * std::numbers::pi)));
    const Seen seen = turn_globe(p, center);
    const PixelPos px = map.to_px(WebMercator::from(p));
    const double tolerance = 1e-9 * map.radius_px();
    REQUIRE(std::abs(px.x - seen.x * map.radius_px()) < tolerance);
    REQUIRE(std::abs(px.y + seen.y * map.radius_px()) < tolerance);
    REQUIRE(std::abs(map.near_side(WebMercator::from(p)) - seen.z) < 1e-9);
    if (seen.z < 0.01) continue;  // the inverse is blunt at the rim
    const auto back = map.to_latlon(px);
    REQUIRE(back.has_value());
    REQUIRE(geo::distance_km(*back, p) < 1e-3);
  }
}

TEST_CASE("projection: the poles are points of the globe, and Mercator's edges stand for them") {
  const Mapping map(at(80, 30), 3, 1);
  const Seen seen = turn_globe(LatLon::from_degrees(90, 0), LatLon::from_degrees(80, 30));
  for (const double lon : {-180.0, -77.0, 0.0, 30.0, 179.0}) {
    const PixelPos px = map.to_px(at(90, lon));
    CHECK(std::abs(px.x) < 1e-6);
    CHECK(px.y == doctest::Approx(-seen.y * map.radius_px()));
  }
  const auto pole = map.to_latlon(map.to_px(at(90, 0)));
  REQUIRE(pole);
  CHECK(pole->lat_deg() > 89.99);
  const auto beyond = map.to_latlon({0, map.to_px(at(90, 0)).y - 2});  // 2 px behind the pole
  REQUIRE(beyond);
  CHECK(std::abs(std::remainder(beyond->lon_deg() - 210, 360)) < 1e-6);
}

TEST_CASE("projection: beside the globe there is nothing, and the rim is meant") {
  const Mapping map(at(20, 170), 2, 1);
  const double r = map.radius_px();
  CHECK_FALSE(map.to_latlon({r * 1.01, 0}).has_value());
  CHECK_FALSE(map.to_latlon({0, -5 * r}).has_value());
  CHECK(map.to_latlon({0.99 * r, 0}).has_value());
  const PixelPos rim = map.to_px(map.to_mercator({3 * r, 4 * r}));
  CHECK(rim.x == doctest::Approx(0.6 * r));
  CHECK(rim.y == doctest::Approx(0.8 * r));
}

TEST_CASE("projection: Mercator, the globe and what lies between have one scale at the centre") {
  RandomPlaces places;
  for (int i = 0; i < 200; ++i) {
    const LatLon center = places.next(80);
    for (const double share : {0.0, 0.3, 0.8, 1.0}) {
      const Mapping map(WebMercator::from(center), 4, share);
      const double step = 0.01;
      const PixelPos north = map.to_px(at(center.lat_deg() + step, center.lon_deg()));
      const PixelPos east = map.to_px(at(center.lat_deg(), center.lon_deg() + step));
      const double expected = step * kRadians * map.radius_px();
      CHECK(std::hypot(north.x, north.y) == doctest::Approx(expected).epsilon(2e-3));
      CHECK(std::hypot(east.x, east.y) ==
            doctest::Approx(expected * std::cos(center.lat_deg() * kRadians)).epsilon(2e-3));
    }
  }
}

TEST_CASE("projection: between Mercator and the globe a pixel is given a position that is drawn there") {
  RandomPlaces places;
  int found = 0;
  for (int i = 0; i < 2000; ++i) {
    const LatLon center = places.next(75);
    const LatLon p = places.next(80);
    const Mapping map(WebMercator::from(center), 3, 0.05 + 0.9 * (i % 50) / 50);
    const WebMercator m = WebMercator::from(p);
    if (turn_globe(p, center).z < 0.3) continue;
    const auto back = map.to_latlon(map.to_px(m));
    REQUIRE(back.has_value());
    const PixelPos there = map.to_px(WebMercator::from(*back));
    const PixelPos wanted = map.to_px(m);
    REQUIRE(std::hypot(there.x - wanted.x, there.y - wanted.y) < 0.01);
    ++found;
  }
  CHECK(found > 500);
}

TEST_CASE("projection: without a share of the globe it is Web Mercator, past its edges too") {
  const Mapping map(at(10, 175), 3, 0);
  const PixelPos px = map.to_px(at(10, -175));
  CHECK(px.x == doctest::Approx(2048 * 10 / 360.0));
  CHECK_FALSE(map.to_latlon({0, -3000}).has_value());
  CHECK(map.to_mercator({0, -3000}).y < 0);
  CHECK(map.near_side(at(-80, 0)) == 1);
}

TEST_CASE("frame: the cap around a box holds the box") {
  std::mt19937 random(5);
  std::uniform_int_distribution<std::int32_t> step(0, geo::MercatorGrid::kSize);
  for (int i = 0; i < 300; ++i) {
    GridBox box;
    box.add(geo::MercatorGrid{step(random), step(random)});
    box.add(geo::MercatorGrid{box.min_x / 2 + step(random) / 4, box.min_y / 2 + step(random) / 2});
    const SphereCap cap = cap_of(box);
    for (int k = 0; k < 200; ++k) {
      const auto between = [&](std::int32_t low, std::int32_t high) {
        return low + static_cast<double>(high - low) * std::uniform_real_distribution<double>(0, 1)(random);
      };
      const Direction d = direction_of({between(box.min_x, box.max_x) / geo::MercatorGrid::kSize,
                                        between(box.min_y, box.max_y) / geo::MercatorGrid::kSize});
      const double cosine = d.x * cap.middle.x + d.y * cap.middle.y + d.z * cap.middle.z;
      REQUIRE(std::acos(std::clamp(cosine, -1.0, 1.0)) <= cap.angle + 1e-6);
    }
  }
}
