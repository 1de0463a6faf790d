#include "app/map/camera.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::map {
namespace {

constexpr double kTilePx = 256;             // the world's width at zoom 0
constexpr double kInhabitedMiddleDeg = 27;  // latitude in the middle of a map of the inhabited world
constexpr double kInhabitedMiddleX = (180 + 15) / 360.0;  // 15 degrees east: no continent is cut

double wrap_unit(double x) {
  const double wrapped = x - std::floor(x);
  return wrapped < 1.0 ? wrapped : 0.0;  // -1e-20 rounds to 1
}

double finite_or(double v, double fallback) {
  return std::isfinite(v) ? v : fallback;
}

// Keeps the viewport off the poles; `world_px` is the world's height.
double clamp_y(double y, int viewport_height, double world_px) {
  const double half = 0.5 * viewport_height / world_px;
  return half >= 0.5 ? 0.5 : std::clamp(y, half, 1.0 - half);
}

// The zoom at which `share` of the world is `px` pixels long.
double zoom_for(double share, double px) {
  return std::log2(std::max(px, 1.0) / (kTilePx * std::max(share, 1e-9)));
}

}  // namespace

double Camera::world_size_px() const noexcept {
  return kTilePx * std::exp2(zoom_);
}

void Camera::set_viewport(PixelSize size) noexcept {
  viewport_ = {std::max(size.width, 0), std::max(size.height, 0)};
  look_at(center_, zoom_);
}

void Camera::look_at(geo::WebMercator center, double zoom) noexcept {
  zoom_ = std::clamp(finite_or(zoom, zoom_), kMinZoom, kMaxZoom);
  center_.x = wrap_unit(finite_or(center.x, center_.x));
  center_.y = clamp_y(finite_or(center.y, center_.y), viewport_.height, world_size_px());
}

void Camera::pan_by(double dx_px, double dy_px) noexcept {
  const double world = world_size_px();
  look_at({center_.x - dx_px / world, center_.y - dy_px / world}, zoom_);
}

void Camera::zoom_about(PixelPos anchor, double zoom_change) noexcept {
  const geo::WebMercator under = to_mercator(anchor);
  const double zoom = std::clamp(finite_or(zoom_ + zoom_change, zoom_), kMinZoom, kMaxZoom);
  const double world = kTilePx * std::exp2(zoom);
  look_at({under.x - (anchor.x - 0.5 * viewport_.width) / world,
           under.y - (anchor.y - 0.5 * viewport_.height) / world},
          zoom);
}

void Camera::fit(const geo::LatLonBox& box, double margin_px, double max_zoom) noexcept {
  const auto north_west = geo::WebMercator::from(geo::LatLon::from_degrees(box.north_deg, box.west_deg));
  const auto south_east = geo::WebMercator::from(geo::LatLon::from_degrees(box.south_deg, box.east_deg));
  double width = (box.east_deg - box.west_deg) / 360.0;
  if (width < 0) width += 1.0;
  const double height = std::abs(south_east.y - north_west.y);
  const double zoom = std::min(zoom_for(width, viewport_.width - 2 * margin_px),
                               zoom_for(height, viewport_.height - 2 * margin_px));
  geo::WebMercator center{north_west.x + 0.5 * width, 0.5 * (north_west.y + south_east.y)};
  const double one_world = zoom_for(1, viewport_.width);
  if (zoom < one_world) {
    // The viewport would show the world more than once, mostly for the sake of the poles: these are cut.
    center.y = geo::WebMercator::from(geo::LatLon::from_degrees(kInhabitedMiddleDeg, 0)).y;
    if (width > 0.6) center.x = kInhabitedMiddleX;
  }
  look_at(center, std::min(std::max(zoom, one_world), max_zoom));
}

PixelPos Camera::to_pixel(geo::WebMercator p) const noexcept {
  const double world = world_size_px();
  double dx = p.x - center_.x;
  dx -= std::round(dx);
  return {0.5 * viewport_.width + dx * world, 0.5 * viewport_.height + (p.y - center_.y) * world};
}

geo::WebMercator Camera::to_mercator(PixelPos p) const noexcept {
  const double world = world_size_px();
  return {center_.x + (p.x - 0.5 * viewport_.width) / world,
          center_.y + (p.y - 0.5 * viewport_.height) / world};
}

geo::LatLonBox Camera::bounds() const noexcept {
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

}  // namespace kharita::app::map
