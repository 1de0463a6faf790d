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

using Segment = std::tuple<geo::BorderKind, std::int32_t, std::int32_t, std::int32_t, std::int32_t>;

Segment segment(geo::BorderKind kind, const MercatorGrid& a, const MercatorGrid& b) {
  return {kind, a.x, a.y, b.x, b.y};
}

// What shaders/line.vert draws of a run's points.
void append_drawn(const LineGeometry& packed, const LineGeometry::Run& run, std::vector<Segment>& drawn) {
  for (std::uint32_t i = run.first; i + 1 < run.first + run.count; ++i) {
    const LinePoint& a = packed.points[i];
    const LinePoint& b = packed.points[i + 1];
    if (b.along_steps > a.along_steps) drawn.push_back(segment(run.kind, a.at, b.at));
  }
}

}  // namespace

TEST_CASE("geometry: lines are cut where they leave a cell, no segment is lost or joined on, dashes run on") {
  std::mt19937 random(5);
  std::uniform_int_distribution<std::int32_t> step(-(1 << 22), 1 << 22);
  std::vector<std::vector<MercatorGrid>> paths(60);
  std::vector<geo::BorderLine> lines;
  std::vector<Segment> wanted;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    MercatorGrid at{1 << 29, 1 << 29};
    for (int k = 0; k < 100; ++k) {
      paths[i].push_back(at);
      at = {at.x + step(random), at.y + step(random)};
    }
    lines.push_back({static_cast<geo::BorderKind>(i % 4), {}, {}, paths[i]});
    for (std::size_t k = 0; k + 1 < paths[i].size(); ++k)
      wanted.push_back(segment(lines[i].kind, paths[i][k], paths[i][k + 1]));
  }
  std::ranges::sort(wanted);
  for (int level = 0; level < geo::kDetailLevels; ++level) {
    const LineGeometry packed = pack_lines(lines, level);
    const std::int32_t widest = (1 << (26 - level)) + 2 * (1 << 22);  // a cell, and segments' ends around it
    std::vector<Segment> drawn;
    std::uint32_t end = 0;
    for (const LineGeometry::Run& run : packed.runs) {
      CHECK(run.first == end);
      end = run.first + run.count;
      append_drawn(packed, run, drawn);
      if (run.kind != geo::BorderKind::disputed) CHECK(run.bounds.max_x - run.bounds.min_x <= widest);
    }
    CHECK(end == packed.points.size());
    std::ranges::sort(drawn);
    CHECK(drawn == wanted);
    // Drawn in one go they are the same: nothing joins one run to the next of its kind.
    std::vector<Segment> at_once;
    for (int kind = 0; kind < 4; ++kind) {
      const auto of_kind = std::ranges::equal_range(packed.runs, static_cast<geo::BorderKind>(kind), {},
                                                    &LineGeometry::Run::kind);
      LineGeometry::Run all = of_kind.front();
      all.count = of_kind.back().first + of_kind.back().count - all.first;
      append_drawn(packed, all, at_once);
    }
    std::ranges::sort(at_once);
    CHECK(at_once == wanted);
    const auto starts =
        std::ranges::count_if(packed.points, [](const LinePoint& p) { return p.along_steps == 0; });
    CHECK(starts > 60);  // lines were cut
  }
  std::vector<geo::BorderLine> dashed{lines[3]};
  const LineGeometry packed = pack_lines(dashed, 3);
  CHECK(packed.points.size() == 100);
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
