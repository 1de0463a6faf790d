// Boundaries as the GPU takes them: plain arrays, made without OpenGL.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/map/frame.h"
#include "geo/boundary/boundaries.h"

namespace kharita::app::map {

// The triangles of several areas in one index and one vertex array. Area i of those given has the indices
// [ranges[i].first, ranges[i].first + ranges[i].count), which lie within its bounds.
struct AreaGeometry {
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    GridBox bounds;
    SphereCap cap;  // around the bounds
  };
  std::vector<geo::MercatorGrid> vertices;
  std::vector<std::uint32_t> indices;
  std::vector<Range> ranges;
};
[[nodiscard]] AreaGeometry pack_areas(std::span<const geo::AreaMesh> meshes);
// Cuts edges until none is longer than `longest` grid steps, for the globe, where straight edges are bent. An
// edge is cut in its middle by its own length alone, so that neighbours cut the edge that they share alike.
void cut_long_edges(AreaGeometry& geometry, double longest);

// A point of a line and how far it lies from the line's start; the next line starts at 0 again.
struct LinePoint {
  geo::MercatorGrid at;
  float along_steps = 0;
};
static_assert(sizeof(LinePoint) == 12);

// Lines by kind, and within a kind by the cell of a lattice that they lie in, so that what shows is a few
// runs of points: [first, first + count). Runs follow upon each other without a gap.
struct LineGeometry {
  struct Run {
    geo::BorderKind kind = geo::BorderKind::coast;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    GridBox bounds;
    SphereCap cap;  // around the bounds
  };
  std::vector<LinePoint> points;
  std::vector<Run> runs;
};
// The lattice has 16 cells a side at level 0 and twice as many at each finer one.
[[nodiscard]] LineGeometry pack_lines(std::span<const geo::BorderLine> lines, int level = 0);
// As for areas: the same edge is cut at the same points.
void cut_long_edges(LineGeometry& geometry, double longest);

// The same for a level of detail: `bent` cuts the edges for the globe, so short that a chord's sagitta stays
// under half a pixel wherever the level is shown.
[[nodiscard]] AreaGeometry pack_areas(std::span<const geo::AreaMesh> meshes, int level, bool bent);
[[nodiscard]] LineGeometry pack_lines(std::span<const geo::BorderLine> lines, int level, bool bent);

// What fills the land at a level: countries at the two coarsest, else provinces, which are smaller and so are
// culled better, and the countries that have none.
[[nodiscard]] std::vector<geo::AreaId> land_areas(const geo::Boundaries& boundaries, int level);

}  // namespace kharita::app::map
