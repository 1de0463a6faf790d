#include "app/map/projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kharita::app::map {
namespace {

constexpr double kPi = std::numbers::pi;

struct SinCos {
  double sin = 0;
  double cos = 1;
};

// Of the latitude at a height of the Mercator map.
SinCos lat_of(double y) {
  constexpr double kEdge = 1e-10;  // less than a step of MercatorGrid
  if (y < kEdge) return {1, 0};
  if (y > 1 - kEdge) return {-1, 0};
  const double m = kPi * (1 - 2 * y);
  return {std::tanh(m), 1 / std::cosh(m)};
}

// The Mercator height of a latitude, without an end.
double mercator_y(double sin_lat) {
  constexpr double kNearlyOne = 1 - 1e-15;
  return 0.5 - std::atanh(std::clamp(sin_lat, -kNearlyOne, kNearlyOne)) / (2 * kPi);
}

// Within [-0.5, 0.5].
double nearest_turn(double turns) {
  return turns - std::round(turns);
}

}  // namespace

Mapping::Mapping(geo::WebMercator center, double zoom, double globe_share) noexcept
    : center_(center), globe_share_(globe_share) {
  // The centre stays off the poles: there is no Mercator of one.
  const double m = kPi * (1 - 2 * std::clamp(center.y, 0.0, 1.0));
  sin_lat_ = std::tanh(m);
  cos_lat_ = 1 / std::cosh(m);
  world_px_ = kWorldPx * std::exp2(zoom) * std::pow(cos_lat_, globe_share);
  radius_px_ = world_px_ / (2 * kPi * cos_lat_);
  const double lon = 2 * kPi * (center.x - 0.5);
  ahead_ = {cos_lat_ * std::cos(lon), cos_lat_ * std::sin(lon), sin_lat_};
  east_ = {-std::sin(lon), std::cos(lon), 0};
  north_ = {-sin_lat_ * std::cos(lon), -sin_lat_ * std::sin(lon), cos_lat_};
}

PixelPos Mapping::flat_px(const geo::WebMercator& p) const noexcept {
  return {nearest_turn(p.x - center_.x) * world_px_, (p.y - center_.y) * world_px_};
}

PixelPos Mapping::to_px(const geo::WebMercator& p, const Direction& d) const noexcept {
  if (globe_share_ <= 0) return flat_px(p);
  const PixelPos globe{radius_px_ * dot(east_, d), -radius_px_ * dot(north_, d)};
  if (globe_share_ >= 1) return globe;
  const PixelPos flat = flat_px(p);
  return {flat.x + (globe.x - flat.x) * globe_share_, flat.y + (globe.y - flat.y) * globe_share_};
}

std::optional<geo::WebMercator> Mapping::solve(PixelPos px) const noexcept {
  const geo::WebMercator flat{center_.x + px.x / world_px_, center_.y + px.y / world_px_};
  const geo::WebMercator round = round_mercator(px);
  const double s = globe_share_;
  const geo::WebMercator start{flat.x + s * (round.x - flat.x),
                               std::clamp(flat.y + s * (round.y - flat.y), 0.01, 0.99)};
  const auto error = [&](const geo::WebMercator& p) {
    const PixelPos at = to_px(p);
    return PixelPos{at.x - px.x, at.y - px.y};
  };
  const geo::WebMercator p = find_zero(error, start);
  const PixelPos left = error(p);
  if (std::hypot(left.x, left.y) > 1e-6 * world_px_ || p.y < 0 || p.y > 1 || near_side(p) < 0)
    return std::nullopt;
  return p;
}

// On the globe alone.
geo::WebMercator Mapping::round_mercator(PixelPos px) const noexcept {
  double x = px.x / radius_px_;
  double y = -px.y / radius_px_;
  if (const double off = std::hypot(x, y); off > 1) {
    x /= off;
    y /= off;
  }
  const double z = std::sqrt(std::max(0.0, 1 - x * x - y * y));
  return {center_.x + std::atan2(x, z * cos_lat_ - y * sin_lat_) / (2 * kPi),
          mercator_y(y * cos_lat_ + z * sin_lat_)};
}

std::optional<geo::LatLon> Mapping::to_latlon(PixelPos px) const noexcept {
  if (globe_share_ <= 0) {
    const geo::WebMercator p{center_.x + px.x / world_px_, center_.y + px.y / world_px_};
    if (!(p.y >= 0 && p.y <= 1)) return std::nullopt;
    return p.to_latlon();
  }
  if (globe_share_ < 1) {
    const auto p = solve(px);
    return p ? std::optional(p->to_latlon()) : std::nullopt;
  }
  const double x = px.x / radius_px_;
  const double y = -px.y / radius_px_;
  const double off = x * x + y * y;
  if (!(off <= 1)) return std::nullopt;
  const double z = std::sqrt(1 - off);
  const double lat = std::asin(std::clamp(y * cos_lat_ + z * sin_lat_, -1.0, 1.0));
  const double lon = 2 * kPi * (center_.x - 0.5) + std::atan2(x, z * cos_lat_ - y * sin_lat_);
  return geo::LatLon::from_degrees(lat * 180 / kPi, lon * 180 / kPi);
}

geo::WebMercator Mapping::to_mercator(PixelPos px) const noexcept {
  const geo::WebMercator flat{center_.x + px.x / world_px_, center_.y + px.y / world_px_};
  if (globe_share_ <= 0) return flat;
  return globe_share_ < 1 ? solve(px).value_or(flat) : round_mercator(px);
}

Direction direction_of(const geo::WebMercator& p) noexcept {
  const SinCos lat = lat_of(p.y);
  const double lon = 2 * kPi * (p.x - 0.5);
  return {lat.cos * std::cos(lon), lat.cos * std::sin(lon), lat.sin};
}

}  // namespace kharita::app::map
