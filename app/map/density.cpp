#include "app/map/density.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace kharita::app::map {
namespace {

constexpr double kDeviations = 3;   // of the radius
constexpr double kCellShare = 2.5;  // cells a standard deviation
constexpr std::size_t kHeaviestCells = 32;
constexpr std::size_t kPointsACell = 16;

}  // namespace

double heat_kernel(double distance_px, double radius_px) {
  if (distance_px > radius_px) return 0;
  const double deviation = radius_px / kDeviations;
  return std::exp(-distance_px * distance_px / (2 * deviation * deviation));
}

void DensityGrid::compute(const Frame& frame, std::span<const WeightedPoint> points, double radius_px) {
  cell_px_ = std::max(1.0, std::floor(radius_px / kDeviations / kCellShare));
  const double margin = radius_px + 2 * cell_px_;
  const double first_column = std::floor((frame.origin_x + frame.region.x - margin) / cell_px_);
  const double first_row = std::floor((frame.origin_y + frame.region.y - margin) / cell_px_);
  left_px_ = (first_column + 0.5) * cell_px_ - frame.origin_x;
  top_px_ = (first_row + 0.5) * cell_px_ - frame.origin_y;
  columns_ = static_cast<int>(std::ceil((frame.region.width + 2 * margin) / cell_px_)) + 1;
  rows_ = static_cast<int>(std::ceil((frame.region.height + 2 * margin) / cell_px_)) + 1;
  values_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0.0f);
  splat(frame, points);
  blur(radius_px);
}

void DensityGrid::splat(const Frame& frame, std::span<const WeightedPoint> points) {
  const double width_px = columns_ * cell_px_;
  const auto copies = frame.copies(width_px);
  for (int copy = copies.first; copy <= copies.last; ++copy) {
    for (const WeightedPoint& point : points) {
      if (!frame.visible(point.at)) continue;
      const PixelPos p = frame.to_pixel(point.at, copy);
      const double x = (p.x - left_px_) / cell_px_;
      const double y = (p.y - top_px_) / cell_px_;
      if (!(x >= 0 && y >= 0 && x < columns_ - 1 && y < rows_ - 1)) continue;
      const auto column = static_cast<std::size_t>(x);
      const auto row = static_cast<std::size_t>(y);
      const auto fx = static_cast<float>(x - static_cast<double>(column));
      const auto fy = static_cast<float>(y - static_cast<double>(row));
      float* cell = values_.data() + row * static_cast<std::size_t>(columns_) + column;
      cell[0] += point.weight * (1 - fx) * (1 - fy);
      cell[1] += point.weight * fx * (1 - fy);
      cell[columns_] += point.weight * (1 - fx) * fy;
      cell[columns_ + 1] += point.weight * fx * fy;
    }
  }
}

void DensityGrid::blur(double radius_px) {
  const double deviation = radius_px / kDeviations / cell_px_;  // cells
  // Sharing among cells and reading between them blur by a sixth of a cell squared each.
  const double narrowed = std::sqrt(std::max(0.25, deviation * deviation - 1.0 / 3));
  const int reach = static_cast<int>(std::ceil(kDeviations * narrowed));
  kernel_.resize(static_cast<std::size_t>(reach) + 1);
  double sum = 0;
  for (int i = 0; i <= reach; ++i) {
    const double value = std::exp(-i * i / (2 * narrowed * narrowed));
    kernel_[static_cast<std::size_t>(i)] = static_cast<float>(value);
    sum += i == 0 ? value : 2 * value;
  }
  // The whole of the kernel is what the whole of the Gaussian is.
  const auto whole = static_cast<float>(std::sqrt(2 * std::numbers::pi) * deviation / sum);
  for (float& value : kernel_)
    value *= whole;
  blurred_.assign(values_.size(), 0.0f);
  const auto columns = static_cast<std::size_t>(columns_);
  for (std::size_t row = 0; row < static_cast<std::size_t>(rows_); ++row) {
    const float* from = values_.data() + row * columns;
    float* to = blurred_.data() + row * columns;
    for (int i = -reach; i <= reach; ++i) {
      const float share = kernel_[static_cast<std::size_t>(std::abs(i))];
      const int first = std::max(0, -i);
      const int last = std::min(columns_, columns_ - i);
      for (int x = first; x < last; ++x)
        to[x] += share * from[x + i];
    }
  }
  std::fill(values_.begin(), values_.end(), 0.0f);
  for (int row = 0; row < rows_; ++row) {
    float* to = values_.data() + static_cast<std::size_t>(row) * columns;
    for (int i = std::max(-reach, -row); i <= std::min(reach, rows_ - 1 - row); ++i) {
      const float share = kernel_[static_cast<std::size_t>(std::abs(i))];
      const float* from = blurred_.data() + static_cast<std::size_t>(row + i) * columns;
      for (std::size_t x = 0; x < columns; ++x)
        to[x] += share * from[x];
    }
  }
}

