// Simplifies a net of borders so that neighbours keep sharing them. Private to geo/boundary.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/boundary/net.h"

namespace kharita::geo {

// The net at one level of detail: per arc its vertices, in order; empty where an island is left out.
struct SimplifiedNet {
  double error = 0;  // MercatorGrid steps
  std::vector<std::vector<std::uint32_t>> arcs;
};

// One SimplifiedNet for each of `errors`, which must ascend and may begin with 0 (nothing is left out).
//
// No vertex that is dropped lies further than `error` from the segment that stands for it. The net stays as
// it is woven: a vertex goes only where the triangle that it spans with its neighbours holds no other vertex,
// so no two lines come to cross or touch, and no ring collapses. Cuts are kept as they are. An island or lake
// narrower and lower than twice the error is left out, but never the largest of an area that is made of
// islands (`group_of` says which country an area belongs to; the largest island of a country stays likewise).
// O(vertices · (log vertices + vertices dropped for a segment)).
[[nodiscard]] std::vector<SimplifiedNet> simplify(const Net& net, std::span<const double> errors,
                                                  std::span<const std::uint32_t> group_of);

// A line on its own (Douglas-Peucker): the ends stay, no point that is dropped lies further than `error` from
// the line. O(points · depth).
[[nodiscard]] std::vector<MercatorGrid> simplify_line(std::span<const MercatorGrid> points, double error);

}  // namespace kharita::geo
