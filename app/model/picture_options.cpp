#include "app/model/picture_options.h"

#include <algorithm>
#include <array>

namespace kharita::app {
namespace {

constexpr std::array<std::string_view, 4> kEndings{".png", ".svg", ".pdf", ".tif"};

}  // namespace

PictureSides sides_of(const PictureOptions& options, PictureSides window) noexcept {
  switch (options.size) {
    case PictureSize::full_hd:
      return {1920, 1080};
    case PictureSize::ultra_hd:
      return {3840, 2160};
    case PictureSize::own:
      return {options.own_width, options.own_height};
    case PictureSize::window_twice:
      return {std::min(2 * window.width, kMaxPicturePx), std::min(2 * window.height, kMaxPicturePx)};
    case PictureSize::window:
      break;
  }
  return window;
}

std::string_view ending_of(PictureFormat format) noexcept {
  return kEndings[static_cast<std::size_t>(format)];
}

std::string with_ending(std::string file, PictureFormat format) {
  for (const std::string_view ending : kEndings) {
    if (!file.ends_with(ending)) continue;
    file.resize(file.size() - ending.size());
    break;
  }
  return file.append(ending_of(format));
}

std::optional<int> parse_side(std::string_view text, int most) noexcept {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  int side = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    int digit = -1;
    if (text[0] >= '0' && text[0] <= '9') {
      digit = text[0] - '0';
      text.remove_prefix(1);
    } else if (text.size() >= 2 && text[0] == '\xD9' && text[1] >= '\xA0' && text[1] <= '\xA9') {
      digit = text[1] - '\xA0';  // ٠ to ٩
      text.remove_prefix(2);
    } else if (text.size() >= 2 && text[0] == '\xDB' && text[1] >= '\xB0' && text[1] <= '\xB9') {
      digit = text[1] - '\xB0';  // ۰ to ۹
      text.remove_prefix(2);
    }
    if (digit < 0) return std::nullopt;
    side = 10 * side + digit;
    if (side > most) return std::nullopt;
  }
  if (side < 1) return std::nullopt;
  return side;
}

}  // namespace kharita::app
