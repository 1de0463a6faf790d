#include "app/typeset/fonts.h"

#include <hb-ot.h>

#include FT_GLYPH_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <optional>

namespace kharita::app::typeset {
namespace {

constexpr const char* kArabicFamily = "Noto Naskh Arabic";
constexpr const char* kLatinFamily = "Noto Sans";
constexpr float kContrast = 1.2f;  // lifts thin strokes: 1 leaves coverage as it is

using Pattern = Handle<FcPattern, FcPatternDestroy>;

struct FoundFile {
  std::string path;
  int index = 0;
};

std::optional<FoundFile> found_file(const FcPattern* pattern) {
  FcChar8* path = nullptr;
  int index = 0;
  if (FcPatternGetString(pattern, FC_FILE, 0, &path) != FcResultMatch) return std::nullopt;
  (void)FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
  return FoundFile{reinterpret_cast<const char*>(path), index};
}

Pattern query(const char* family, Weight weight) {
  Pattern pattern{FcPatternCreate()};
  if (family != nullptr) {
    FcPatternAddString(pattern.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  }
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, weight == Weight::bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
  FcPatternAddInteger(pattern.get(), FC_SLANT, FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

bool is_drawable(const FcPattern* pattern) {
  FcBool scalable = FcFalse;
  FcBool color = FcFalse;
  (void)FcPatternGetBool(pattern, FC_SCALABLE, 0, &scalable);
  (void)FcPatternGetBool(pattern, FC_COLOR, 0, &color);
  return scalable == FcTrue && color != FcTrue;
}

const std::array<std::uint8_t, 256>& contrast_table() {
  static const auto table = [] {
    std::array<std::uint8_t, 256> t{};
    for (std::size_t i = 0; i < t.size(); ++i) {
      t[i] = static_cast<std::uint8_t>(
          std::lround(255.0f * std::pow(static_cast<float>(i) / 255.0f, 1.0f / kContrast)));
    }
    return t;
  }();
  return table;
}

GlyphImage image_of(const FT_Bitmap& bitmap, int left, int top) {
  GlyphImage image;
  if (bitmap.pixel_mode != FT_PIXEL_MODE_GRAY || bitmap.pitch < 0) return image;
  image.width = static_cast<int>(bitmap.width);
  image.height = static_cast<int>(bitmap.rows);
  image.left = left;
  image.top = -top;
  image.coverage.resize(std::size_t{bitmap.width} * bitmap.rows);
  const auto& table = contrast_table();
  for (std::size_t y = 0; y < bitmap.rows; ++y) {
    const std::uint8_t* row = bitmap.buffer + y * static_cast<std::size_t>(bitmap.pitch);
    std::transform(row, row + bitmap.width,
                   image.coverage.begin() + static_cast<std::ptrdiff_t>(y * bitmap.width),
                   [&](std::uint8_t c) { return table[c]; });
  }
  return image;
}

// The larger coverage of both; `over` lies within `base`.
void join(GlyphImage& base, const GlyphImage& over) {
  for (int y = 0; y < over.height; ++y) {
    const int row = y + over.top - base.top;
    if (row < 0 || row >= base.height) continue;
    for (int x = 0; x < over.width; ++x) {
      const int column = x + over.left - base.left;
      if (column < 0 || column >= base.width) continue;
      std::uint8_t& target = base.coverage[static_cast<std::size_t>(row * base.width + column)];
      target = std::max(target, over.coverage[static_cast<std::size_t>(y * over.width + x)]);
    }
  }
}

FT_F26Dot6 to_26_6(float px) {
  return static_cast<FT_F26Dot6>(std::lround(px * 64.0f));
}

std::size_t index_of(Weight weight) {
  return weight == Weight::bold ? 1 : 0;
}

}  // namespace

Result<FontSet> FontSet::create() {
  FontSet fonts;
  FT_Library library = nullptr;
  FT_Stroker stroker = nullptr;
  if (FT_Init_FreeType(&library) != 0) return fail(ErrorCode::graphics, "FreeType cannot be started.");
  fonts.library_.reset(library);
  if (FT_Stroker_New(library, &stroker) != 0)
    return fail(ErrorCode::graphics, "FreeType's stroker cannot be started.");
  fonts.stroker_.reset(stroker);
  if (FcInit() != FcTrue) {
    return fail(ErrorCode::graphics, "fontconfig cannot be started: install the package fontconfig-config.");
  }
  for (const Weight weight : {Weight::regular, Weight::bold}) {
    const int arabic = fonts.load_family(kArabicFamily, weight, kArabicScale, false);
    const int latin = fonts.load_family(kLatinFamily, weight, 1.0f, true);
    if (arabic < 0 || latin < 0) {
      return fail(ErrorCode::graphics, "The font {} is not installed: install the package fonts-noto-core.",
                  arabic < 0 ? kArabicFamily : kLatinFamily);
    }
    fonts.arabic_[index_of(weight)] = static_cast<FontId>(arabic);
    fonts.latin_[index_of(weight)] = static_cast<FontId>(latin);
  }
  return fonts;
}

int FontSet::load(const std::string& file, int index, float scale, bool hinted) {
  const auto [entry, is_new] = loaded_.try_emplace(fmt::format("{}#{}", file, index), -1);
  if (!is_new) return entry->second;
  FT_Face face = nullptr;
  if (FT_New_Face(library_.get(), file.c_str(), index, &face) != 0) return -1;
  Font font{.face = Handle<FT_FaceRec_, FT_Done_Face>(face),
            .shaper = {},
            .scale = scale,
            .hinted = hinted,
            .path = file,
            .index = index};
  const Handle<hb_blob_t, hb_blob_destroy> blob{hb_blob_create_from_file_or_fail(file.c_str())};
  if (!blob) return -1;
  const Handle<hb_face_t, hb_face_destroy> hb_face{hb_face_create(blob.get(), static_cast<unsigned>(index))};
  font.shaper.reset(hb_font_create(hb_face.get()));
  fonts_.push_back(std::move(font));
  entry->second = static_cast<int>(fonts_.size() - 1);
  return entry->second;
}

int FontSet::load_family(const char* family, Weight weight, float scale, bool hinted) {
  const Pattern pattern = query(family, weight);
  FcResult result = FcResultNoMatch;
  const Pattern match{FcFontMatch(nullptr, pattern.get(), &result)};
  if (!match) return -1;
  FcChar8* found = nullptr;  // fontconfig always finds something: is it this family?
  if (FcPatternGetString(match.get(), FC_FAMILY, 0, &found) != FcResultMatch) return -1;
  if (FcStrCmpIgnoreCase(found, reinterpret_cast<const FcChar8*>(family)) != 0) return -1;
  const auto file = found_file(match.get());
  return file ? load(file->path, file->index, scale, hinted) : -1;
}

bool FontSet::has_glyph(FontId font, char32_t character) const {
  return FT_Get_Char_Index(fonts_[font].face.get(), character) != 0;
}

FontFile FontSet::file_of(FontId font) const {
  if (font >= fonts_.size()) return {};
  const Font& f = fonts_[font];
  const char* family = f.face->family_name;
  return {f.path, f.index, family != nullptr ? family : "", f.scale,
          (f.face->style_flags & FT_STYLE_FLAG_BOLD) != 0};
}

int FontSet::fallback_for(char32_t character, Weight weight) {
  auto& others = others_[index_of(weight)];
  if (!others) {
    FcResult result = FcResultNoMatch;
    const Pattern pattern = query(kLatinFamily, weight);
    others.reset(FcFontSort(nullptr, pattern.get(), FcFalse, nullptr, &result));
  }
  if (!others) return -1;
  for (int i = 0; i < others->nfont; ++i) {
    const FcPattern* pattern = others->fonts[i];
    FcCharSet* characters = nullptr;
    if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) != FcResultMatch) continue;
    if (FcCharSetHasChar(characters, character) != FcTrue || !is_drawable(pattern)) continue;
    const auto file = found_file(pattern);
    const int font = file ? load(file->path, file->index, 1.0f, true) : -1;
    if (font >= 0) return font;
  }
  return -1;
}

FontId FontSet::font_for(char32_t character, bool arabic, Weight weight) {
  const std::uint64_t key = std::uint64_t{character} << 2 | std::uint64_t{arabic} << 1 | index_of(weight);
  const auto [entry, is_new] = chosen_.try_emplace(key, FontId{0});
  if (!is_new) return entry->second;
  const FontId first = (arabic ? arabic_ : latin_)[index_of(weight)];
  const FontId second = (arabic ? latin_ : arabic_)[index_of(weight)];
  if (has_glyph(first, character)) {
    entry->second = first;
  } else if (has_glyph(second, character)) {
    entry->second = second;
  } else {
    const int other = fallback_for(character, weight);
    entry->second = other < 0 ? latin_[index_of(weight)] : static_cast<FontId>(other);
  }
  return entry->second;
}

hb_font_t* FontSet::shaper(FontId font, float size_px) {
  const Font& f = fonts_[font];
  const int scale = static_cast<int>(to_26_6(size_px * f.scale));
  int x = 0;
  int y = 0;
  hb_font_get_scale(f.shaper.get(), &x, &y);
  if (x != scale || y != scale) hb_font_set_scale(f.shaper.get(), scale, scale);
  return f.shaper.get();
}

GlyphImage FontSet::draw(FontId font, std::uint32_t glyph, float size_px, float shift_px, float halo_px) {
  const Font& f = fonts_[font];
  FT_Face face = f.face.get();
  if (FT_Set_Char_Size(face, 0, to_26_6(size_px * f.scale), 72, 72) != 0) return {};
  const FT_Int32 flags = FT_LOAD_NO_BITMAP | (f.hinted ? FT_LOAD_TARGET_LIGHT : FT_LOAD_NO_HINTING);
  if (FT_Load_Glyph(face, glyph, flags) != 0 || face->glyph->format != FT_GLYPH_FORMAT_OUTLINE) return {};
  FT_Outline_Translate(&face->glyph->outline, to_26_6(shift_px), 0);

  GlyphImage grown;
  if (halo_px > 0) {
    FT_Glyph outline = nullptr;
    if (FT_Get_Glyph(face->glyph, &outline) != 0) return {};
    FT_Stroker_Set(stroker_.get(), to_26_6(halo_px), FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
    if (FT_Glyph_Stroke(&outline, stroker_.get(), 1) == 0 &&
        FT_Glyph_To_Bitmap(&outline, FT_RENDER_MODE_NORMAL, nullptr, 1) == 0) {
      const auto* bitmap = reinterpret_cast<FT_BitmapGlyph>(outline);
      grown = image_of(bitmap->bitmap, bitmap->left, bitmap->top);
    }
    FT_Done_Glyph(outline);
  }
  if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return grown;
  GlyphImage image = image_of(face->glyph->bitmap, face->glyph->bitmap_left, face->glyph->bitmap_top);
  if (halo_px <= 0) return image;
  join(grown, image);
  return grown;
}

}  // namespace kharita::app::typeset
