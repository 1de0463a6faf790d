#include "app/map/geometry.h"

#include <doctest/doctest.h>

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