float DensityGrid::at(PixelPos p) const noexcept {
  const double x = (p.x - left_px_) / cell_px_;
  const double y = (p.y - top_px_) / cell_px_;
  if (!(x >= 0 && y >= 0 && x < columns_ - 1 && y < rows_ - 1)) return 0;
  const auto column = static_cast<std::size_t>(x);
  const auto row = static_cast<std::size_t>(y);
  const auto fx = static_cast<float>(x - static_cast<double>(column));
  const auto fy = static_cast<float>(y - static_cast<double>(row));
  const float* cell = values_.data() + row * static_cast<std::size_t>(columns_) + column;
  return (cell[0] * (1 - fx) + cell[1] * fx) * (1 - fy) +
         (cell[columns_] * (1 - fx) + cell[columns_ + 1] * fx) * fy;
}

double density_peak(std::span<const WeightedPoint> points, double world_px, double radius_px) {
  struct Entry {
    std::uint64_t cell;
    std::uint32_t point;
  };
  struct Run {
    std::size_t first, count;
    double weight;
  };
  const auto cell_of = [&](double x, double y) {
    const auto column = static_cast<std::uint32_t>(std::max(0.0, x * world_px / radius_px + 1));
    const auto row = static_cast<std::uint32_t>(std::max(0.0, y * world_px / radius_px + 1));
    return (std::uint64_t{row} << 32) | column;
  };
  std::vector<Entry> entries;
  entries.reserve(points.size());
  for (std::uint32_t i = 0; i < points.size(); ++i)
    entries.push_back({cell_of(points[i].at.x, points[i].at.y), i});
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    if (a.cell != b.cell) return a.cell < b.cell;
    const float wa = points[a.point].weight;
    const float wb = points[b.point].weight;
    return wa != wb ? wa > wb : a.point < b.point;
  });
  std::vector<Run> runs;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i == 0 || entries[i].cell != entries[i - 1].cell) runs.push_back({i, 0, 0});
    ++runs.back().count;
    runs.back().weight += static_cast<double>(points[entries[i].point].weight);
  }
  const std::size_t tried = std::min(kHeaviestCells, runs.size());
  std::partial_sort(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(tried), runs.end(),
                    [](const Run& a, const Run& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.first < b.first;
                    });
  const auto density = [&](const geo::WebMercator& at) {
    double sum = 0;
    for (int dy = -1; dy <= 1; ++dy) {
      const double y = at.y + dy * radius_px / world_px;
      const std::uint64_t low = cell_of(at.x - radius_px / world_px, y);
      const std::uint64_t high = cell_of(at.x + radius_px / world_px, y);
      auto entry = std::lower_bound(entries.begin(), entries.end(), low,
                                    [](const Entry& e, std::uint64_t cell) { return e.cell < cell; });
      for (; entry != entries.end() && entry->cell <= high; ++entry) {
        const WeightedPoint& other = points[entry->point];
        const double distance = std::hypot(other.at.x - at.x, other.at.y - at.y) * world_px;
        sum += static_cast<double>(other.weight) * heat_kernel(distance, radius_px);
      }
    }
    return sum;
  };
  double peak = 0;
  for (std::size_t i = 0; i < tried; ++i) {
    for (std::size_t k = 0; k < std::min(kPointsACell, runs[i].count); ++k)
      peak = std::max(peak, density(points[entries[runs[i].first + k].point].at));
  }
  return peak;
}

}  // namespace kharita::app::map
