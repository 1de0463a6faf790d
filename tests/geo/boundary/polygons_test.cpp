#include "geo/boundary/polygons.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace kharita::geo;

namespace {

double area2(std::span<const std::uint32_t> c, std::span<const MercatorGrid> v) {
  const auto& a = v[c[0]];
  return (static_cast<double>(v[c[1]].x) - a.x) * (static_cast<double>(v[c[2]].y) - a.y) -
         (static_cast<double>(v[c[1]].y) - a.y) * (static_cast<double>(v[c[2]].x) - a.x);
}

void check_triangles_fill(std::span<const NetPolygon> polygons, std::span<const MercatorGrid> vertices) {
  const auto triangles = triangulate(polygons, vertices);
  CHECK(triangles.exact);
  double sum = 0;
  for (std::size_t i = 0; i < triangles.corners.size(); i += 3) {
    const double twice = area2(std::span(triangles.corners).subspan(i, 3), vertices);
    CHECK(twice < 0);  // counter-clockwise, y pointing south
    sum -= twice;
  }
  double expected = 0;
  for (const auto& p : polygons)
    expected += twice_area(p, vertices);
  CHECK(sum == doctest::Approx(expected));
}

}  // namespace

TEST_CASE("polygons: triangles fill a polygon with a hole exactly") {
  const std::vector<MercatorGrid> v{{0, 0},   {0, 90},  {90, 90}, {90, 0},
                                    {30, 30}, {60, 30}, {60, 60}, {30, 60}};
  const NetPolygon polygon{{0, 1, 2, 3}, {{4, 5, 6, 7}}};
  CHECK(twice_area(polygon, v) == 2 * (8100 - 900));
  check_triangles_fill(std::array{polygon}, v);
}

TEST_CASE("polygons: triangles fill random star shapes exactly") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> radius(1e4, 1e6);
  for (int shape = 0; shape < 30; ++shape) {
    std::vector<MercatorGrid> v;
    NetPolygon polygon;
    constexpr int kPoints = 200;
    for (int i = 0; i < kPoints; ++i) {
      const double angle = -2 * 3.14159265358979 * i / kPoints;
      const double r = radius(random);
      v.push_back({static_cast<std::int32_t>(2e6 + r * std::cos(angle)),
                   static_cast<std::int32_t>(2e6 + r * std::sin(angle))});
      polygon.shell.push_back(static_cast<std::uint32_t>(i));
    }
    check_triangles_fill(std::array{polygon}, v);
  }
}

TEST_CASE(
    "polygons: a hole that touches its shell in a vertex is a hole, and two lobes that touch are two "
    "polygons") {
  //  A square whose hole touches its corner 0, and a second square beyond that corner.
  const std::vector<MercatorGrid> v{{0, 0},   {0, 90},  {90, 90},   {90, 0}, {60, 20},
                                    {20, 60}, {0, -50}, {-50, -50}, {-50, 0}};
  const std::vector<std::uint32_t> walk{0, 1, 2, 3, 0, 4, 5, 0, 6, 7, 8, 0};
  const DirectedArc arc{walk, false};
  const auto polygons = assemble_polygons(std::array{arc}, v);
  REQUIRE(polygons.size() == 2);
  CHECK(polygons[0].shell.size() == 4);
  CHECK(polygons[0].holes.size() == 1);
  CHECK(polygons[1].shell.size() == 4);
  check_triangles_fill(polygons, v);
}

TEST_CASE("polygons: a line walked backwards gives the same rings") {
  const std::vector<MercatorGrid> v{{0, 0}, {0, 90}, {90, 90}, {90, 0}};
  const std::vector<std::uint32_t> west{0, 1, 2};
  const std::vector<std::uint32_t> east{0, 3, 2};  // has the area on its right
  const auto polygons = assemble_polygons(std::array{DirectedArc{west, false}, DirectedArc{east, true}}, v);
  REQUIRE(polygons.size() == 1);
  CHECK(twice_area(polygons[0], v) == 2 * 8100);
}

TEST_CASE("polygons: the label of a dumbbell lies in its larger end") {
  const std::vector<MercatorGrid> v{{0, 0},        {0, 10000},    {10000, 10000}, {10000, 5100},
                                    {50000, 5100}, {50000, 9000}, {53000, 9000},  {53000, 4000},
                                    {50000, 4900}, {10000, 4900}, {10000, 0}};
  const auto label = label_point({{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {}}, v);
  REQUIRE(label);
  CHECK(label->x == doctest::Approx(5000).epsilon(0.1));
  CHECK(label->y == doctest::Approx(5000).epsilon(0.1));
}

TEST_CASE("polygons: the area of an eighth of the globe is an eighth of its surface") {
  const std::int32_t quarter = MercatorGrid::kSize / 4;
  const std::int32_t half = MercatorGrid::kSize / 2;
  // From the equator to the South Pole, 90 degrees wide, counter-clockwise.
  const std::vector<MercatorGrid> v{{half, half},
                                    {half, MercatorGrid::kSize},
                                    {half + quarter, MercatorGrid::kSize},
                                    {half + quarter, half}};
  const std::vector<std::uint32_t> walk{0, 1, 2, 3, 0};
  CHECK(area_share_km2({walk, false}, v) == doctest::Approx(510'065'600.0 / 8).epsilon(1e-5));
  CHECK(area_share_km2({walk, true}, v) == doctest::Approx(-510'065'600.0 / 8).epsilon(1e-5));
}
