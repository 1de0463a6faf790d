#include "geo/latlon.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using namespace kharita::geo;

TEST_CASE("latlon: from_degrees clamps latitude and wraps longitude") {
  CHECK(LatLon::from_degrees(95, 0).lat_deg() == 90);
  CHECK(LatLon::from_degrees(0, 190).lon_deg() == doctest::Approx(-170));
  CHECK(LatLon::from_degrees(0, 180).lon_deg() == -180);
  CHECK(LatLon::from_degrees(0, -540).lon_deg() == -180);
  CHECK(LatLon::from_degrees(std::numeric_limits<double>::quiet_NaN(), 7).lat_deg() == 0);
}

TEST_CASE(
    "latlon: distance between Islamabad and Tehran is 1,990 km within one per cent, across the antimeridian "
    "too") {
  const auto islamabad = LatLon::from_degrees(33.6844, 73.0479);
  const auto tehran = LatLon::from_degrees(35.6892, 51.3890);
  CHECK(distance_km(islamabad, tehran) == doctest::Approx(1990).epsilon(0.01));
  CHECK(distance_km(LatLon::from_degrees(0, 179.5), LatLon::from_degrees(0, -179.5)) ==
        doctest::Approx(111.19).epsilon(0.01));
}

TEST_CASE("latlon: the distance through the Earth is that on its surface where both are short") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> lat(-90, 90);
  std::uniform_real_distribution<double> lon(-180, 180);
  std::uniform_real_distribution<double> step(-7, 7);
  for (int i = 0; i < 20'000; ++i) {
    const LatLon a = LatLon::from_degrees(lat(random), lon(random));
    const bool near = i % 2 == 0;
    const LatLon b = near ? LatLon::from_degrees(a.lat_deg() + step(random), a.lon_deg() + step(random))
                          : LatLon::from_degrees(lat(random), lon(random));
    const double arc = distance_km(a, b);
    const double chord = 2 * 6371.0 * std::sin(arc / 2 / 6371.0);
    const double straight = static_cast<double>(straight_km(EarthPoint::from(a), EarthPoint::from(b)));
    CHECK(straight == doctest::Approx(chord).epsilon(1e-6).scale(3000));  // 3 m
    if (arc < 500) CHECK(straight == doctest::Approx(arc).epsilon(0.0003).scale(100));
  }
}

TEST_CASE("latlon: a box that crosses the antimeridian holds both sides of it and nothing else") {
  const LatLonBox fiji{177, -20, -178, -15};
  CHECK(fiji.contains(LatLon::from_degrees(-18, 178)));
  CHECK(fiji.contains(LatLon::from_degrees(-18, -179)));
  CHECK_FALSE(fiji.contains(LatLon::from_degrees(-18, 0)));
}

TEST_CASE("mercator: there and back is the same place") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> lat(-85, 85);
  std::uniform_real_distribution<double> lon(-180, 179.99);
  for (int i = 0; i < 1000; ++i) {
    const auto p = LatLon::from_degrees(lat(random), lon(random));
    const auto q = WebMercator::from(p).to_latlon();
    CHECK(q.lat_deg() == doctest::Approx(p.lat_deg()));
    CHECK(q.lon_deg() == doctest::Approx(p.lon_deg()));
    const auto g = MercatorGrid::from(WebMercator::from(p)).to_mercator().to_latlon();
    CHECK(distance_km(p, g) < 0.0001);
  }
}

TEST_CASE("mercator: the poles are clamped to the map's edges") {
  CHECK(WebMercator::from(LatLon::from_degrees(90, 0)).y == doctest::Approx(0));
  CHECK(WebMercator::from(LatLon::from_degrees(-90, 0)).y == doctest::Approx(1));
}
