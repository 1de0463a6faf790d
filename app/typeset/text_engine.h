// The one way to put words on screen and into pictures: shaping (HarfBuzz), bidi and line breaks (ICU),
// glyphs (FreeType) in one texture atlas. Arabic, Persian, Urdu, Kurdish, Latin and mixed lines come out
// joined and in the right order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/error.h"

namespace kharita::app::typeset {

enum class Weight : std::uint8_t { regular, bold };
// automatic: by the first strong letter.
enum class Direction : std::uint8_t { automatic, left_to_right, right_to_left };
// start: right for a right-to-left paragraph.
enum class Align : std::uint8_t { start, center, end };

inline constexpr float kMaxHaloPx = 6;

struct Style {
  float size_px = 16;  // of the em square, in framebuffer pixels
  Weight weight = Weight::regular;
  // 0: none; else within (0, kMaxHaloPx], in steps of 1/4: Layout::halo_glyphs() draws the outline.
  float halo_px = 0;
  friend constexpr bool operator==(const Style&, const Style&) = default;
};

// One glyph as a textured rectangle. Positions are pixels, y down, from the layout's top left; uv within [0,
// 1] of the atlas. Corners lie on whole pixels (the glyph's fraction is in its picture): text is crisp where
// the layout's origin is rounded, too.
struct GlyphQuad {
  float x0, y0, x1, y1;
  float u0, v0, u1, v1;
  std::uint32_t byte;  // of the text: the first of the cluster it draws; what highlighting goes by
  bool color = false;  // reserved for colour glyphs
};

// A glyph of a font's file: where its origin lies, px from the layout's top left, y down, not rounded to
// whole pixels. Glyphs that show the same letters bear the same bytes.
struct PlacedGlyph {
  float x = 0;
  float y = 0;
  std::uint32_t glyph = 0;       // its number in the file
  std::uint32_t byte_start = 0;  // of the text: the letters it shows, closed
  std::uint32_t byte_end = 0;    // open; the same as byte_start for "…" at a cut
  std::uint16_t font = 0;        // TextEngine::font_file
  bool right_to_left = false;
};

// What TextEngine draws a PlacedGlyph with.
struct FontFile {
  std::string path;
  int index = 0;       // of the face in the file
  std::string family;  // "Noto Naskh Arabic"
  float scale = 1;     // of the style's size: the em square is Style::size_px times this
  bool bold = false;
};

struct LineBox {
  float top = 0;  // px from the layout's top
  float baseline = 0;
  float height = 0;
  float left = 0;  // of its ink-bearing advance box
  float width = 0;
  std::uint32_t byte_start = 0;   // of the text, closed
  std::uint32_t byte_end = 0;     // open
  std::uint32_t first_glyph = 0;  // its part of glyphs(), halo_glyphs() and placed_glyphs()
  std::uint32_t last_glyph = 0;   // open
  bool right_to_left = false;     // of the paragraph
};

// A caret before the cluster at `byte`, or after the last one.
struct Caret {
  float x = 0;
  float top = 0;
  float height = 0;
};

struct Rect {
  float x0, y0, x1, y1;
};

struct LayoutData;

// A laid-out text. Immutable, cheap to share; its uvs are valid until TextEngine::generation changes (the
// atlas was rebuilt).
class Layout {
 public:
  [[nodiscard]] float width() const noexcept;   // px, of the widest line
  [[nodiscard]] float height() const noexcept;  // px
  [[nodiscard]] std::span<const GlyphQuad> glyphs() const noexcept;
  // The same glyphs grown by Style::halo_px on every side, solid: draw all of them in the halo's colour, then
  // glyphs() in the text's. Empty where the style has no halo.
  [[nodiscard]] std::span<const GlyphQuad> halo_glyphs() const noexcept;
  // The same glyphs for those that draw outlines or write text (text_runs.h).
  [[nodiscard]] std::span<const PlacedGlyph> placed_glyphs() const noexcept;
  [[nodiscard]] std::string_view text() const noexcept;  // as it came, perhaps broken UTF-8
  [[nodiscard]] Style style() const noexcept;
  [[nodiscard]] std::span<const LineBox> lines() const noexcept;
  [[nodiscard]] bool truncated() const noexcept;  // ends in "…"
  [[nodiscard]] Caret caret_at(std::uint32_t byte) const noexcept;
  [[nodiscard]] std::uint32_t byte_at(
      float x, float y) const noexcept;  // the nearest caret position, on a grapheme's edge
  // The first byte of the grapheme drawn under a point; none beside the lines.
  [[nodiscard]] std::optional<std::uint32_t> grapheme_at(float x, float y) const noexcept;
  [[nodiscard]] std::vector<Rect> boxes(std::uint32_t byte_start,
                                        std::uint32_t byte_end) const;  // for highlights: one or more a line
  // Caret movement on screen: the next grapheme edge to the left or right of the caret at `byte`.
  [[nodiscard]] std::uint32_t visual_left(std::uint32_t byte) const noexcept;
  [[nodiscard]] std::uint32_t visual_right(std::uint32_t byte) const noexcept;

 private:
  friend class TextEngine;
  std::shared_ptr<const LayoutData> data_;
};

struct LayoutOptions {
  float max_width_px = 0;  // 0: one line a paragraph; else lines break where ICU allows
  int max_lines = 0;       // 0: no limit; else the last line ends in "…"
  Direction direction = Direction::automatic;
  Align align = Align::start;
  float line_height = 1.0f;  // of the font's own line height
  friend bool operator==(const LayoutOptions& a, const LayoutOptions& b) noexcept;
};

// Main thread only, layout() works without OpenGL. Holds the fonts (Noto Naskh Arabic and Noto Sans through
// fontconfig, others as they are needed) and the atlas.
class TextEngine {
 public:
  // An error where no font for Arabic is found: it names the Debian package to install.
  [[nodiscard]] static Result<TextEngine> create();
  TextEngine(TextEngine&&) noexcept;
  TextEngine& operator=(TextEngine&&) noexcept;
  ~TextEngine();

  // Broken UTF-8 is drawn as U+FFFD; control and bidi embedding characters in `utf8` cannot reorder what
  // stands outside of it. Layouts are cached by text, style and options.
  [[nodiscard]] Layout layout(std::string_view utf8, const Style& style, const LayoutOptions& options = {});

  [[nodiscard]] FontFile font_file(std::uint16_t font) const;  // of PlacedGlyph::font

  // Between two frames: makes room where the atlas is nearly full, which changes the generation. Within a
  // frame uvs stay.
  void start_frame();

  // The atlas as an OpenGL texture; uploads what is new since the last call. Needs a current context; 0 where
  // none was loaded. It is swizzled: a shader samples (1, 1, 1, coverage), so ImGui's own shader draws it as
  // it is. (white_u, white_v) is a texel of full coverage.
  [[nodiscard]] std::uint32_t texture();
  [[nodiscard]] std::uint32_t generation() const noexcept;
  [[nodiscard]] float white_u() const noexcept;
  [[nodiscard]] float white_v() const noexcept;

 private:
  struct Impl;
  explicit TextEngine(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::app::typeset
