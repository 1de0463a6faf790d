// Turns what the hand does into camera moves: drag and flick, wheel about the cursor with an ease,
// double-click, keys, flights. Knows no window and no ImGui; map_hand.h passes on what happened.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "app/map/camera.h"

namespace kharita::app::map {

// Times are seconds of a steady clock. Positions are framebuffer pixels of the map's viewport.
class MapController {
 public:
  enum class Key { left, right, up, down, zoom_in, zoom_out, show_all };
  static constexpr double kKeyStepPx = 100;  // at scale 1
  // What is left of a zoom or a glide shrinks to 1/e in these, so that a move does not depend on how often it
  // is drawn.
  static constexpr double kZoomSeconds = 0.08;
  static constexpr double kGlideSeconds = 0.2;
  static constexpr double kWheelZoom = 0.5;  // zoom levels a notch
  // A drag that ends at least this fast glides on; one that rested this long before does not.
  static constexpr double kSlowestFlickPx = 80;  // a second
  static constexpr double kRestSeconds = 0.08;

  void drag_begin(PixelPos at, double now_s) noexcept;  // stops whatever is under way
  void drag_to(Camera& camera, PixelPos at, double now_s) noexcept;
  void drag_end(double now_s) noexcept;
  [[nodiscard]] bool dragging() const noexcept { return dragging_; }
  void stop() noexcept;

  // `notches` may be parts of one: a touchpad's.
  void wheel(const Camera& camera, PixelPos at, double notches, double now_s) noexcept;
  void double_click(const Camera& camera, PixelPos at, bool zoom_out, double now_s) noexcept;
  // `show_all` is the caller's to carry out, with fly_to; it is ignored here. `scale` is framebuffer pixels a
  // point. Arrows glide.
  void key(const Camera& camera, Key key, double scale, double now_s) noexcept;
  // A flight to the box: a smooth change of centre and zoom (van Wijk and Nuij's optimal path, 2003).
  void fly_to(const Camera& camera, const geo::LatLonBox& box, double margin_px, double now_s) noexcept;
  void fly_to(const Camera& camera, const Camera& there, double now_s) noexcept {
    fly_to(camera, there, now_s, 0);
  }
  // The same, not shorter than `shortest_s`.
  void fly_to(const Camera& camera, const Camera& there, double now_s, double shortest_s) noexcept;
  // A flight after which the rectangle between two corners fills the viewport.
  void fly_into(const Camera& camera, PixelPos a, PixelPos b, double now_s) noexcept;
  void jump_to(Camera& camera, const geo::LatLonBox& box, double margin_px) noexcept;

  // Moves the camera along what is under way; true while it is, so that the window goes on drawing.
  bool advance(Camera& camera, double now_s) noexcept;

 private:
  struct Zoom {
    PixelPos anchor;
    double target = 0;  // zoom level
    double last_s = 0;
  };
  // Pixels still to go; they are gone at once and then ever slower.
  struct Glide {
    double left_x = 0, left_y = 0;
    double last_s = 0;
  };
  struct Sample {
    PixelPos at;
    double at_s = 0;
  };
  struct Flight {
    geo::WebMercator from, to;
    double from_zoom = 0, to_zoom = 0;
    double start_s = 0, duration_s = 0;
  };
  void glide_by(double dx_px, double dy_px, double now_s) noexcept;
  void advance_zoom(Camera& camera, double now_s) noexcept;
  void advance_glide(Camera& camera, double now_s) noexcept;
  void advance_flight(Camera& camera, double now_s) noexcept;

  static constexpr std::size_t kSamples = 8;  // the newest of a drag, from which its speed is taken
  bool dragging_ = false;
  std::array<Sample, kSamples> samples_;  // the newest last
  std::size_t sample_count_ = 0;
  std::optional<Zoom> zoom_;
  std::optional<Glide> glide_;
  std::optional<Flight> flight_;
};

}  // namespace kharita::app::map
