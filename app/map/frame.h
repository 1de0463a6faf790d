// The rectangle of a picture that is being drawn, and how the world lies in it: what every layer needs.
#pragma once

#include "app/map/camera.h"
#include "app/map/gl/program.h"
#include "geo/latlon.h"

namespace kharita::app::map {

// Framebuffer pixels from the picture's top left, y down; width and height are not negative.
struct PixelRect {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
  friend constexpr bool operator==(const PixelRect&, const PixelRect&) = default;
};

// A rectangle of MercatorGrid steps, edges included. Empty where min > max.
struct GridBox {
  std::int32_t min_x = std::numeric_limits<std::int32_t>::max();
  std::int32_t min_y = std::numeric_limits<std::int32_t>::max();
  std::int32_t max_x = std::numeric_limits<std::int32_t>::min();
  std::int32_t max_y = std::numeric_limits<std::int32_t>::min();

  void add(const geo::MercatorGrid& p) noexcept;
  void add(const GridBox& box) noexcept;
};

// The world is drawn at whole pixels: the picture's top left is moved by up to half a pixel so that a pan by
// whole pixels gives the same picture, shifted. `origin_x`, `origin_y` are that corner in world pixels (copy
// 0 of the world starts at 0).
struct Frame {
  Frame(const Camera& camera, double scale, PixelRect region);

  double scale = 1;     // framebuffer pixels a point
  double zoom = 0;      // the camera's, in framebuffer pixels
  double world_px = 0;  // width of one world
  double origin_x = 0;  // whole numbers
  double origin_y = 0;
  PixelSize picture;         // the whole picture's size
  PixelRect region;          // what is drawn of it
  geo::MercatorGrid center;  // a grid point near the region's centre, where subtraction is exact
  double px_per_step = 0;    // world_px / MercatorGrid::kSize

  // Zoom as a user at scale 1 would see it: what styles and levels of detail go by.
  [[nodiscard]] double style_zoom() const noexcept;
  // Pixels a point of a circle's radius: circles are smaller where the whole world shows, so that they hide
  // less of it.
  [[nodiscard]] double circle_scale() const noexcept;
  // Where a position lies in the picture (not the region), in a copy of the world.
  [[nodiscard]] PixelPos to_pixel(geo::WebMercator p, int copy) const noexcept;
  [[nodiscard]] geo::WebMercator to_mercator(PixelPos p) const noexcept;
  // The copies of the world that the region shows, with `margin_px` around it: [first, last].
  struct Copies {
    int first = 0;
    int last = -1;
  };
  [[nodiscard]] Copies copies(double margin_px = 0) const noexcept;
  // Whether a box of the world shows in the region in this copy.
  [[nodiscard]] bool shows(const GridBox& box, int copy, double margin_px) const noexcept;
};

// The uniforms of shaders/frame.glsl in one program.
class FrameUniforms {
 public:
  FrameUniforms() = default;
  explicit FrameUniforms(const gl::Program& program);
  void set(const Frame& frame) const;  // with the program in use
  void set_copy(const Frame& frame, int copy) const;

 private:
  GLint center_ = -1;
  GLint px_per_step_ = -1;
  GLint center_px_ = -1;
  GLint region_size_ = -1;
  GLint near_copy_ = -1;
  GLint far_copy_px_ = -1;
};

}  // namespace kharita::app::map
