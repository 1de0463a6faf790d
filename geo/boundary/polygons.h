// Polygons of areas from the lines of a net: rings, triangles, label points, areas. Private to geo/boundary.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/latlon.h"

namespace kharita::geo {

// A polygon with vertex numbers of a net; rings are open. The shell runs counter-clockwise on a map with
// north up, holes clockwise. No ring meets itself; a hole may touch another ring in single vertices.
struct NetPolygon {
  std::vector<std::uint32_t> shell;
  std::vector<std::vector<std::uint32_t>> holes;
};

// A line of an area's border, walked so that the area lies on the left.
struct DirectedArc {
  std::span<const std::uint32_t> vertices;
  bool reversed = false;
};

// Polygons from an area's whole border. O(vertices · holes a shell).
[[nodiscard]] std::vector<NetPolygon> assemble_polygons(std::span<const DirectedArc> border,
                                                        std::span<const MercatorGrid> vertices);

// Triangles of polygons: three vertex numbers each, counter-clockwise on a map with north up.
struct Triangulation {
  std::vector<std::uint32_t> corners;
  bool exact = true;  // false where the triangles do not make up the polygons' area: the polygons were broken
};
[[nodiscard]] Triangulation triangulate(std::span<const NetPolygon> polygons,
                                        std::span<const MercatorGrid> vertices);

// Twice a polygon's area in steps squared, holes taken off; not negative.
[[nodiscard]] double twice_area(const NetPolygon& polygon, std::span<const MercatorGrid> vertices);

// The pole of inaccessibility of a polygon: the point within that lies farthest from its edges, to 1% of its
// size.
[[nodiscard]] std::optional<MercatorGrid> label_point(const NetPolygon& polygon,
                                                      std::span<const MercatorGrid> vertices);

// What one line adds to the area on its left, in km²: the sum over a closed border is the area on a sphere of
// 6,371.0072 km (the radius of equal area). Vertices on the map's lower edge count as the South Pole.
[[nodiscard]] double area_share_km2(const DirectedArc& arc, std::span<const MercatorGrid> vertices);

}  // namespace kharita::geo
