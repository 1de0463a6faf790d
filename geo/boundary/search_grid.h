// The grid that finds the edges near a point. Private to geo/boundary.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "boundary_generated.h"

namespace kharita::geo {

// As in boundary.fbs: the cells that some edge crosses, by row, then column.
struct SearchGrid {
  std::uint32_t cell_bits = 19;  // 20 km at the equator
  std::vector<std::uint32_t> row_cells;
  std::vector<fb::BoundaryCell> cells;
  std::vector<std::uint32_t> edges;
};

// Over the edges of all lines but the disputed ones. O(edges · cells an edge crosses).
[[nodiscard]] SearchGrid make_search_grid(std::span<const fb::GridPoint> points,
                                          std::span<const fb::LineRange> lines);

}  // namespace kharita::geo
