// Where the map looks: Web Mercator, north up.
#pragma once

#include "geo/latlon.h"

namespace kharita::app::map {

// A position within the map's viewport, in framebuffer pixels from its top left, y down.
struct PixelPos {
  double x = 0;
  double y = 0;
};

struct PixelSize {
  int width = 0;
  int height = 0;
  friend constexpr bool operator==(const PixelSize&, const PixelSize&) = default;
};

// zoom 0 shows the world 256 px wide; each step doubles it. Within [0, 18]. Invariant: the viewport never
// shows past the poles unless it is taller than the world, which is then centred.
class Camera {
 public:
  static constexpr double kMinZoom = 0;
  static constexpr double kMaxZoom = 18;

  [[nodiscard]] geo::WebMercator center() const noexcept { return center_; }
  [[nodiscard]] double zoom() const noexcept { return zoom_; }
  [[nodiscard]] PixelSize viewport() const noexcept { return viewport_; }
  [[nodiscard]] double world_size_px() const noexcept;  // width of one world

  void set_viewport(PixelSize size) noexcept;  // keeps the centre
  void look_at(geo::WebMercator center, double zoom) noexcept;
  void pan_by(double dx_px, double dy_px) noexcept;               // what is under the hand moves with it
  void zoom_about(PixelPos anchor, double zoom_change) noexcept;  // what is under the anchor stays there
  // Shows the whole box with at least `margin_px` around it; a single point ends at `max_zoom`. A box for
  // which the viewport would show the world more than once fills the viewport's width with one world instead,
  // its poles cut where it is too low for them.
  void fit(const geo::LatLonBox& box, double margin_px, double max_zoom = kMaxZoom) noexcept;

  [[nodiscard]] PixelPos to_pixel(
      geo::WebMercator p) const noexcept;  // of the copy of the world nearest to the centre
  [[nodiscard]] geo::WebMercator to_mercator(PixelPos p) const noexcept;
  [[nodiscard]] geo::LatLonBox bounds() const noexcept;  // what the viewport shows

  friend bool operator==(const Camera& a, const Camera& b) noexcept {
    return a.center_ == b.center_ && a.zoom_ == b.zoom_ && a.viewport_ == b.viewport_;
  }

 private:
  geo::WebMercator center_{0.5, 0.5};
  double zoom_ = 1;
  PixelSize viewport_{};
};

}  // namespace kharita::app::map
