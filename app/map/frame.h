// The rectangle of a picture that is being drawn, and how the world lies in it: what every layer needs.
#pragma once

#include <limits>
#include <optional>

#include "app/map/camera.h"
#include "app/map/gl/program.h"
#include "geo/latlon.h"

namespace kharita::app::map {

class Canvas;

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

// A cap of the unit sphere around all that lies in a GridBox.
struct SphereCap {
  Direction middle;
  double angle = 0;  // radians, from the middle to the edge
};
[[nodiscard]] SphereCap cap_of(const GridBox& box) noexcept;

// The world is drawn at whole pixels: the picture's top left is moved by up to half a pixel so that a pan by
// whole pixels gives the same picture, shifted. `origin_x`, `origin_y` are that corner in world pixels (copy
// 0 of the world starts at 0). With a share of the globe there is one copy of every position, 0, and
// positions may be hidden behind the globe: whoever draws at positions asks visible().
struct Frame {
  Frame(const Camera& camera, double scale, PixelRect region);

  double scale = 1;     // framebuffer pixels a point
  double zoom = 0;      // the camera's, in framebuffer pixels
  double world_px = 0;  // width of one world in Mercator
  double origin_x = 0;  // whole numbers
  double origin_y = 0;
  PixelSize picture;         // the whole picture's size
  PixelRect region;          // what is drawn of it
  geo::MercatorGrid center;  // a grid point near the region's centre, where subtraction is exact
  double px_per_step = 0;    // world_px / MercatorGrid::kSize
  Mapping mapping;           // around the camera's centre
  PixelPos middle;           // the camera's centre in the picture
  Canvas* canvas = nullptr;  // where there is one, layers give it what they would draw with OpenGL

  // 0 Mercator, 1 globe, between them what lies between.
  [[nodiscard]] double globe_share() const noexcept { return mapping.globe_share(); }
  // Zoom as a user at scale 1 would see it: what styles and levels of detail go by.
  [[nodiscard]] double style_zoom() const noexcept;
  // Pixels a point of a circle's radius: circles are smaller where the whole world shows, so that they hide
  // less of it.
  [[nodiscard]] double circle_scale() const noexcept;
  // Where a position lies in the picture (not the region), in a copy of the world.
  [[nodiscard]] PixelPos to_pixel(geo::WebMercator p, int copy) const noexcept;
  [[nodiscard]] bool visible(geo::WebMercator p) const noexcept;  // not behind the globe
  // The same for a position whose direction is known: without trigonometry.
  [[nodiscard]] PixelPos to_pixel(geo::WebMercator p, const Direction& d, int copy) const noexcept;
  [[nodiscard]] bool visible(const Direction& d) const noexcept { return mapping.near_side(d) >= 0; }
  [[nodiscard]] geo::WebMercator to_mercator(PixelPos p) const noexcept;  // of the rim where off the globe
  // None off the globe and past Mercator's upper and lower edge.
  [[nodiscard]] std::optional<geo::LatLon> to_latlon(PixelPos p) const noexcept;
  // The copies of the world that the region shows, with `margin_px` around it: [first, last].
  struct Copies {
    int first = 0;
    int last = -1;
  };
  [[nodiscard]] Copies copies(double margin_px = 0) const noexcept;
  // The same for what is larger than a position. On the way to the globe, what reaches over the meridian
  // opposite to the centre is drawn once for each of its sides, and cut there.
  [[nodiscard]] Copies sheets(double margin_px = 0) const noexcept;
  // Whether a box of the world, with the cap around it, shows in the region in this sheet.
  [[nodiscard]] bool shows(const GridBox& box, const SphereCap& cap, int sheet,
                           double margin_px) const noexcept;
};

// The uniforms of shaders/frame.glsl in one program.
class FrameUniforms {
 public:
  FrameUniforms() = default;
  explicit FrameUniforms(const gl::Program& program);
  void set(const Frame& frame) const;                   // with the program in use
  void set_copy(const Frame& frame, int copy) const;    // for positions
  void set_sheet(const Frame& frame, int sheet) const;  // for lines and areas

 private:
  GLint center_ = -1;
  GLint px_per_step_ = -1;
  GLint center_px_ = -1;
  GLint region_size_ = -1;
  GLint near_copy_ = -1;
  GLint far_copy_px_ = -1;
  GLint globe_ = -1;
  GLint globe_x_ = -1;
  GLint globe_lat_ = -1;
  GLint globe_px_ = -1;
  GLint sheet_ = -1;
};

// While it lives, the planes that shaders of lines and areas cut at (frame.glsl) are in force, as far as the
// frame has a globe.
class CutScope {
 public:
  explicit CutScope(const Frame& frame);
  ~CutScope();
  CutScope(const CutScope&) = delete;
  CutScope& operator=(const CutScope&) = delete;
  CutScope(CutScope&&) = delete;
  CutScope& operator=(CutScope&&) = delete;

 private:
  GLenum planes_ = 0;
};

}  // namespace kharita::app::map
