// Turns text into a Layout: paragraphs, lines, alignment, ellipsis, glyph pictures.
#pragma once

#include <memory>
#include <string_view>

#include "app/typeset/atlas.h"
#include "app/typeset/layout_data.h"
#include "app/typeset/paragraph.h"

namespace kharita::app::typeset {

// Reuses its buffers; holds nothing of a text between calls.
class Composer {
 public:
  Composer(FontSet& fonts, Atlas& atlas) : fonts_(&fonts), atlas_(&atlas) {}
  [[nodiscard]] bool ok() const noexcept { return tools_.ok(); }
  // False in `complete` where the atlas had no room for some glyph.
  void compose(std::string_view utf8, const Style& style, const LayoutOptions& options, LayoutData& out,
               bool& complete);

 private:
  void add_line(const Paragraph& paragraph, const LineUnits& units, bool ends_paragraph);
  void add_truncated_line(const Paragraph& paragraph, std::uint32_t start);
  void add_runs(const Paragraph& paragraph, const LineUnits& units);
  void add_run(const Paragraph& paragraph, std::uint32_t start, std::uint32_t end, bool right_to_left,
               std::uint32_t line_end);
  void add_item(const Paragraph& paragraph, const Item& item, std::uint32_t start, std::uint32_t end,
                std::uint32_t line_end);
  void add_letters(const Paragraph& paragraph, std::uint32_t start, std::uint32_t end, float left,
                   bool right_to_left);
  void add_stops(LineIndex& index, bool ends_paragraph, std::uint32_t end_byte);
  void add_glyph(const ShapedGlyph& glyph, std::uint32_t byte, ByteRange letters, bool right_to_left);
  void add_quad(const ShapedGlyph& glyph, std::uint32_t byte, float halo_px, std::vector<GlyphQuad>& quads);
  void align_lines();

  FontSet* fonts_;
  Atlas* atlas_;
  BreakTools tools_;
  Paragraph paragraph_;
  Paragraph shortened_;

  // Of the text under way.
  Style style_;
  LayoutOptions options_;
  LayoutData* out_ = nullptr;
  float pen_ = 0;       // px from the line's left
  float baseline_ = 0;  // px from the layout's top
  bool complete_ = true;
};

}  // namespace kharita::app::typeset
