// One paragraph, analysed (bidi levels, breaks, scripts), shaped, and cut into lines.
#pragma once

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>

#include <cstdint>
#include <vector>

#include "app/typeset/fonts.h"
#include "app/typeset/unicode_text.h"

namespace kharita::app::typeset {

// A glyph as HarfBuzz placed it; lengths in px, y up. `unit` is the cluster's first UTF-16 unit.
struct ShapedGlyph {
  std::uint32_t glyph = 0;
  std::uint32_t unit = 0;
  std::uint32_t letter = 0;  // the same, but where clusters were joined, of those before
  float advance = 0;
  float dx = 0;
  float dy = 0;
  FontId font = 0;
  bool drawn = true;  // false for tabs
};

// Units of one direction, script and font, with their glyphs in visual order.
struct Item {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::uint32_t first_glyph = 0;
  std::uint32_t last_glyph = 0;
  FontId font = 0;
  UBiDiLevel level = 0;
  std::int32_t script = 0;  // UScriptCode
};

// A line's units; `ink_end` leaves out the white space that hangs at a break.
struct LineUnits {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  std::uint32_t ink_end = 0;
};

// ICU's tools, made once: they allocate.
class BreakTools {
 public:
  BreakTools();
  [[nodiscard]] bool ok() const noexcept { return bidi_ && line_bidi_ && graphemes_ && lines_; }
  [[nodiscard]] UBiDi* bidi() const noexcept { return bidi_.get(); }
  [[nodiscard]] UBiDi* line_bidi() const noexcept { return line_bidi_.get(); }
  [[nodiscard]] UBreakIterator* graphemes() const noexcept { return graphemes_.get(); }
  [[nodiscard]] UBreakIterator* lines() const noexcept { return lines_.get(); }

 private:
  Handle<UBiDi, ubidi_close> bidi_;
  Handle<UBiDi, ubidi_close> line_bidi_;
  Handle<UBreakIterator, ubrk_close> graphemes_;
  Handle<UBreakIterator, ubrk_close> lines_;
};

// Reusable: shape() forgets the paragraph before. The bidi state of `tools` belongs to the paragraph shaped
// last.
class Paragraph {
 public:
  Paragraph();
  // `text` is taken as it is after decode().
  void shape(BreakTools& tools, FontSet& fonts, const Style& style, Direction direction);

  ParagraphText text;

  [[nodiscard]] bool right_to_left() const noexcept { return right_to_left_; }
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(text.units.size()); }
  [[nodiscard]] const std::vector<Item>& items() const noexcept { return items_; }
  [[nodiscard]] const std::vector<ShapedGlyph>& glyphs() const noexcept { return glyphs_; }
  // Of the cluster that starts at a unit, px; 0 within a cluster.
  [[nodiscard]] float advance(std::uint32_t unit) const noexcept { return advance_[unit]; }
  [[nodiscard]] float advance(std::uint32_t start, std::uint32_t end) const noexcept;
  [[nodiscard]] bool grapheme_starts(std::uint32_t unit) const noexcept {
    return (flags_[unit] & kGrapheme) != 0;
  }
  [[nodiscard]] bool cluster_starts(std::uint32_t unit) const noexcept {
    return (flags_[unit] & kCluster) != 0;
  }
  // Where a line or an ellipsis may cut between letters.
  [[nodiscard]] bool may_cut(std::uint32_t unit) const noexcept {
    return grapheme_starts(unit) && cluster_starts(unit);
  }

  // The line that starts at `start` and fits `max_width` (0: everything). Holds at least one grapheme unless
  // at the end.
  [[nodiscard]] LineUnits line_from(std::uint32_t start, float max_width) const;

 private:
  static constexpr std::uint8_t kGrapheme = 1;
  static constexpr std::uint8_t kBreak = 2;
  static constexpr std::uint8_t kCluster = 4;
  static constexpr std::uint8_t kSpace = 8;

  void mark_breaks(BreakTools& tools);
  void itemise(BreakTools& tools, FontSet& fonts, Weight weight);
  void shape_item(FontSet& fonts, Item& item, float size_px);
  void join_widthless_clusters(const Item& item);
  [[nodiscard]] std::uint32_t without_spaces(std::uint32_t start, std::uint32_t end) const noexcept;

  Handle<hb_buffer_t, hb_buffer_destroy> buffer_;
  std::vector<Item> items_;
  std::vector<ShapedGlyph> glyphs_;
  std::vector<float> advance_;       // one a unit
  std::vector<std::uint8_t> flags_;  // one a unit and one for the end
  bool right_to_left_ = false;
};

}  // namespace kharita::app::typeset
