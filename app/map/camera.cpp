#include "app/map/camera.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/map/scales.h"

namespace kharita::app::map {
namespace {

constexpr double kInhabitedMiddleDeg = 27;  // latitude in the middle of a map of the inhabited world
// The globe's radius in half diagonals of the viewport: from here it fades to Mercator, and is it.
constexpr double kFadeFrom = 2.5;
constexpr double kFadeTo = 6;
constexpr double kFirmHold = 0.9;      // of the globe's radius: further out it cannot be held by the hand
constexpr double kWidestBoxDeg = 150;  // that one side of the globe shows well
constexpr double kInhabitedMiddleX = (180 + 15) / 360.0;  // 15 degrees east: no continent is cut

double finite_or(double v, double fallback) {
  return std::isfinite(v) ? v : fallback;
}

// Keeps the viewport off the poles; `world_px` is the world's height. The globe has no edge to keep off.
double clamp_y(double y, int viewport_height, double world_px, double globe_share) {
  const double half = (1 - globe_share) * std::min(0.5, 0.5 * viewport_height / world_px);
  return std::clamp(y, half, 1.0 - half);
}

// The zoom at which `share` of the world is `px` pixels long.
double zoom_for(double share, double px) {
  return std::log2(std::max(px, 1.0) / (kWorldPx * std::max(share, 1e-9)));
}

geo::WebMercator mercator(double lat_deg, double lon_deg) {
  return geo::WebMercator::from(geo::LatLon::from_degrees(lat_deg, lon_deg));
}

}  // namespace

double Camera::world_size_px() const noexcept {
  return globe_share() > 0 ? mapping().world_px() : kWorldPx * std::exp2(zoom_);
}

double Camera::share_at(double zoom) const noexcept {
  if (turned_ <= 0) return 0;
  const double radius = kWorldPx * std::exp2(zoom) / (2 * std::numbers::pi);
  const double reach = std::max(1.0, 0.5 * std::hypot(viewport_.width, viewport_.height));
  return turned_ * (1 - smooth_ramp(radius / reach, kFadeFrom, kFadeTo));
}

double Camera::globe_share() const noexcept {
  return share_at(zoom_);
}

Mapping Camera::mapping() const noexcept {
  return {center_, zoom_, globe_share()};
}

double Camera::whole_globe_zoom(double margin_px) const noexcept {
  const double shorter = std::min(viewport_.width, viewport_.height);
  const double side = std::min(0.94 * shorter, shorter - 2 * margin_px);  // with room for the light around it
  return std::clamp(zoom_for(1, std::numbers::pi * side), kMinZoom, kMaxZoom);
}

void Camera::set_projection(Projection projection) noexcept {
  set_projection(projection, projection == Projection::globe ? 1 : 0);
}

void Camera::set_projection(Projection projection, double turned) noexcept {
  projection_ = projection;
  turned_ = std::clamp(finite_or(turned, turned_), 0.0, 1.0);
  look_at(center_, zoom_);
}

void Camera::set_viewport(PixelSize size) noexcept {
  viewport_ = {std::max(size.width, 0), std::max(size.height, 0)};
  look_at(center_, zoom_);
}

void Camera::look_at(geo::WebMercator center, double zoom) noexcept {
  zoom_ = std::clamp(finite_or(zoom, zoom_), kMinZoom, kMaxZoom);
  center_.x = wrap_unit(finite_or(center.x, center_.x));
  center_.y =
      clamp_y(finite_or(center.y, center_.y), viewport_.height, kWorldPx * std::exp2(zoom_), globe_share());
}

void Camera::pan_by(double dx_px, double dy_px) noexcept {
  const double world = world_size_px();
  look_at({center_.x - dx_px / world, center_.y - dy_px / world}, zoom_);
}

PixelPos Camera::from_middle(PixelPos p) const noexcept {
  return {p.x - 0.5 * viewport_.width, p.y - 0.5 * viewport_.height};
}

// The centre with which `p` lies at `at` (from the middle); the nearest that was found where there is none.
geo::WebMercator Camera::center_with(geo::WebMercator p, PixelPos at) const noexcept {
  const double share = globe_share();
  const auto error = [&](const geo::WebMercator& center) {
    const PixelPos px = Mapping(center, zoom_, share).to_px(p);
    return PixelPos{px.x - at.x, px.y - at.y};
  };
  return find_zero(error, center_);
}

void Camera::drag(PixelPos from, PixelPos to) noexcept {
  const Mapping map = mapping();
  const PixelPos start = from_middle(from);
  const PixelPos end = from_middle(to);
  const double firm = kFirmHold * map.radius_px();
  const bool held = std::hypot(start.x, start.y) < firm && std::hypot(end.x, end.y) < firm;
  if (map.globe_share() <= 0 || !held) return pan_by(to.x - from.x, to.y - from.y);
  look_at(center_with(map.to_mercator(start), end), zoom_);
}

void Camera::zoom_about(PixelPos anchor, double zoom_change) noexcept {
  const geo::WebMercator under = to_mercator(anchor);
  const double zoom = std::clamp(finite_or(zoom_ + zoom_change, zoom_), kMinZoom, kMaxZoom);
  const PixelPos at = from_middle(anchor);
  if (turned_ <= 0) {
    const double world = kWorldPx * std::exp2(zoom);
    return look_at({under.x - at.x / world, under.y - at.y / world}, zoom);
  }
  const double before = mapping().radius_px();
  look_at(center_, zoom);
  const double radius = std::min(before, mapping().radius_px());
  const double hold = 1 - globe_share() * smooth_ramp(std::hypot(at.x, at.y) / radius, 0.6, 0.95);
  if (hold <= 0) return;
  const geo::WebMercator center = center_with(under, at);
  const double dx = center.x - center_.x;
  look_at({center_.x + hold * (dx - std::round(dx)), center_.y + hold * (center.y - center_.y)}, zoom);
}

void Camera::fit(const geo::LatLonBox& box, double margin_px, double max_zoom) noexcept {
  if (projection_ == Projection::globe) return fit_globe(box, margin_px, max_zoom);
  const geo::WebMercator north_west = mercator(box.north_deg, box.west_deg);
  const geo::WebMercator south_east = mercator(box.south_deg, box.east_deg);
  const double width = box.width_deg() / 360.0;
  const double height = std::abs(south_east.y - north_west.y);
  const double zoom = std::min(zoom_for(width, viewport_.width - 2 * margin_px),
                               zoom_for(height, viewport_.height - 2 * margin_px));
  geo::WebMercator center{north_west.x + 0.5 * width, 0.5 * (north_west.y + south_east.y)};
  const double one_world = zoom_for(1, viewport_.width);
  if (zoom < one_world) {
    // The viewport would show the world more than once, mostly for the sake of the poles: these are cut.
    center.y = mercator(kInhabitedMiddleDeg, 0).y;
    if (width > 0.6) center.x = kInhabitedMiddleX;
  }
  look_at(center, std::min(std::max(zoom, one_world), max_zoom));
}

void Camera::fit_globe(const geo::LatLonBox& box, double margin_px, double max_zoom) noexcept {
  const double width = box.width_deg();
  const double low = whole_globe_zoom(margin_px);
  geo::WebMercator center = mercator(0.5 * (box.south_deg + box.north_deg), box.west_deg + 0.5 * width);
  if (width > kWidestBoxDeg) {
    if (width > 0.6 * 360) center.x = kInhabitedMiddleX;
    if (box.north_deg - box.south_deg > kWidestBoxDeg) center.y = mercator(kInhabitedMiddleDeg, 0).y;
    return look_at(center, std::min(low, max_zoom));
  }
  const auto fits = [&](double zoom) {
    const Mapping map(center, zoom, share_at(zoom));
    constexpr int kSteps = 8;
    for (int i = 0; i <= kSteps * kSteps + 2 * kSteps; ++i) {
      const double east = static_cast<double>(i % (kSteps + 1)) / kSteps;
      const double south = static_cast<double>(i / (kSteps + 1)) / kSteps;
      const auto p =
          mercator(box.north_deg + south * (box.south_deg - box.north_deg), box.west_deg + east * width);
      const PixelPos px = map.to_px(p);
      if (map.near_side(p) < 0 || std::abs(px.x) > 0.5 * viewport_.width - margin_px ||
          std::abs(px.y) > 0.5 * viewport_.height - margin_px)
        return false;
    }
    return true;
  };
  double zoom = std::min(low, max_zoom);
  double too_near = max_zoom;
  if (fits(max_zoom)) zoom = max_zoom;
  for (int i = 0; i < 40 && too_near - zoom > 1e-3; ++i) {
    const double middle = 0.5 * (zoom + too_near);
    (fits(middle) ? zoom : too_near) = middle;
  }
  look_at(center, zoom);
}

PixelPos Camera::to_pixel(geo::WebMercator p) const noexcept {
  const PixelPos px = mapping().to_px(p);
  return {0.5 * viewport_.width + px.x, 0.5 * viewport_.height + px.y};
}

bool Camera::visible(geo::WebMercator p) const noexcept {
  return mapping().near_side(p) >= 0;
}

geo::WebMercator Camera::to_mercator(PixelPos p) const noexcept {
  return mapping().to_mercator(from_middle(p));
}

std::optional<geo::LatLon> Camera::to_latlon(PixelPos p) const noexcept {
  return mapping().to_latlon(from_middle(p));
}

geo::LatLonBox Camera::bounds() const noexcept {
  if (globe_share() > 0) return globe_bounds();
  const geo::WebMercator top_left = to_mercator({0, 0});
  const geo::WebMercator bottom_right =
      to_mercator({static_cast<double>(viewport_.width), static_cast<double>(viewport_.height)});
  const auto lat = [](double y) {
    return geo::WebMercator{0.5, std::clamp(y, 0.0, 1.0)}.to_latlon().lat_deg();
  };
  geo::LatLonBox box{-180, lat(bottom_right.y), 180, lat(top_left.y)};
  if (bottom_right.x - top_left.x < 1.0) {
    box.west_deg = top_left.to_latlon().lon_deg();
    box.east_deg = bottom_right.to_latlon().lon_deg();
  }
  return box;
}

geo::LatLonBox Camera::globe_bounds() const noexcept {
  const Mapping map = mapping();
  const double half_width = 0.5 * viewport_.width;
  const double half_height = 0.5 * viewport_.height;
  const auto shown = [&](PixelPos px) {
    return std::abs(px.x) <= half_width && std::abs(px.y) <= half_height;
  };
  geo::LatLonBox box{0, 90, 0, -90};  // degrees of longitude from the centre's
  const double lon = 360 * (center_.x - 0.5);
  const auto add = [&](PixelPos px) {
    const auto p = map.to_latlon(px);
    if (!p) return;
    const double east = std::remainder(p->lon_deg() - lon, 360.0);
    box.west_deg = std::min(box.west_deg, east);
    box.east_deg = std::max(box.east_deg, east);
    box.south_deg = std::min(box.south_deg, p->lat_deg());
    box.north_deg = std::max(box.north_deg, p->lat_deg());
  };
  // The extremes of what shows lie on the viewport's edge, on the globe's rim or at a pole.
  constexpr int kSteps = 64;
  for (int i = 0; i <= kSteps; ++i) {
    const double t = 2.0 * i / kSteps - 1;
    add({t * half_width, -half_height});
    add({t * half_width, half_height});
    add({-half_width, t * half_height});
    add({half_width, t * half_height});
    const double angle = t * std::numbers::pi;
    constexpr double kJustInside = 1 - 1e-9;
    const PixelPos rim{kJustInside * map.radius_px() * std::cos(angle),
                       kJustInside * map.radius_px() * std::sin(angle)};
    if (shown(rim)) add(rim);
  }
  for (const double pole : {0.0, 1.0}) {
    const geo::WebMercator p{center_.x, pole};
    if (map.near_side(p) < 0 || !shown(map.to_px(p))) continue;
    (pole > 0 ? box.south_deg : box.north_deg) = pole > 0 ? -90 : 90;
    box.west_deg = -180;
    box.east_deg = 180;
  }
  if (box.east_deg - box.west_deg >= 360) return {-180, box.south_deg, 180, box.north_deg};
  const auto wrapped = [&](double east) { return geo::LatLon::from_degrees(0, lon + east).lon_deg(); };
  return {wrapped(box.west_deg), box.south_deg, wrapped(box.east_deg), box.north_deg};
}

}  // namespace kharita::app::map
