// Kernel density on the screen: how many mentions lie near each pixel, the nearer the more. Knows no OpenGL.
#pragma once

#include <span>
#include <vector>

#include "app/map/frame.h"

namespace kharita::app::map {

struct WeightedPoint {
  geo::WebMercator at;
  float weight = 1;
};

// The kernel is a Gaussian cut off at the radius, of a third of it in standard deviation, 1 in the middle: a
// place alone has its own weight as density at its spot. Distances are those on the screen.
[[nodiscard]] double heat_kernel(double distance_px, double radius_px);

// The density of a frame's region on a lattice of cells: each point's weight is shared among the four cells
// around it, then blurred along rows and columns. Against the sum over all points it errs by about one in a
// hundred. O(points + cells * radius / cell). Cells lie on the world's pixels, so that panning changes
// nothing.
class DensityGrid {
 public:
  void compute(const Frame& frame, std::span<const WeightedPoint> points, double radius_px);

  [[nodiscard]] int columns() const noexcept { return columns_; }
  [[nodiscard]] int rows() const noexcept { return rows_; }
  [[nodiscard]] double cell_px() const noexcept { return cell_px_; }
  // Of the first cell's middle, in pixels of the picture.
  [[nodiscard]] double left_px() const noexcept { return left_px_; }
  [[nodiscard]] double top_px() const noexcept { return top_px_; }
  [[nodiscard]] std::span<const float> values() const noexcept { return values_; }  // row by row
  // Between four cells, as the GPU interpolates it; 0 outside.
  [[nodiscard]] float at(PixelPos p) const noexcept;

 private:
  void splat(const Frame& frame, std::span<const WeightedPoint> points);
  void blur(double radius_px);

  int columns_ = 0;
  int rows_ = 0;
  double cell_px_ = 1;
  double left_px_ = 0;
  double top_px_ = 0;
  std::vector<float> values_;
  std::vector<float> blurred_;
  std::vector<float> kernel_;
};

// About the highest density anywhere on a flat map whose world is `world_px` wide: the highest at a place
// among those in the heaviest cells of the radius's size. O(points log points).
[[nodiscard]] double density_peak(std::span<const WeightedPoint> points, double world_px, double radius_px);

}  // namespace kharita::app::map
