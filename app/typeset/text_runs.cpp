#include "app/typeset/text_runs.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace kharita::app::typeset {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

// Characters that show nothing and say nothing outside of the whole text: control characters, and those that
// steer the direction.
bool steers(UChar32 c) {
  return u_charType(c) == U_CONTROL_CHAR || c == 0x2060 || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL);
}

void append(UChar32 c, std::string& out) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  UBool failed = 0;
  U8_APPEND(bytes, length, U8_MAX_LENGTH, c, failed);
  if (failed == 0) out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

// The text of a cluster; "…" stands for none of the original's.
std::string text_of(std::string_view text, const PlacedGlyph& glyph) {
  std::string out;
  if (glyph.byte_end <= glyph.byte_start) {
    append(0x2026, out);
    return out;
  }
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto at = static_cast<std::int32_t>(glyph.byte_start);
  const auto end = static_cast<std::int32_t>(std::min<std::size_t>(glyph.byte_end, text.size()));
  while (at < end) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, end, c);
    if (c < 0 || U_IS_UNICODE_NONCHAR(c)) c = kReplacement;
    if (!steers(c)) append(c, out);
  }
  return out;
}

bool same_cluster(const PlacedGlyph& a, const PlacedGlyph& b) {
  return a.byte_start == b.byte_start && a.byte_end == b.byte_end;
}

// Whether two glyphs beside each other are of one run: of one font, and beside each other in the text, too.
bool goes_on(const PlacedGlyph& left, const PlacedGlyph& right) {
  if (left.font != right.font || left.right_to_left != right.right_to_left) return false;
  if (same_cluster(left, right)) return true;
  return left.right_to_left ? right.byte_end == left.byte_start : left.byte_end == right.byte_start;
}

struct Piece {
  std::string text;
  std::uint32_t glyphs = 0;
};

// One run of glyphs alike in font and direction; clusters without text are left out.
TextRun make_run(std::string_view text, std::span<const PlacedGlyph> glyphs) {
  TextRun run{glyphs.front().font, glyphs.front().right_to_left, {}, {}, {}};
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < glyphs.size();) {
    std::size_t end = i + 1;
    while (end < glyphs.size() && same_cluster(glyphs[i], glyphs[end]))
      ++end;
    Piece piece{text_of(text, glyphs[i]), static_cast<std::uint32_t>(end - i)};
    if (!piece.text.empty()) {
      run.glyphs.insert(run.glyphs.end(), glyphs.begin() + static_cast<std::ptrdiff_t>(i),
                        glyphs.begin() + static_cast<std::ptrdiff_t>(end));
      pieces.push_back(std::move(piece));
    }
    i = end;
  }
  if (run.right_to_left) std::reverse(pieces.begin(), pieces.end());
  for (const Piece& piece : pieces) {
    run.text += piece.text;
    run.clusters.push_back({static_cast<std::uint32_t>(piece.text.size()), piece.glyphs});
  }
  return run;
}

}  // namespace

std::vector<TextLine> text_lines(const Layout& layout) {
  std::vector<TextLine> lines;
  for (const LineBox& box : layout.lines()) {
    TextLine line{box, {}};
    const auto glyphs = layout.placed_glyphs().subspan(box.first_glyph, box.last_glyph - box.first_glyph);
    for (std::size_t i = 0; i < glyphs.size();) {
      std::size_t end = i + 1;
      while (end < glyphs.size() && goes_on(glyphs[end - 1], glyphs[end]))
        ++end;
      TextRun run = make_run(layout.text(), glyphs.subspan(i, end - i));
      if (!run.glyphs.empty()) line.runs.push_back(std::move(run));
      i = end;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<const TextRun*> reading_order(const TextLine& line) {
  std::vector<const TextRun*> runs;
  for (const TextRun& run : line.runs)
    runs.push_back(&run);
  const auto first_byte = [](const TextRun* run) {
    return std::ranges::min_element(run->glyphs, {}, &PlacedGlyph::byte_start)->byte_start;
  };
  std::ranges::stable_sort(runs, {}, first_byte);
  return runs;
}

}  // namespace kharita::app::typeset
