#include "app/ui/theme.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::ui {
namespace {

constexpr Palette kDark{
    .window = Color::hex(0x0F1419),
    .panel = Color::hex(0x181F27),
    .field = Color::hex(0x10161C),
    .raised = Color::hex(0x27313C),
    .raised_hovered = Color::hex(0x32404E),
    .raised_pressed = Color::hex(0x1F2831),
    .border = Color::hex(0x36424F),
    .text = Color::hex(0xE8ECF1),
    .text_muted = Color::hex(0xA4B0BD),
    .text_disabled = Color::hex(0x6C7885),
    .accent = Color::hex(0x56B4E9),
    .accent_hovered = Color::hex(0x7AC6F0),
    .on_accent = Color::hex(0x06141E),
    .accent_text = Color::hex(0x7AC6F0),
    .selection = Color::hex(0x56B4E9, 64),
    .hover = Color::hex(0xFFFFFF, 14),
    .warning = Color::hex(0xF0B840),
    .error = Color::hex(0xFF8A66),
    .success = Color::hex(0x3DC9A0),
    .mention = Color::hex(0xE69F00, 56),
    .mention_hovered = Color::hex(0xE69F00, 112),
    .mention_doubtful = Color::hex(0xA4B0BD, 36),
    .mention_line = Color::hex(0xE69F00),
    .bar_all = Color::hex(0x3E4D5C),
    .bar_passing = Color::hex(0x56B4E9),
    .series = {Color::hex(0x56B4E9), Color::hex(0xE69F00), Color::hex(0x009E73), Color::hex(0xF0E442),
               Color::hex(0xCC79A7), Color::hex(0x7C8894)},
    .hit = Color::hex(0xCC79A7, 110),
    .hit_shown = Color::hex(0xCC79A7, 210),
    .brush = Color::hex(0x56B4E9, 36),
    .shadow = Color::hex(0x000000, 110),
    .veil = Color::hex(0x000000, 140),
};

constexpr Palette kLight{
    .window = Color::hex(0xE9EDF1),
    .panel = Color::hex(0xFFFFFF),
    .field = Color::hex(0xF4F6F9),
    .raised = Color::hex(0xE8ECF1),
    .raised_hovered = Color::hex(0xDBE1E8),
    .raised_pressed = Color::hex(0xCCD4DD),
    .border = Color::hex(0xC3CBD5),
    .text = Color::hex(0x17202A),
    .text_muted = Color::hex(0x55616E),
    .text_disabled = Color::hex(0x98A3AE),
    .accent = Color::hex(0x0069AB),
    .accent_hovered = Color::hex(0x00588F),
    .on_accent = Color::hex(0xFFFFFF),
    .accent_text = Color::hex(0x00619E),
    .selection = Color::hex(0x0069AB, 44),
    .hover = Color::hex(0x000000, 12),
    .warning = Color::hex(0x8A5200),
    .error = Color::hex(0xB23A0E),
    .success = Color::hex(0x00704F),
    .mention = Color::hex(0xE69F00, 66),
    .mention_hovered = Color::hex(0xE69F00, 128),
    .mention_doubtful = Color::hex(0x55616E, 30),
    .mention_line = Color::hex(0xB97F00),
    .bar_all = Color::hex(0xC3CFDB),
    .bar_passing = Color::hex(0x0072B2),
    .series = {Color::hex(0x0072B2), Color::hex(0xD55E00), Color::hex(0x009E73), Color::hex(0xB59B00),
               Color::hex(0xB0508A), Color::hex(0x8A96A3)},
    .hit = Color::hex(0xCC79A7, 90),
    .hit_shown = Color::hex(0xCC79A7, 190),
    .brush = Color::hex(0x0069AB, 28),
    .shadow = Color::hex(0x17202A, 44),
    .veil = Color::hex(0x17202A, 90),
};

double luminance(Color color) {
  const auto linear = [](std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

}  // namespace

Color blend(Color over, Color under) noexcept {
  const auto mix = [&](std::uint8_t o, std::uint8_t u) {
    return static_cast<std::uint8_t>((o * over.a + u * (255 - over.a) + 127) / 255);
  };
  return {mix(over.r, under.r), mix(over.g, under.g), mix(over.b, under.b), 255};
}

double contrast(Color a, Color b) noexcept {
  const double la = luminance(a);
  const double lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const Palette& palette(Theme theme) noexcept {
  return theme == Theme::dark ? kDark : kLight;
}

}  // namespace kharita::app::ui
