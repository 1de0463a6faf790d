// How the world is laid flat: Web Mercator, the globe as seen from far away, and what lies between the two.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "geo/latlon.h"

namespace kharita::app::map {

// A position within the map's viewport, in framebuffer pixels from its top left, y down.
struct PixelPos {
  double x = 0;
  double y = 0;
};

enum class Projection : std::uint8_t {
  mercator,  // EPSG:3857, endless to the east and west
  globe,     // orthographic, north up; turns into Mercator where only a small part of the Earth shows
};

// The world's width in pixels at zoom 0; it doubles with each zoom.
inline constexpr double kWorldPx = 256;

// The same place in the world's first copy: within [0, 1).
[[nodiscard]] inline double wrap_unit(double x) noexcept {
  const double wrapped = x - std::floor(x);
  return wrapped < 1.0 ? wrapped : 0.0;  // -1e-20 rounds to 1
}

// A direction from the Earth's centre: x towards (0 N, 0 E), y towards (0 N, 90 E), z towards the North Pole.
struct Direction {
  double x = 1;
  double y = 0;
  double z = 0;
};
// Mercator's upper and lower edges stand for the poles.
[[nodiscard]] Direction direction_of(const geo::WebMercator& p) noexcept;
// The cosine of the angle between two.
[[nodiscard]] constexpr double dot(const Direction& a, const Direction& b) noexcept {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

// The plane around one centre, in pixels from it, y down. With `globe_share` 0 it is Web Mercator, with 1 the
// orthographic globe (Snyder, Map Projections: a Working Manual, 1987, p. 149), between them the weighted
// mean of the two positions; both have one scale at the centre. Zoom 0 is a world, or a circumference, of 256
// px.
class Mapping {
 public:
  Mapping() = default;
  Mapping(geo::WebMercator center, double zoom, double globe_share) noexcept;

  [[nodiscard]] geo::WebMercator center() const noexcept { return center_; }
  [[nodiscard]] double globe_share() const noexcept { return globe_share_; }
  // The width of one world in Mercator, and the radius of the globe, of one scale at the centre.
  [[nodiscard]] double world_px() const noexcept { return world_px_; }
  [[nodiscard]] double radius_px() const noexcept { return radius_px_; }
  [[nodiscard]] double sin_lat() const noexcept { return sin_lat_; }  // of the centre
  [[nodiscard]] double cos_lat() const noexcept { return cos_lat_; }

  // Of the copy of the world nearest to the centre.
  [[nodiscard]] PixelPos to_px(const geo::WebMercator& p) const noexcept {
    return globe_share_ <= 0 ? flat_px(p) : to_px(p, direction_of(p));
  }
  // The same for a position whose direction is known: without trigonometry.
  [[nodiscard]] PixelPos to_px(const geo::WebMercator& p, const Direction& d) const noexcept;
  // Below 0 where the globe hides the position behind itself, else up to 1. On the way to the globe the far
  // side goes just where it would begin to fold over the near one.
  [[nodiscard]] double near_side(const geo::WebMercator& p) const noexcept {
    return globe_share_ <= 0 ? 1 : near_side(direction_of(p));
  }
  [[nodiscard]] double near_side(const Direction& d) const noexcept {
    return globe_share_ <= 0 ? 1 : globe_share_ * dot(ahead_, d) + (1 - globe_share_);
  }
  // What is shown there; none off the globe or past Mercator's upper and lower edge.
  [[nodiscard]] std::optional<geo::LatLon> to_latlon(PixelPos px) const noexcept;
  // The same without an end: past Mercator's edges its coordinates go on; off the globe the rim is meant.
  [[nodiscard]] geo::WebMercator to_mercator(PixelPos px) const noexcept;

 private:
  [[nodiscard]] PixelPos flat_px(const geo::WebMercator& p) const noexcept;
  [[nodiscard]] std::optional<geo::WebMercator> solve(PixelPos px) const noexcept;
  [[nodiscard]] geo::WebMercator round_mercator(PixelPos px) const noexcept;

  geo::WebMercator center_{0.5, 0.5};
  double globe_share_ = 0;
  double world_px_ = 256;
  double radius_px_ = 0;
  double sin_lat_ = 0;
  double cos_lat_ = 1;
  Direction ahead_;  // of the centre, and what lies to its east and north
  Direction east_{0, 1, 0};
  Direction north_{0, 0, 1};
};

// Where `error` is nothing, by Newton's method from `start`, each step halved until the error shrinks; where
// that comes to a stop, if it finds none. Derivatives are differences over some metres. `error` gives pixels;
// y stays within [0, 1].
template <typename Error>
[[nodiscard]] geo::WebMercator find_zero(const Error& error, geo::WebMercator start) noexcept {
  constexpr double kStep = 1e-7;
  constexpr double kGoodPx = 1e-7;
  geo::WebMercator best = start;
  PixelPos left = error(best);
  for (int i = 0; i < 40 && std::hypot(left.x, left.y) > kGoodPx; ++i) {
    const PixelPos east = error(geo::WebMercator{best.x + kStep, best.y});
    const PixelPos south = error(geo::WebMercator{best.x, best.y + kStep});
    const double a = (east.x - left.x) / kStep;
    const double b = (south.x - left.x) / kStep;
    const double c = (east.y - left.y) / kStep;
    const double d = (south.y - left.y) / kStep;
    const double dx = (b * left.y - d * left.x) / (a * d - b * c);
    const double dy = (c * left.x - a * left.y) / (a * d - b * c);
    if (!std::isfinite(dx) || !std::isfinite(dy)) break;
    bool shrinks = false;
    for (double part = 1; part > 0.01 && !shrinks; part /= 2) {
      const geo::WebMercator next{best.x + part * dx, std::clamp(best.y + part * dy, 0.0, 1.0)};
      const PixelPos next_left = error(next);
      if (!(std::hypot(next_left.x, next_left.y) < std::hypot(left.x, left.y))) continue;
      best = next;
      left = next_left;
      shrinks = true;
    }
    if (!shrinks) break;
  }
  return best;
}

}  // namespace kharita::app::map
