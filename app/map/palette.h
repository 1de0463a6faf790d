// Every colour and width of the map, in one place, for both themes.
#pragma once

#include <array>
#include <cstdint>

#include "app/model/map_scene.h"

namespace kharita::app::map {

// sRGB with straight alpha, each within [0, 1].
struct Color {
  float r = 0;
  float g = 0;
  float b = 0;
  float a = 1;

  // From 0xRRGGBB.
  [[nodiscard]] static constexpr Color rgb(std::uint32_t hex, float alpha = 1) {
    return {static_cast<float>((hex >> 16) & 0xFF) / 255.0f, static_cast<float>((hex >> 8) & 0xFF) / 255.0f,
            static_cast<float>(hex & 0xFF) / 255.0f, alpha};
  }
  [[nodiscard]] constexpr Color with_alpha(float alpha) const { return {r, g, b, alpha}; }
  friend constexpr bool operator==(const Color&, const Color&) = default;
};

// share 0 gives `a`, 1 gives `b`.
[[nodiscard]] Color mix(const Color& a, const Color& b, float share);
// WCAG 2 contrast ratio of two opaque colours, within [1, 21].
[[nodiscard]] double contrast(const Color& a, const Color& b);

inline constexpr std::size_t kAreaClasses = 5;
inline constexpr std::size_t kHeatStops = 8;  // as shaders/heat.frag

// The sequential ramp runs in one hue from near the land's lightness to far from it, so that it also reads
// without colour vision and in print; points are of the complementary hue and outlined, so that they stand
// out on every class.
struct Palette {
  Color sea, land;
  Color sky, globe_glow, globe_shade;  // around the globe, its light, and what its edge is darkened with
  Color graticule, river;
  Color coast, country_border, admin1_border, disputed_border;
  std::array<Color, kAreaClasses> area;  // fewest mentions first
  Color area_outline;
  Color point, point_outline, soft_point;
  Color cluster_number;                // on Color point
  std::array<Color, kHeatStops> heat;  // no density first; their alpha grows
  Color arc, weak_arc;                 // the strongest and the weakest, both opaque
  Color selected, hovered;
  Color country_label, admin1_label, city_label, water_label, mention_label;
  Color label_halo, water_halo;
  Color city_dot;
  Color panel, panel_border, panel_text, panel_muted;
};

[[nodiscard]] const Palette& palette(Theme theme);

}  // namespace kharita::app::map
