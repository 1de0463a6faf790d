// Turns what the hand does into camera moves: drag, wheel about the cursor with a short ease, double-click,
// keys, flights. Knows no window and no ImGui; the window passes on what happened.
#pragma once

#include <optional>

#include "app/map/camera.h"

namespace kharita::app::map {

// Times are seconds of a steady clock. Positions are framebuffer pixels of the map's viewport.
class MapController {
 public:
  enum class Key { left, right, up, down, zoom_in, zoom_out, show_all };
  static constexpr double kKeyStepPx = 100;     // at scale 1
  static constexpr double kEaseSeconds = 0.25;  // of a zoom step
  static constexpr double kWheelZoom = 0.5;     // zoom levels a notch

  void drag_begin(PixelPos at) noexcept;
  void drag_to(Camera& camera, PixelPos at) noexcept;
  void drag_end() noexcept;
  [[nodiscard]] bool dragging() const noexcept { return drag_.has_value(); }

  void wheel(const Camera& camera, PixelPos at, double notches, double now_s) noexcept;
  void double_click(const Camera& camera, PixelPos at, bool zoom_out, double now_s) noexcept;
  // `show_all` is the caller's to carry out, with fly_to; it is ignored here. `scale` is framebuffer pixels a
  // point.
  void key(Camera& camera, Key key, double scale, double now_s) noexcept;
  // A flight to the box: a smooth change of centre and zoom (van Wijk and Nuij's optimal path, 2003).
  void fly_to(const Camera& camera, const geo::LatLonBox& box, double margin_px, double now_s) noexcept;
  void jump_to(Camera& camera, const geo::LatLonBox& box, double margin_px) noexcept;

  // Moves the camera along what is under way; true while it is, so that the window goes on drawing.
  bool advance(Camera& camera, double now_s) noexcept;

 private:
  struct Zoom {
    PixelPos anchor;
    double target = 0;  // zoom level
    double until_s = 0;
    double last_s = 0;
  };
  struct Flight {
    geo::WebMercator from, to;
    double from_zoom = 0, to_zoom = 0;
    double start_s = 0, duration_s = 0;
  };
  std::optional<PixelPos> drag_;
  std::optional<Zoom> zoom_;
  std::optional<Flight> flight_;
};

}  // namespace kharita::app::map
