#include "app/map/scales.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace kharita::app::map {

std::size_t AreaClasses::class_of(std::uint32_t count) const {
  const auto above = std::upper_bound(lower.begin(), lower.end(), count);
  return above == lower.begin() ? 0 : static_cast<std::size_t>(std::distance(lower.begin(), above)) - 1;
}

std::size_t AreaClasses::color_of(std::size_t i) const {
  if (lower.size() < 2) return kAreaClasses / 2;
  return i * (kAreaClasses - 1) / (lower.size() - 1);
}

AreaClasses classify(std::span<const std::uint32_t> counts) {
  std::vector<std::uint32_t> distinct(counts.begin(), counts.end());
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  AreaClasses classes;
  if (distinct.empty()) return classes;
  const std::size_t count = std::min(kAreaClasses, distinct.size());
  for (std::size_t i = 0; i < count; ++i) {
    classes.lower.push_back(distinct[i * distinct.size() / count]);
    classes.upper.push_back(distinct[(i + 1) * distinct.size() / count - 1]);
  }
  return classes;
}

float largest_radius(std::uint32_t most, std::size_t places) {
  // With few mentions in all, one mention more is no reason for a disc that hides a province.
  const float by_mentions = kMinPointRadius + 2.2f * std::sqrt(static_cast<float>(most));
  // Thousands of places hide each other, and the map, unless they shrink.
  const float crowd =
      std::max(0.0f, std::log10(static_cast<float>(std::max<std::size_t>(places, 1)) / 500.0f));
  return std::max(kMinPointRadius, std::min(kMaxPointRadius, by_mentions) / (1 + 0.55f * crowd));
}

float point_radius(std::uint32_t mentions, std::uint32_t most, float largest) {
  if (mentions == 0 || most == 0) return kMinPointRadius;
  const float share = std::min(1.0f, static_cast<float>(mentions) / static_cast<float>(most));
  constexpr float kLow = kMinPointRadius * kMinPointRadius;
  return std::sqrt(kLow + (largest * largest - kLow) * share);
}

namespace {

std::uint32_t round_down_nicely(std::uint32_t n) {
  if (n < 10) return n;
  const double power = std::pow(10.0, std::floor(std::log10(n)));
  const double lead = n / power;
  const double nice = lead >= 5 ? 5 : lead >= 2 ? 2 : 1;
  return static_cast<std::uint32_t>(nice * power);
}

}  // namespace

std::vector<std::uint32_t> legend_sizes(std::uint32_t most) {
  if (most == 0) return {};
  std::vector<std::uint32_t> sizes{1, round_down_nicely(std::max(1u, most / 4)), round_down_nicely(most)};
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  return sizes;
}

ScaleBar scale_bar(double km_per_px, double max_px) {
  const double longest = std::max(km_per_px * max_px, 1e-9);
  const double power = std::pow(10.0, std::floor(std::log10(longest) + 1e-12));
  double km = power;
  for (const double step : {2.0, 5.0}) {
    if (step * power <= longest * (1 + 1e-12)) km = step * power;
  }
  return {km, km / km_per_px};
}

double km_per_px(double lat_deg, double world_px) {
  constexpr double kEquatorKm = 2 * std::numbers::pi * 6378.137;
  return kEquatorKm * std::cos(lat_deg * std::numbers::pi / 180.0) / world_px;
}

}  // namespace kharita::app::map
