#include "geo/boundary/search_grid.h"

#include <algorithm>
#include <cmath>

#include "geo/boundary/boundaries.h"

namespace kharita::geo {
namespace {

struct Entry {
  std::uint32_t row;
  std::uint32_t column;
  std::uint32_t edge;
};

// The cells of each row that an edge crosses, a little generously: where it enters and leaves the row's band.
void add_edge(const fb::GridPoint& a, const fb::GridPoint& b, std::uint32_t edge, std::uint32_t bits,
              std::vector<Entry>& entries) {
  const std::int32_t last = (MercatorGrid::kSize >> bits) - 1;
  const auto slot = [&](double v) {
    return std::clamp(static_cast<std::int32_t>(std::floor(v)) >> bits, 0, last);
  };
  const auto& top = a.y() <= b.y() ? a : b;
  const auto& bottom = a.y() <= b.y() ? b : a;
  const double height = static_cast<double>(bottom.y()) - top.y();
  const auto x_at = [&](double y) {
    const double share = height > 0 ? std::clamp((y - top.y()) / height, 0.0, 1.0) : 0.0;
    return top.x() + share * (static_cast<double>(bottom.x()) - top.x());
  };
  const auto first_row = slot(top.y());
  const auto last_row = slot(bottom.y());
  for (auto row = first_row; row <= last_row; ++row) {
    const double enter = row == first_row ? top.x() : x_at(std::ldexp(row, static_cast<int>(bits)));
    const double leave = row == last_row ? bottom.x() : x_at(std::ldexp(row + 1, static_cast<int>(bits)));
    for (auto column = slot(std::min(enter, leave) - 1); column <= slot(std::max(enter, leave) + 1);
         ++column) {
      entries.push_back({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), edge});
    }
  }
}

}  // namespace

SearchGrid make_search_grid(std::span<const fb::GridPoint> points, std::span<const fb::LineRange> lines) {
  SearchGrid grid;
  std::vector<Entry> entries;
  entries.reserve(points.size() * 2);
  for (const auto& line : lines) {
    if (line.kind() == static_cast<std::uint32_t>(BorderKind::disputed)) continue;
    for (auto i = line.first(); i + 1 < line.first() + line.count(); ++i) {
      add_edge(points[i], points[i + 1], i, grid.cell_bits, entries);
    }
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (a.row != b.row) return a.row < b.row;
    return a.column != b.column ? a.column < b.column : a.edge < b.edge;
  });
  const std::uint32_t rows = static_cast<std::uint32_t>(MercatorGrid::kSize) >> grid.cell_bits;
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < rows; ++row) {
    grid.row_cells.push_back(static_cast<std::uint32_t>(grid.cells.size()));
    while (next < entries.size() && entries[next].row == row) {
      const auto column = entries[next].column;
      grid.cells.emplace_back(column, static_cast<std::uint32_t>(grid.edges.size()));
      for (; next < entries.size() && entries[next].row == row && entries[next].column == column; ++next) {
        grid.edges.push_back(entries[next].edge);
      }
    }
  }
  grid.row_cells.push_back(static_cast<std::uint32_t>(grid.cells.size()));
  grid.cells.emplace_back(0, static_cast<std::uint32_t>(grid.edges.size()));
  return grid;
}

}  // namespace kharita::geo
