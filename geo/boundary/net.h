// The net of borders: polygons of neighbours cut into lines at their junctions, each line once. Private to
// geo/boundary.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/gazetteer/place.h"
#include "geo/latlon.h"

namespace kharita::geo {

// A ring of a polygon, closed or not (a repeated last point is dropped), in any orientation.
struct NetRing {
  std::uint32_t area = 0;
  bool is_hole = false;
  std::vector<MercatorGrid> points;
};

// A line of the net: vertices from junction to junction, or from a vertex around to itself (front() ==
// back()). Left and right are as one walks from front to back on a map with north up; AreaId::kNone is the
// sea.
struct NetArc {
  std::uint32_t left = AreaId::kNone;
  std::uint32_t right = AreaId::kNone;
  bool is_cut = false;        // along the antimeridian or the map's lower edge, where the data cuts the land
  bool is_free_loop = false;  // closed, and no other arc touches it
  std::vector<std::uint32_t> vertices;
};

// Invariant: an edge lies in one arc only; arcs meet at their ends only; every area's border is the union of
// the arcs that have it on one side.
struct Net {
  std::vector<MercatorGrid> vertices;
  std::vector<NetArc> arcs;
  std::uint64_t conflicts =
      0;  // edges that two rings claim for the same side: overlapping polygons; the first keeps it
};

// Vertices shared by neighbours must be equal points. O(points).
[[nodiscard]] Net build_net(std::span<const NetRing> rings);

// Whether the edge between two points runs along the map's frame: the antimeridian or the lower edge.
[[nodiscard]] bool on_frame(const MercatorGrid& a, const MercatorGrid& b) noexcept;

// Twice the signed area of a ring of points in steps squared: negative where the ring runs counter-clockwise
// on a map with north up. Accurate to about one part in 10^15 of its bounding box.
[[nodiscard]] double twice_signed_area(std::span<const MercatorGrid> ring) noexcept;

}  // namespace kharita::geo
