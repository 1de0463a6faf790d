// The heat map: the density of mentions as colours.
#pragma once

#include <array>
#include <limits>
#include <vector>

#include "app/map/batch.h"
#include "app/map/density.h"
#include "app/map/frame.h"
#include "app/map/gl/program.h"
#include "app/map/palette.h"

namespace kharita::app::map {

// Reckons a region's density where it is drawn (DensityGrid) and lets shaders/heat.* colour it. The ramp ends
// at the highest density of the whole world at the present zoom, so that panning changes no colour; colours
// go by the density's square root, so that one capital does not leave the rest dark. Main thread.
class HeatLayer {
 public:
  [[nodiscard]] static Result<HeatLayer> create(const std::filesystem::path& shaders);
  // `radius_pt` points on the screen is how far each reaches.
  void set_points(std::vector<WeightedPoint> points, double radius_pt);
  void draw(const Frame& frame, const Palette& colors);
  // Where the ramp ends at the frame's zoom.
  [[nodiscard]] double peak(const Frame& frame);

 private:
  static constexpr int kZooms = 24;
  explicit HeatLayer(gl::Program program);
  [[nodiscard]] double peak_at(int zoom);
  void upload();
  void record(const Frame& frame, const Palette& colors);

  gl::Program program_;
  RegionUniforms region_;
  GLint density_;
  GLint first_;
  GLint cell_;
  GLint cells_;
  GLint peak_;
  GLint ramp_;
  gl::VertexArray vertex_array_;
  gl::Texture texture_;
  int texture_columns_ = 0;
  int texture_rows_ = 0;
  std::vector<WeightedPoint> points_;
  double radius_pt_ = 30;
  DensityGrid grid_;
  std::array<double, kZooms> peaks_;  // of whole zooms; NaN until asked for
};

}  // namespace kharita::app::map
