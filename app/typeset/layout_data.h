// What a Layout holds. Inside app/typeset only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/typeset/text_engine.h"

namespace kharita::app::typeset {

// A grapheme on a line. Its caret stands at the left edge where it reads left to right, else at the right
// one.
struct Letter {
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;
  float left = 0;
  float right = 0;
  bool right_to_left = false;

  [[nodiscard]] float leading() const noexcept { return right_to_left ? right : left; }
  [[nodiscard]] float trailing() const noexcept { return right_to_left ? left : right; }
};

// A line's part of LayoutData's vectors.
struct LineIndex {
  std::uint32_t first_letter = 0;
  std::uint32_t last_letter = 0;
  std::uint32_t first_stop = 0;
  std::uint32_t last_stop = 0;
};

// Where a caret can stand, in visual order along the line.
struct CaretStop {
  float x = 0;
  std::uint32_t byte = 0;
};

struct LayoutData {
  float width = 0;
  float height = 0;
  bool truncated = false;
  std::vector<GlyphQuad> glyphs;
  std::vector<GlyphQuad> halo;
  std::vector<PlacedGlyph> placed;
  std::string text;
  Style style;
  std::vector<LineBox> lines;
  std::vector<LineIndex> index;  // one a line
  std::vector<Letter> letters;   // by line, in visual order
  std::vector<CaretStop> stops;  // by line, from left to right

  [[nodiscard]] std::size_t line_of_byte(std::uint32_t byte) const noexcept;
  [[nodiscard]] std::size_t line_at(float y) const noexcept;
  [[nodiscard]] const CaretStop* stop_of(std::size_t line, std::uint32_t byte) const noexcept;
  [[nodiscard]] std::size_t bytes_held() const noexcept;
};

}  // namespace kharita::app::typeset
