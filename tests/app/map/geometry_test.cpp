#include "app/map/geometry.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>

using namespace kharita;
using namespace kharita::app::map;
using geo::MercatorGrid;

TEST_CASE("geometry: packed areas keep their triangles and their bounds") {
  const std::vector<MercatorGrid> square{{0, 0}, {10, 0}, {10, 10}, {0, 10}};
  const std::vector<MercatorGrid> triangle{{100, 100}, {120, 100}, {100, 130}};
  const std::vector<std::uint32_t> square_indices{0, 1, 2, 0, 2, 3};
  const std::vector<std::uint32_t> triangle_indices{0, 1, 2};
  const std::vector<geo::AreaMesh> meshes{{square, square_indices}, {triangle, triangle_indices}};
  const AreaGeometry packed = pack_areas(meshes);
  REQUIRE(packed.ranges.size() == 2);
  CHECK(packed.ranges[1].first == 6);
  CHECK(packed.ranges[1].count == 3);
  CHECK(packed.vertices[packed.indices[packed.ranges[1].first]] == MercatorGrid{100, 100});
  CHECK(packed.ranges[1].bounds.max_y == 130);
}

TEST_CASE("geometry: packed lines hold every segment of each line and none between two lines") {
  const std::vector<MercatorGrid> coast{{0, 0}, {3, 4}, {3, 10}};
  const std::vector<MercatorGrid> border{{500, 0}, {500, 7}};
  const std::vector<MercatorGrid> dot{{1, 1}};
  std::vector<geo::BorderLine> lines(3);
  lines[0] = {geo::BorderKind::country, {}, {}, border};
  lines[1] = {geo::BorderKind::coast, {}, {}, coast};
  lines[2] = {geo::BorderKind::coast, {}, {}, dot};
  const LineGeometry packed = pack_lines(lines);
  REQUIRE(packed.runs.size() == 2);
  CHECK(packed.runs[0].kind == geo::BorderKind::coast);
  CHECK(packed.runs[0].count == 3);
  CHECK(packed.points[1].along_steps == 5);
  CHECK(packed.points[2].along_steps == 11);
  CHECK(packed.points[packed.runs[1].first].along_steps == 0);
  CHECK(packed.runs[1].bounds.max_x == 500);
}

namespace {

double twice_area(const AreaGeometry& g, const AreaGeometry::Range& range) {
  double sum = 0;
  for (std::uint32_t i = range.first; i < range.first + range.count; i += 3) {
    const MercatorGrid& a = g.vertices[g.indices[i]];
    const MercatorGrid& b = g.vertices[g.indices[i + 1]];
    const MercatorGrid& c = g.vertices[g.indices[i + 2]];
    sum += (static_cast<double>(b.x) - a.x) * (static_cast<double>(c.y) - a.y) -
           (static_cast<double>(c.x) - a.x) * (static_cast<double>(b.y) - a.y);
  }
  return sum;
}

double length(const MercatorGrid& a, const MercatorGrid& b) {
  return std::hypot(static_cast<double>(b.x) - a.x, static_cast<double>(b.y) - a.y);
}

// The corners that lie on the edge of a triangle that runs from `a` to `b`, in a row along it.
std::vector<MercatorGrid> along(const AreaGeometry& g, const AreaGeometry::Range& range,
                                const MercatorGrid& a, const MercatorGrid& b) {
  std::vector<MercatorGrid> on;
  for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
    const MercatorGrid& p = g.vertices[g.indices[i]];
    if (length(a, p) + length(p, b) < length(a, b) + 1e-3) on.push_back(p);
  }
  const auto less = [](const MercatorGrid& p, const MercatorGrid& q) {
    return std::tie(p.x, p.y) < std::tie(q.x, q.y);
  };
  std::sort(on.begin(), on.end(), less);
  on.erase(std::unique(on.begin(), on.end()), on.end());
  return on;
}

}  // namespace

TEST_CASE("geometry: cut edges are short, cover what they covered, and neighbours cut alike") {
  std::mt19937 random(41);
  std::uniform_int_distribution<std::int32_t> step(0, 1 << 20);
  for (int round = 0; round < 40; ++round) {
    // Two areas with one edge in common, each with its own vertices and turned its own way. Even numbers
    // halve well.
    const auto point = [&] { return MercatorGrid{step(random) << 8, step(random) << 8}; };
    const MercatorGrid a = point();
    const MercatorGrid b = point();
    const std::vector<MercatorGrid> left{a, b, point()};
    const std::vector<MercatorGrid> right{point(), b, a};
    const std::vector<std::uint32_t> corners{0, 1, 2};
    const std::vector<geo::AreaMesh> meshes{{left, corners}, {right, corners}};
    AreaGeometry g = pack_areas(meshes);
    const double before[] = {twice_area(g, g.ranges[0]), twice_area(g, g.ranges[1])};
    const double longest = 1 << 24;
    cut_long_edges(g, longest);
    for (std::size_t r = 0; r < 2; ++r) {
      const AreaGeometry::Range& range = g.ranges[r];
      CHECK(twice_area(g, range) == doctest::Approx(before[r]).epsilon(1e-6));
      for (std::uint32_t i = range.first; i < range.first + range.count; i += 3) {
        for (std::uint32_t k = 0; k < 3; ++k)
          CHECK(length(g.vertices[g.indices[i + k]], g.vertices[g.indices[i + (k + 1) % 3]]) <=
                longest * 1.0001);
      }
    }
    CHECK(along(g, g.ranges[0], a, b) == along(g, g.ranges[1], a, b));

    const std::vector<MercatorGrid> border{a, b};
    std::vector<geo::BorderLine> lines{{geo::BorderKind::country, {}, {}, border}};
    LineGeometry line = pack_lines(lines);
    cut_long_edges(line, longest);
    std::vector<MercatorGrid> points;
    for (const LinePoint& p : line.points)
      points.push_back(p.at);
    std::vector<MercatorGrid> shared = along(g, g.ranges[0], a, b);
    CHECK(std::is_permutation(points.begin(), points.end(), shared.begin(), shared.end()));
    CHECK(line.runs[0].count == points.size());
    for (std::size_t i = 1; i < points.size(); ++i)
      CHECK(line.points[i].along_steps > line.points[i - 1].along_steps);
  }
}
