// What a saved picture shall be: what the export dialog shows and render's options say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kharita::app {

inline constexpr int kMaxPicturePx = 16384;  // a side

enum class PictureFormat : std::uint8_t { png, svg, pdf, geotiff };
enum class PictureSize : std::uint8_t { window, window_twice, full_hd, ultra_hd, own };

struct PictureOptions {
  PictureFormat format = PictureFormat::png;
  PictureSize size = PictureSize::window;
  int own_width = 1920;  // px
  int own_height = 1080;
  int scale = 0;  // pixels a point, 1 to 4; 0: lines and words as large beside the map as in the window
  bool transparent = false;
  std::string title;  // empty: none
  bool filters = true;
  bool legend = true;
  bool scale_bar = true;
  bool north_arrow = false;
  bool credits = true;
  friend bool operator==(const PictureOptions&, const PictureOptions&) = default;
};

struct PictureSides {
  int width = 0;
  int height = 0;
  friend bool operator==(const PictureSides&, const PictureSides&) = default;
};
[[nodiscard]] PictureSides sides_of(const PictureOptions& options, PictureSides window) noexcept;

// ".png"
[[nodiscard]] std::string_view ending_of(PictureFormat format) noexcept;
// A file's name with the format's ending: in place of another format's, else behind it.
[[nodiscard]] std::string with_ending(std::string file, PictureFormat format);

// A side in pixels, from 1 to `most`, in European or Arabic-Indic digits; none where it is no such number.
[[nodiscard]] std::optional<int> parse_side(std::string_view text, int most) noexcept;

}  // namespace kharita::app
