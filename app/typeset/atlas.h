// One picture that holds every glyph in use. Knows no OpenGL: see atlas_texture.h for what uploads it.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "app/typeset/fonts.h"

namespace kharita::app::typeset {

// Where a glyph's picture lies, in atlas pixels; left and top as GlyphImage.
struct AtlasGlyph {
  std::int16_t x = 0;
  std::int16_t y = 0;
  std::int16_t width = 0;
  std::int16_t height = 0;
  std::int16_t left = 0;
  std::int16_t top = 0;
};

// Rows of glyphs of like height, 8 bits of coverage a pixel. A glyph stays where it is until clear().
class Atlas {
 public:
  static constexpr int kWidth = 2048;
  static constexpr int kHeight = 4096;
  static constexpr int kWhite = 2;  // (kWhite, kWhite) is amid texels of full coverage

  Atlas();
  [[nodiscard]] const AtlasGlyph* find(std::uint64_t key) const;
  // Null where the atlas is full: is_full() holds from then on.
  const AtlasGlyph* add(std::uint64_t key, const GlyphImage& image);
  [[nodiscard]] bool is_full() const noexcept { return full_; }
  [[nodiscard]] bool nearly_full() const noexcept { return next_row_ > kHeight * 3 / 4; }
  void clear();

  // Rows [first, last) that changed since taken last; their pixels are at row_pixels(first).
  struct Rows {
    int first = 0;
    int last = 0;
  };
  [[nodiscard]] Rows take_changed_rows() noexcept;
  [[nodiscard]] const std::uint8_t* row_pixels(int row) const noexcept;

 private:
  struct Shelf {
    int top = 0;
    int height = 0;
    int used = 0;
  };
  [[nodiscard]] Shelf* shelf_for(int width, int height);
  void put(int x, int y, int width, int height, const std::uint8_t* coverage);

  std::vector<std::uint8_t> pixels_;  // kWidth a row, as many rows as are used
  std::vector<Shelf> shelves_;
  std::unordered_map<std::uint64_t, AtlasGlyph> glyphs_;
  int next_row_ = 0;
  Rows changed_;
  bool full_ = false;
};

}  // namespace kharita::app::typeset
