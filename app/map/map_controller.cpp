#include "app/map/map_controller.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/map/scales.h"

namespace kharita::app::map {
namespace {

constexpr double kFlightZoomOut = 1.4;  // van Wijk and Nuij's rho: how far a flight rises
constexpr double kFlightSpeed = 2.2;    // of path length a second
constexpr double kShortestFlightS = 0.2;
constexpr double kLongestFlightS = 2.0;
constexpr double kMaxFitZoom = 7;  // a flight to a single city stops here, so that its surroundings are seen

constexpr double kSmallestZoom = 0.002;  // what is left of a zoom is then done at once
constexpr double kSmallestGlidePx = 0.5;
// How far a flick goes: the way that its speed makes in this time. A glide starts at its whole length over
// kGlideSeconds, so that equal figures let the map leave the hand at the hand's speed.
constexpr double kFlickSeconds = MapController::kGlideSeconds;

// The share of an exponential decay that `seconds` take.
double share_gone(double seconds, double time_constant) {
  return -std::expm1(-std::max(0.0, seconds) / time_constant);
}

// Position on the optimal zoom-and-pan path between two views of widths w0 and w1, u1 apart, at share t of
// its length.
struct Path {
  double length = 0;
  double u = 0;  // distance from the start
  double w = 0;  // width of the view
};

Path path_at(double w0, double w1, double u1, double t) {
  constexpr double rho = kFlightZoomOut;
  constexpr double rho2 = rho * rho;
  if (u1 < 1e-12) {
    const double length = std::abs(std::log(w1 / w0)) / rho;
    return {length, 0, w0 * std::exp((w1 < w0 ? -1 : 1) * rho * t * length)};
  }
  const double d = w1 * w1 - w0 * w0;
  const double b0 = (d + rho2 * rho2 * u1 * u1) / (2 * w0 * rho2 * u1);
  const double b1 = (d - rho2 * rho2 * u1 * u1) / (2 * w1 * rho2 * u1);
  const double r0 = -std::asinh(b0);
  const double r1 = -std::asinh(b1);
  const double length = (r1 - r0) / rho;
  const double s = t * length;
  const double u = w0 / rho2 * (std::cosh(r0) * std::tanh(rho * s + r0) - std::sinh(r0));
  return {length, u, w0 * std::cosh(r0) / std::cosh(rho * s + r0)};
}

double view_width(double zoom) {
  return std::exp2(-zoom);
}

}  // namespace

void MapController::stop() noexcept {
  zoom_.reset();
  glide_.reset();
  flight_.reset();
}

void MapController::drag_begin(PixelPos at, double now_s) noexcept {
  stop();
  dragging_ = true;
  samples_[0] = {at, now_s};
  sample_count_ = 1;
}

void MapController::drag_to(Camera& camera, PixelPos at, double now_s) noexcept {
  if (!dragging_) return;
  const PixelPos last = samples_[sample_count_ - 1].at;
  camera.drag(last, at);
  if (sample_count_ == kSamples) {
    std::copy(samples_.begin() + 1, samples_.end(), samples_.begin());
    --sample_count_;
  }
  samples_[sample_count_++] = {at, now_s};
}

// The speed is that of the drag's last kRestSeconds.
void MapController::drag_end(double now_s) noexcept {
  if (!std::exchange(dragging_, false)) return;
  const Sample& last = samples_[sample_count_ - 1];
  if (now_s - last.at_s > kRestSeconds) return;
  std::size_t first = sample_count_ - 1;
  while (first > 0 && now_s - samples_[first - 1].at_s <= kRestSeconds)
    --first;
  const double seconds = now_s - samples_[first].at_s;
  if (seconds <= 0) return;
  const double vx = (last.at.x - samples_[first].at.x) / seconds;
  const double vy = (last.at.y - samples_[first].at.y) / seconds;
  if (std::hypot(vx, vy) < kSlowestFlickPx) return;
  glide_by(vx * kFlickSeconds, vy * kFlickSeconds, now_s);
}

void MapController::glide_by(double dx_px, double dy_px, double now_s) noexcept {
  flight_.reset();
  if (!glide_) glide_ = Glide{0, 0, now_s};
  glide_->left_x += dx_px;
  glide_->left_y += dy_px;
}

void MapController::wheel(const Camera& camera, PixelPos at, double notches, double now_s) noexcept {
  flight_.reset();
  glide_.reset();
  const double base = zoom_ ? zoom_->target : camera.zoom();
  const double target = std::clamp(base + notches * kWheelZoom, Camera::kMinZoom, Camera::kMaxZoom);
  zoom_ = Zoom{at, target, zoom_ ? zoom_->last_s : now_s};
}

void MapController::double_click(const Camera& camera, PixelPos at, bool zoom_out, double now_s) noexcept {
  wheel(camera, at, (zoom_out ? -1 : 1) / kWheelZoom, now_s);
}

void MapController::key(const Camera& camera, Key key, double scale, double now_s) noexcept {
  const double step = kKeyStepPx * scale;
  const PixelPos middle{camera.viewport().width / 2.0, camera.viewport().height / 2.0};
  switch (key) {
    case Key::left:
      return glide_by(step, 0, now_s);
    case Key::right:
      return glide_by(-step, 0, now_s);
    case Key::up:
      return glide_by(0, step, now_s);
    case Key::down:
      return glide_by(0, -step, now_s);
    case Key::zoom_in:
      return double_click(camera, middle, false, now_s);
    case Key::zoom_out:
      return double_click(camera, middle, true, now_s);
    case Key::show_all:
      return;
  }
}

void MapController::fly_to(const Camera& camera, const geo::LatLonBox& box, double margin_px,
                           double now_s) noexcept {
  Camera there = camera;
  jump_to(there, box, margin_px);
  fly_to(camera, there, now_s);
}

void MapController::fly_into(const Camera& camera, PixelPos a, PixelPos b, double now_s) noexcept {
  const double width = std::max(1.0, std::abs(a.x - b.x));
  const double height = std::max(1.0, std::abs(a.y - b.y));
  const double closer =
      std::log2(std::min(camera.viewport().width / width, camera.viewport().height / height));
  Camera there = camera;
  there.look_at(camera.to_mercator({(a.x + b.x) / 2, (a.y + b.y) / 2}), camera.zoom() + closer);
  fly_to(camera, there, now_s);
}

void MapController::fly_to(const Camera& camera, const Camera& there, double now_s,
                           double shortest_s) noexcept {
  stop();
  Flight flight{camera.center(), there.center(), camera.zoom(), there.zoom(), now_s, 0};
  flight.to.x -= std::round(flight.to.x - flight.from.x);  // the nearer way around the world
  const double u1 = std::hypot(flight.to.x - flight.from.x, flight.to.y - flight.from.y);
  const double length = path_at(view_width(flight.from_zoom), view_width(flight.to_zoom), u1, 0).length;
  if (length < 1e-6) return;
  flight.duration_s =
      std::max(shortest_s, std::clamp(length / kFlightSpeed, kShortestFlightS, kLongestFlightS));
  flight_ = flight;
}

void MapController::jump_to(Camera& camera, const geo::LatLonBox& box, double margin_px) noexcept {
  stop();
  camera.fit(box, margin_px);
  if (camera.zoom() > kMaxFitZoom) camera.look_at(camera.center(), kMaxFitZoom);
}

void MapController::advance_zoom(Camera& camera, double now_s) noexcept {
  if (!zoom_) return;
  const double left = zoom_->target - camera.zoom();
  if (std::abs(left) < kSmallestZoom) {
    camera.zoom_about(zoom_->anchor, left);
    zoom_.reset();
    return;
  }
  camera.zoom_about(zoom_->anchor, left * share_gone(now_s - zoom_->last_s, kZoomSeconds));
  zoom_->last_s = now_s;
}

void MapController::advance_glide(Camera& camera, double now_s) noexcept {
  if (!glide_) return;
  const bool ends = std::hypot(glide_->left_x, glide_->left_y) < kSmallestGlidePx;
  const double share = ends ? 1.0 : share_gone(now_s - glide_->last_s, kGlideSeconds);
  const double dx = glide_->left_x * share;
  const double dy = glide_->left_y * share;
  camera.pan_by(dx, dy);
  glide_->left_x -= dx;
  glide_->left_y -= dy;
  glide_->last_s = now_s;
  if (ends) glide_.reset();
}

void MapController::advance_flight(Camera& camera, double now_s) noexcept {
  if (!flight_) return;
  const double t = std::clamp((now_s - flight_->start_s) / flight_->duration_s, 0.0, 1.0);
  if (t >= 1) {
    camera.look_at(flight_->to, flight_->to_zoom);
    flight_.reset();
    return;
  }
  const double dx = flight_->to.x - flight_->from.x;
  const double dy = flight_->to.y - flight_->from.y;
  const double u1 = std::hypot(dx, dy);
  const Path at =
      path_at(view_width(flight_->from_zoom), view_width(flight_->to_zoom), u1, smooth_ramp(t, 0, 1));
  const double share = u1 < 1e-12 ? 1.0 : at.u / u1;
  camera.look_at({flight_->from.x + dx * share, flight_->from.y + dy * share}, -std::log2(at.w));
}

bool MapController::advance(Camera& camera, double now_s) noexcept {
  advance_zoom(camera, now_s);
  advance_glide(camera, now_s);
  advance_flight(camera, now_s);
  return zoom_.has_value() || glide_.has_value() || flight_.has_value();
}

}  // namespace kharita::app::map
