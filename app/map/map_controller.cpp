#include "app/map/map_controller.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::map {
namespace {

constexpr double kFlightZoomOut = 1.4;  // van Wijk and Nuij's rho: how far a flight rises
constexpr double kFlightSpeed = 2.2;    // of path length a second
constexpr double kShortestFlightS = 0.2;
constexpr double kLongestFlightS = 2.0;
constexpr double kMaxFitZoom = 7;  // a flight to a single city stops here, so that its surroundings are seen

double ease(double t) {
  return t * t * (3 - 2 * t);
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

void MapController::drag_begin(PixelPos at) noexcept {
  drag_ = at;
  zoom_.reset();
  flight_.reset();
}

void MapController::drag_to(Camera& camera, PixelPos at) noexcept {
  if (!drag_) return;
  camera.pan_by(at.x - drag_->x, at.y - drag_->y);
  drag_ = at;
}

void MapController::drag_end() noexcept {
  drag_.reset();
}

void MapController::wheel(const Camera& camera, PixelPos at, double notches, double now_s) noexcept {
  flight_.reset();
  const double base = zoom_ ? zoom_->target : camera.zoom();
  const double target = std::clamp(base + notches * kWheelZoom, Camera::kMinZoom, Camera::kMaxZoom);
  zoom_ = Zoom{at, target, now_s + kEaseSeconds, now_s};
}

void MapController::double_click(const Camera& camera, PixelPos at, bool zoom_out, double now_s) noexcept {
  wheel(camera, at, (zoom_out ? -1 : 1) / kWheelZoom, now_s);
}

void MapController::key(Camera& camera, Key key, double scale, double now_s) noexcept {
  const double step = kKeyStepPx * scale;
  const PixelPos middle{camera.viewport().width / 2.0, camera.viewport().height / 2.0};
  switch (key) {
    case Key::left:
      flight_.reset();
      return camera.pan_by(step, 0);
    case Key::right:
      flight_.reset();
      return camera.pan_by(-step, 0);
    case Key::up:
      flight_.reset();
      return camera.pan_by(0, step);
    case Key::down:
      flight_.reset();
      return camera.pan_by(0, -step);
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
  zoom_.reset();
  Flight flight{camera.center(), there.center(), camera.zoom(), there.zoom(), now_s, 0};
  flight.to.x -= std::round(flight.to.x - flight.from.x);  // the nearer way around the world
  const double u1 = std::hypot(flight.to.x - flight.from.x, flight.to.y - flight.from.y);
  const double length = path_at(view_width(flight.from_zoom), view_width(flight.to_zoom), u1, 0).length;
  if (length < 1e-6) return;
  flight.duration_s = std::clamp(length / kFlightSpeed, kShortestFlightS, kLongestFlightS);
  flight_ = flight;
}

void MapController::jump_to(Camera& camera, const geo::LatLonBox& box, double margin_px) noexcept {
  zoom_.reset();
  flight_.reset();
  camera.fit(box, margin_px);
  if (camera.zoom() > kMaxFitZoom) camera.look_at(camera.center(), kMaxFitZoom);
}

bool MapController::advance(Camera& camera, double now_s) noexcept {
  if (zoom_) {
    const double left = zoom_->until_s - zoom_->last_s;
    const double share = left <= 0 ? 1.0 : std::clamp((now_s - zoom_->last_s) / left, 0.0, 1.0);
    camera.zoom_about(zoom_->anchor, (zoom_->target - camera.zoom()) * share);
    zoom_->last_s = now_s;
    if (share >= 1) zoom_.reset();
  }
  if (flight_) {
    const double t = std::clamp((now_s - flight_->start_s) / flight_->duration_s, 0.0, 1.0);
    if (t >= 1) {
      camera.look_at(flight_->to, flight_->to_zoom);
      flight_.reset();
    } else {
      const double dx = flight_->to.x - flight_->from.x;
      const double dy = flight_->to.y - flight_->from.y;
      const double u1 = std::hypot(dx, dy);
      const Path at = path_at(view_width(flight_->from_zoom), view_width(flight_->to_zoom), u1, ease(t));
      const double share = u1 < 1e-12 ? 1.0 : at.u / u1;
      camera.look_at({flight_->from.x + dx * share, flight_->from.y + dy * share}, -std::log2(at.w));
    }
  }
  return zoom_.has_value() || flight_.has_value();
}

}  // namespace kharita::app::map
