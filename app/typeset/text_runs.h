// A layout as text that has been shaped already: what a drawing takes that keeps words as words.
#pragma once

#include <string>
#include <vector>

#include "app/typeset/text_engine.h"

namespace kharita::app::typeset {

// Bytes of a run's text and the glyphs that show them.
struct TextCluster {
  std::uint32_t bytes = 0;
  std::uint32_t glyphs = 0;
};

// Words of one font and direction on a line.
struct TextRun {
  std::uint16_t font = 0;
  bool right_to_left = false;
  std::string text;  // valid UTF-8 of characters in reading order, without what only steers the direction
  std::vector<PlacedGlyph> glyphs;    // from left to right
  std::vector<TextCluster> clusters;  // in reading order; they cover the text and the glyphs
};

struct TextLine {
  LineBox box;
  std::vector<TextRun> runs;  // from left to right
};

[[nodiscard]] std::vector<TextLine> text_lines(const Layout& layout);
// The runs of a line in reading order.
[[nodiscard]] std::vector<const TextRun*> reading_order(const TextLine& line);

}  // namespace kharita::app::typeset
