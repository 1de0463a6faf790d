// Positions on the Earth and on the map. A latitude in degrees cannot be taken for a map coordinate: each has
// its type.
#pragma once

#include <cmath>
#include <cstdint>

namespace kharita::geo {

// A geographic position on WGS 84, in degrees. Latitude is within [-90, 90], longitude within [-180, 180):
// from_degrees clamps the one and wraps the other; a NaN becomes 0.
class LatLon {
 public:
  constexpr LatLon() = default;
  [[nodiscard]] static LatLon from_degrees(double lat_deg, double lon_deg) noexcept;

  [[nodiscard]] constexpr double lat_deg() const noexcept { return lat_deg_; }
  [[nodiscard]] constexpr double lon_deg() const noexcept { return lon_deg_; }

  friend constexpr bool operator==(const LatLon&, const LatLon&) = default;

 private:
  constexpr LatLon(double lat_deg, double lon_deg) : lat_deg_(lat_deg), lon_deg_(lon_deg) {}
  double lat_deg_ = 0;
  double lon_deg_ = 0;
};

// Great-circle distance by the haversine formula on a sphere of 6,371 km: within 0.6 % of the ellipsoid's.
[[nodiscard]] double distance_km(const LatLon& a, const LatLon& b) noexcept;

// A point of the same sphere in space: kilometres from the Earth's centre. For many distances between the
// same points, without trigonometry.
struct EarthPoint {
  float x_km = 0;
  float y_km = 0;
  float z_km = 0;

  [[nodiscard]] static EarthPoint from(const LatLon& p) noexcept;
};
// The distance through the Earth: up to 500 km it is 0.03 % less than distance_km, 0.1 % up to 1,000 km.
[[nodiscard]] inline float straight_km(const EarthPoint& a, const EarthPoint& b) noexcept {
  const float x = a.x_km - b.x_km;
  const float y = a.y_km - b.y_km;
  const float z = a.z_km - b.z_km;
  return std::sqrt(x * x + y * y + z * z);
}

// A box between two parallels and two meridians, edges included. It crosses the antimeridian where west >
// east.
struct LatLonBox {
  double west_deg = 0;
  double south_deg = 0;
  double east_deg = 0;
  double north_deg = 0;

  [[nodiscard]] bool contains(const LatLon& p) const noexcept;
  // From west to east, within [0, 360].
  [[nodiscard]] constexpr double width_deg() const noexcept {
    return east_deg < west_deg ? east_deg - west_deg + 360 : east_deg - west_deg;
  }
  friend constexpr bool operator==(const LatLonBox&, const LatLonBox&) = default;
};

// The latitude where the square Web Mercator map ends: atan(sinh(pi)), EPSG:3857.
inline constexpr double kMercatorMaxLatDeg = 85.051128779806592;

// A position on the Web Mercator map (EPSG:3857) as a share of its width: x grows east from the antimeridian,
// y grows south from 85.0511 N; the world is [0, 1) x [0, 1]. x outside of it means another copy of the
// world.
struct WebMercator {
  double x = 0;
  double y = 0;

  [[nodiscard]] static WebMercator from(
      const LatLon& p) noexcept;                    // latitudes past the map's end are clamped to it
  [[nodiscard]] LatLon to_latlon() const noexcept;  // x is wrapped

  friend constexpr bool operator==(const WebMercator&, const WebMercator&) = default;
};

// Web Mercator on a grid of 2^30 steps a side (3.7 cm at the equator): small, exact to subtract in a shader,
// and a neighbouring copy of the world (x plus or minus 2^30) still fits in 32 bits.
struct MercatorGrid {
  static constexpr std::int32_t kSize = 1 << 30;
  std::int32_t x = 0;
  std::int32_t y = 0;

  [[nodiscard]] static MercatorGrid from(const WebMercator& p) noexcept;
  [[nodiscard]] WebMercator to_mercator() const noexcept;

  friend constexpr bool operator==(const MercatorGrid&, const MercatorGrid&) = default;
};

}  // namespace kharita::geo
