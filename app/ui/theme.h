// Colours and measures of the window, in one place. Colours tell apart for colour-blind readers, too (Okabe
// and Ito's blues and oranges); every text colour stands at least kMinTextContrast against what it is drawn
// on.
#pragma once

#include <array>
#include <cstdint>

#include "app/model/map_scene.h"

namespace kharita::app::ui {

// sRGB, straight alpha.
struct Color {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;

  [[nodiscard]] static constexpr Color hex(std::uint32_t rgb, std::uint8_t alpha = 255) noexcept {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xFF),
            static_cast<std::uint8_t>(rgb & 0xFF), alpha};
  }
  [[nodiscard]] constexpr Color with_alpha(std::uint8_t alpha) const noexcept { return {r, g, b, alpha}; }
  friend constexpr bool operator==(const Color&, const Color&) = default;
};

inline constexpr Color kNoColor{0, 0, 0, 0};

// `over` blended onto the opaque `under`.
[[nodiscard]] Color blend(Color over, Color under) noexcept;
// WCAG 2.1, of opaque colours: within [1, 21].
[[nodiscard]] double contrast(Color a, Color b) noexcept;
inline constexpr double kMinTextContrast = 4.5;

struct Palette {
  Color window;  // behind everything
  Color panel;   // panels and popups
  Color field;   // input fields, tracks
  Color raised;  // buttons, chips
  Color raised_hovered;
  Color raised_pressed;
  Color border;
  Color text;
  Color text_muted;     // second lines, placeholders, axis labels
  Color text_disabled;  // of controls that cannot be used
  Color accent;         // what is chosen; focus
  Color accent_hovered;
  Color on_accent;    // text on accent
  Color accent_text;  // accent as a text colour, on panel
  Color selection;    // behind selected text and rows; translucent
  Color hover;        // behind hovered rows; translucent
  Color warning;      // text
  Color error;        // text
  Color success;      // text
  Color mention;      // behind a mention in the reader; translucent
  Color mention_hovered;
  Color mention_doubtful;
  Color mention_line;           // under it
  Color bar_all;                // histogram: all articles
  Color bar_passing;            // of these, those that pass
  std::array<Color, 6> series;  // parts of stacked bars; the last is of all others
  Color hit;                    // behind what the search found; translucent
  Color hit_shown;              // behind the one that is stepped to
  Color brush;                  // over the chosen range; translucent
  Color shadow;                 // under popups; translucent
  Color veil;                   // over what a modal message covers
};

[[nodiscard]] const Palette& palette(Theme theme) noexcept;

// Points: multiply by Ui::scale() for pixels.
namespace metric {
inline constexpr float kGap = 8;  // between two widgets
inline constexpr float kSmallGap = 4;
inline constexpr float kPadding = 12;  // of a panel
inline constexpr float kControlHeight = 30;
inline constexpr float kControlPadding = 10;  // left and right of a control's words
inline constexpr float kChipHeight = 26;
inline constexpr float kChoiceHeight = 26;
inline constexpr float kIcon = 16;
inline constexpr float kRadius = 6;
inline constexpr float kLine = 1;
inline constexpr float kScrollbar = 12;
inline constexpr float kTextSmall = 12.5f;
inline constexpr float kTextBody = 14.5f;
inline constexpr float kTextHeading = 16;
inline constexpr float kTextTitle = 21;
inline constexpr float kTextReader = 17;
inline constexpr float kReaderLineHeight = 1.18f;
}  // namespace metric

}  // namespace kharita::app::ui
