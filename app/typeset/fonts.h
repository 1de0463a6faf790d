// The fonts: Noto Naskh Arabic for Arabic script, Noto Sans for the rest, and whatever fontconfig knows for
// what these lack.
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_STROKER_H
#include <fontconfig/fontconfig.h>
#include <hb.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/typeset/text_engine.h"
#include "geo/error.h"

namespace kharita::app::typeset {

using FontId = std::uint16_t;

template <auto destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* object) const noexcept {
    destroy(object);
  }
};
template <typename T, auto destroy>
using Handle = std::unique_ptr<T, Destroyer<destroy>>;

// Naskh letters are small in their em square: they are set this much larger, so that Arabic and Latin read as
// one size.
inline constexpr float kArabicScale = 1.12f;
// The line's extent in em, the same for every script, so that rows of lists and of mixed text stand evenly.
inline constexpr float kAscentEm = 1.10f;
inline constexpr float kDescentEm = 0.48f;

// A face for shaping (HarfBuzz, unhinted) and drawing (FreeType).
struct Font {
  Handle<FT_FaceRec_, FT_Done_Face> face;
  Handle<hb_font_t, hb_font_destroy> shaper;
  float scale = 1;      // of the style's size
  bool hinted = false;  // lightly: stems snap to pixel rows
  std::string path;
  int index = 0;
};

// A glyph's coverage, top row first; `left` and `top` are the corner's place, px from the pen on the
// baseline, y down.
struct GlyphImage {
  int width = 0;
  int height = 0;
  int left = 0;
  int top = 0;
  std::vector<std::uint8_t> coverage;
};

class FontSet {
 public:
  [[nodiscard]] static Result<FontSet> create();

  // The font for a character within Arabic script (or not). Where no font has it, the first choice, whose box
  // for missing glyphs is drawn.
  [[nodiscard]] FontId font_for(char32_t character, bool arabic, Weight weight);
  [[nodiscard]] bool has_glyph(FontId font, char32_t character) const;
  [[nodiscard]] FontFile file_of(FontId font) const;
  // Set to `size_px` (of the style; the font's own scale is applied); advances come in 1/64 px.
  [[nodiscard]] hb_font_t* shaper(FontId font, float size_px);
  // Coverage of a glyph moved right by `shift_px` within [0, 1), grown by `halo_px` on every side.
  [[nodiscard]] GlyphImage draw(FontId font, std::uint32_t glyph, float size_px, float shift_px,
                                float halo_px);

 private:
  FontSet() = default;
  [[nodiscard]] int load(const std::string& file, int index, float scale, bool hinted);  // -1 where it fails
  [[nodiscard]] int load_family(const char* family, Weight weight, float scale, bool hinted);
  [[nodiscard]] int fallback_for(char32_t character, Weight weight);

  Handle<FT_LibraryRec_, FT_Done_FreeType> library_;
  Handle<FT_StrokerRec_, FT_Stroker_Done> stroker_;
  std::vector<Font> fonts_;
  std::array<FontId, 2> arabic_{};  // by Weight
  std::array<FontId, 2> latin_{};
  std::array<Handle<FcFontSet, FcFontSetDestroy>, 2>
      others_;                                   // by Weight, nearest first; filled on first use
  std::unordered_map<std::string, int> loaded_;  // "file#index" to font
  std::unordered_map<std::uint64_t, FontId> chosen_;
};

}  // namespace kharita::app::typeset
