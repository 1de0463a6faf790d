// How numbers become classes, sizes and bars: pure functions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "app/map/palette.h"
#include "app/model/map_scene.h"

namespace kharita::app::map {

// Classes of area counts: class i holds the counts from lower[i] to upper[i], both included. At most
// kAreaClasses, none empty; none at all without counts.
struct AreaClasses {
  std::vector<std::uint32_t> lower;
  std::vector<std::uint32_t> upper;

  // Requires lower not to be empty. A count below lower[0] falls into class 0.
  [[nodiscard]] std::size_t class_of(std::uint32_t count) const;
  // The ramp's colour for a class: fewer classes spread over the whole ramp.
  [[nodiscard]] std::size_t color_of(std::size_t i) const;
};
// Quantiles: as many areas a class as can be, those of one count together. Natural breaks: the classes with
// the least squared distances from their means (Fisher and Jenks), exactly.
[[nodiscard]] AreaClasses classify(std::span<const std::uint32_t> counts,
                                   Classing classing = Classing::quantiles);

// Radius in points (px at scale 1) of the circle for the most mentioned place, where that has `most` mentions
// and `places` places are shown: up to kMaxPointRadius, smaller where few mentions or thousands of places are
// shown.
inline constexpr float kMinPointRadius = 3.5f;
inline constexpr float kMaxPointRadius = 17.0f;
[[nodiscard]] float largest_radius(std::uint32_t most, std::size_t places);
// Radius of a place with `mentions`: the circle's area grows evenly with the mentions, from kMinPointRadius
// to `largest`.
[[nodiscard]] float point_radius(std::uint32_t mentions, std::uint32_t most, float largest);

// Radius in points of a cluster's circle: its area grows with its amount up to that of the largest at its
// zoom, and its number always fits.
inline constexpr float kMinClusterRadius = 9;
inline constexpr float kMaxClusterRadius = 19;
[[nodiscard]] float cluster_radius(std::uint32_t amount, std::uint32_t most);

// Mentions to show in the legend for points: at most three round figures, the last not above `most`;
// ascending.
[[nodiscard]] std::vector<std::uint32_t> legend_sizes(std::uint32_t most);

// 0 below `from`, 1 from `to` on, evenly between.
[[nodiscard]] float ramp(double value, double from, double to);
// The same with a soft beginning and end: 3t^2 - 2t^3.
[[nodiscard]] double smooth_ramp(double value, double from, double to);

// The length of 1, 2 or 5 times a power of ten, in km, that is at most `max_px` long at `km_per_px`.
struct ScaleBar {
  double km = 0;
  double px = 0;
};
[[nodiscard]] ScaleBar scale_bar(double km_per_px, double max_px);
// Ground length of a pixel at a latitude on a Web Mercator map whose world is `world_px` wide (6,378.137 km
// sphere, EPSG:3857).
[[nodiscard]] double km_per_px(double lat_deg, double world_px);

}  // namespace kharita::app::map
