#include "app/map/palette.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::map {
namespace {

constexpr Palette kDark{
    .sea = Color::rgb(0x0f1822),
    .land = Color::rgb(0x1f2a36),
    .sky = Color::rgb(0x070b10),
    .globe_glow = Color::rgb(0x3f6a94, 0.55f),
    .globe_shade = Color::rgb(0x060a10, 0.42f),
    .graticule = Color::rgb(0x9fb6cc, 0.10f),
    .river = Color::rgb(0x1b3a55),
    .coast = Color::rgb(0x43566a),
    .country_border = Color::rgb(0x5a6d82),
    .admin1_border = Color::rgb(0x334353),
    .disputed_border = Color::rgb(0x8496aa),
    .area = {Color::rgb(0x21434d), Color::rgb(0x24565f), Color::rgb(0x2b6c73), Color::rgb(0x368486),
             Color::rgb(0x4b9d99)},
    .area_outline = Color::rgb(0x8fd0c6),
    .point = Color::rgb(0xffb347),
    .point_outline = Color::rgb(0x14100a, 0.85f),
    .soft_point = Color::rgb(0xffb347, 0.42f),
    .cluster_number = Color::rgb(0x241503),
    .heat = {Color::rgb(0x3b1d6e, 0.0f), Color::rgb(0x45207a, 0.6f), Color::rgb(0x8c3090, 0.82f),
             Color::rgb(0xac336c, 0.86f), Color::rgb(0xcc4648, 0.9f), Color::rgb(0xec7a26, 0.92f),
             Color::rgb(0xfab52e, 0.94f), Color::rgb(0xfdf3a5, 0.96f)},
    .arc = Color::rgb(0x7fc8f8),
    .weak_arc = Color::rgb(0x2f5573),
    .selected = Color::rgb(0xffffff),
    .hovered = Color::rgb(0xffe2ae),
    .country_label = Color::rgb(0xd3dde7),
    .admin1_label = Color::rgb(0xa8b8c7),
    .city_label = Color::rgb(0xb6c3cf),
    .water_label = Color::rgb(0x6f93b5),
    .mention_label = Color::rgb(0xfff1da),
    .label_halo = Color::rgb(0x141d27, 0.92f),
    .water_halo = Color::rgb(0x0f1822, 0.9f),
    .city_dot = Color::rgb(0x8798a8),
    .panel = Color::rgb(0x131c26, 0.92f),
    .panel_border = Color::rgb(0x34465a),
    .panel_text = Color::rgb(0xe3eaf1),
    .panel_muted = Color::rgb(0x9fb0c0),
};

constexpr Palette kLight{
    .sea = Color::rgb(0xd3e0ea),
    .land = Color::rgb(0xf7f5f0),
    .sky = Color::rgb(0xeef2f6),
    .globe_glow = Color::rgb(0xffffff, 0.9f),
    .globe_shade = Color::rgb(0x5b7288, 0.24f),
    .graticule = Color::rgb(0x4a6580, 0.14f),
    .river = Color::rgb(0xa9c6dd),
    .coast = Color::rgb(0x8fa5b8),
    .country_border = Color::rgb(0x8d8a94),
    .admin1_border = Color::rgb(0xd5d1cb),
    .disputed_border = Color::rgb(0x77747e),
    .area = {Color::rgb(0xcfe6de), Color::rgb(0xaed5cb), Color::rgb(0x8cc3b7), Color::rgb(0x68afa4),
             Color::rgb(0x46988f)},
    .area_outline = Color::rgb(0x0f524f),
    .point = Color::rgb(0xc24a08),
    .point_outline = Color::rgb(0xffffff, 0.95f),
    .soft_point = Color::rgb(0xc24a08, 0.38f),
    .cluster_number = Color::rgb(0xffffff),
    .heat = {Color::rgb(0xfff0b8, 0.0f), Color::rgb(0xffe59a, 0.7f), Color::rgb(0xfec45f, 0.82f),
             Color::rgb(0xf79a3c, 0.86f), Color::rgb(0xe06a2b, 0.88f), Color::rgb(0xb53c30, 0.9f),
             Color::rgb(0x7d1d43, 0.92f), Color::rgb(0x3d0a3f, 0.94f)},
    .arc = Color::rgb(0x1d5c9c),
    .weak_arc = Color::rgb(0x9dbfdd),
    .selected = Color::rgb(0x1a2230),
    .hovered = Color::rgb(0x8c3206),
    .country_label = Color::rgb(0x2c3644),
    .admin1_label = Color::rgb(0x4f5a68),
    .city_label = Color::rgb(0x47515f),
    .water_label = Color::rgb(0x38618a),
    .mention_label = Color::rgb(0x5f2304),
    .label_halo = Color::rgb(0xfdfcfa, 0.92f),
    .water_halo = Color::rgb(0xd3e0ea, 0.9f),
    .city_dot = Color::rgb(0x7c8795),
    .panel = Color::rgb(0xffffff, 0.94f),
    .panel_border = Color::rgb(0xc3cdd7),
    .panel_text = Color::rgb(0x1d2733),
    .panel_muted = Color::rgb(0x566373),
};

double linear(float channel) {
  return channel <= 0.04045f ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const Color& c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

Color mix(const Color& a, const Color& b, float share) {
  const auto channel = [share](float from, float to) { return from + (to - from) * share; };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), channel(a.a, b.a)};
}

double contrast(const Color& a, const Color& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

const Palette& palette(Theme theme) {
  return theme == Theme::dark ? kDark : kLight;
}

}  // namespace kharita::app::map
