#include "geo/latlon.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kharita::geo {
namespace {

constexpr double kEarthRadiusKm = 6371.0;
constexpr double kRadians = std::numbers::pi / 180.0;

double finite_or_zero(double v) {
  return std::isfinite(v) ? v : 0.0;
}

}  // namespace

LatLon LatLon::from_degrees(double lat_deg, double lon_deg) noexcept {
  const double lat = std::clamp(finite_or_zero(lat_deg), -90.0, 90.0);
  double lon = finite_or_zero(lon_deg) + 180.0;
  if (lon < 0 || lon >= 360.0) lon = std::fmod(lon, 360.0);
  if (lon < 0) lon += 360.0;
  return {lat, lon - 180.0};
}

double distance_km(const LatLon& a, const LatLon& b) noexcept {
  const double dlat = (b.lat_deg() - a.lat_deg()) * kRadians;
  const double dlon = (b.lon_deg() - a.lon_deg()) * kRadians;
  const double s = std::sin(dlat / 2);
  const double t = std::sin(dlon / 2);
  const double h = s * s + std::cos(a.lat_deg() * kRadians) * std::cos(b.lat_deg() * kRadians) * t * t;
  return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, h)));
}

EarthPoint EarthPoint::from(const LatLon& p) noexcept {
  const double lat = p.lat_deg() * kRadians;
  const double lon = p.lon_deg() * kRadians;
  const double ring = kEarthRadiusKm * std::cos(lat);
  return {static_cast<float>(ring * std::cos(lon)), static_cast<float>(ring * std::sin(lon)),
          static_cast<float>(kEarthRadiusKm * std::sin(lat))};
}

bool LatLonBox::contains(const LatLon& p) const noexcept {
  if (p.lat_deg() < south_deg || p.lat_deg() > north_deg) return false;
  if (west_deg <= east_deg) return p.lon_deg() >= west_deg && p.lon_deg() <= east_deg;
  return p.lon_deg() >= west_deg || p.lon_deg() <= east_deg;
}

WebMercator WebMercator::from(const LatLon& p) noexcept {
  const double lat = std::clamp(p.lat_deg(), -kMercatorMaxLatDeg, kMercatorMaxLatDeg) * kRadians;
  const double y = 0.5 - std::asinh(std::tan(lat)) / (2 * std::numbers::pi);
  return {(p.lon_deg() + 180.0) / 360.0, std::clamp(y, 0.0, 1.0)};
}

LatLon WebMercator::to_latlon() const noexcept {
  const double lat = std::atan(std::sinh(std::numbers::pi * (1.0 - 2.0 * y))) / kRadians;
  return LatLon::from_degrees(lat, x * 360.0 - 180.0);
}

MercatorGrid MercatorGrid::from(const WebMercator& p) noexcept {
  const auto step = [](double v) {
    return static_cast<std::int32_t>(std::lround(std::clamp(v, -1.0, 1.999) * kSize));
  };
  return {step(p.x), step(p.y)};
}

WebMercator MercatorGrid::to_mercator() const noexcept {
  return {static_cast<double>(x) / kSize, static_cast<double>(y) / kSize};
}

}  // namespace kharita::geo
