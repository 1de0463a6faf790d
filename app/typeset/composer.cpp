#include "app/typeset/composer.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::typeset {
namespace {

constexpr char16_t kEllipsis = 0x2026;
constexpr int kShifts = 4;  // pictures of a glyph a pixel, for its place between two pixels

bool is_space(char16_t unit) {
  return unit == u' ' || unit == u'\t';
}

struct LineMetrics {
  float height = 0;
  float ascent = 0;  // of the baseline below the line's top
};

// Whole pixels, so that every baseline is one; the extra of `line_height` goes half above and half below.
LineMetrics metrics_of(const Style& style, float line_height) {
  const float ascent = std::round(style.size_px * kAscentEm);
  const float descent = std::round(style.size_px * kDescentEm);
  const float height = std::max(1.0f, std::round((ascent + descent) * line_height));
  return {height, ascent + std::round((height - ascent - descent) / 2)};
}

std::uint64_t glyph_key(const ShapedGlyph& glyph, float size_px, int shift, float halo_px) {
  const auto quarters = [](float px) { return static_cast<std::uint64_t>(std::lround(px * 4)); };
  return std::uint64_t{glyph.font} << 48 | (std::uint64_t{glyph.glyph} & 0xFFFFFF) << 24 |
         quarters(size_px) << 8 | quarters(halo_px) << 2 | static_cast<std::uint64_t>(shift);
}

}  // namespace

void Composer::compose(std::string_view utf8, const Style& style, const LayoutOptions& options,
                       LayoutData& out, bool& complete) {
  style_ = style;
  options_ = options;
  out_ = &out;
  complete_ = true;
  out.text = utf8;
  out.style = style;
  const auto full = [&] {
    return options.max_lines > 0 && out.lines.size() >= static_cast<std::size_t>(options.max_lines);
  };
  const std::vector<ByteRange> paragraphs = split_paragraphs(utf8);
  for (std::size_t i = 0; i < paragraphs.size() && !full(); ++i) {
    const bool more_paragraphs = i + 1 < paragraphs.size();
    decode(utf8, paragraphs[i].start, paragraphs[i].end, paragraph_.text);
    paragraph_.shape(tools_, *fonts_, style_, options_.direction);
    std::uint32_t start = 0;
    do {
      const LineUnits line = paragraph_.line_from(start, options_.max_width_px);
      const bool last_line =
          options_.max_lines > 0 && out.lines.size() + 1 == static_cast<std::size_t>(options_.max_lines);
      if (last_line && (line.end < paragraph_.size() || more_paragraphs)) {
        add_truncated_line(paragraph_, start);
      } else {
        add_line(paragraph_, line, line.end == paragraph_.size());
      }
      start = line.end;
    } while (start < paragraph_.size() && !full());
  }
  align_lines();
  complete = complete_;
}

// The line's text cut so that it fits with "…" behind it. Cutting changes how the last letter joins: shaped
// anew and checked.
void Composer::add_truncated_line(const Paragraph& paragraph, std::uint32_t start) {
  out_->truncated = true;
  const Direction direction = paragraph.right_to_left() ? Direction::right_to_left : Direction::left_to_right;
  const float max = options_.max_width_px;
  const float room = max > 0 ? max - style_.size_px * 0.8f : 0;  // about what "…" takes
  std::uint32_t cut = start;
  float width = 0;
  while (cut < paragraph.size() && (max <= 0 || width + paragraph.advance(cut) <= room)) {
    width += paragraph.advance(cut);
    ++cut;
  }
  while (cut > start && !paragraph.may_cut(cut))
    --cut;
  for (;;) {
    while (cut > start && is_space(paragraph.text.units[cut - 1]))
      --cut;
    const auto from = static_cast<std::ptrdiff_t>(start);
    const auto to = static_cast<std::ptrdiff_t>(cut);
    shortened_.text.units.assign(paragraph.text.units, start, cut - start);
    shortened_.text.units.push_back(kEllipsis);
    const auto& bytes = paragraph.text.byte_of;
    shortened_.text.byte_of.assign(bytes.begin() + from, bytes.begin() + to);
    shortened_.text.byte_of.insert(shortened_.text.byte_of.end(), 2, bytes[cut]);
    shortened_.shape(tools_, *fonts_, style_, direction);
    if (max <= 0 || cut == start || shortened_.advance(0, shortened_.size()) <= max) break;
    do {
      --cut;
    } while (cut > start && !paragraph.may_cut(cut));
  }
  add_line(shortened_, {0, shortened_.size(), shortened_.size()}, false);
}

void Composer::add_line(const Paragraph& paragraph, const LineUnits& units, bool ends_paragraph) {
  const LineMetrics metrics = metrics_of(style_, options_.line_height);
  LineBox box;
  box.top = out_->height;
  box.height = metrics.height;
  box.baseline = box.top + metrics.ascent;
  box.width = paragraph.advance(units.start, units.ink_end);
  box.byte_start = paragraph.text.byte_of[units.start];
  box.byte_end = paragraph.text.byte_of[units.end];
  box.right_to_left = paragraph.right_to_left();

  LineIndex index;
  index.first_letter = static_cast<std::uint32_t>(out_->letters.size());
  box.first_glyph = static_cast<std::uint32_t>(out_->glyphs.size());
  baseline_ = box.baseline;
  pen_ =
      box.right_to_left ? -paragraph.advance(units.ink_end, units.end) : 0;  // hanging spaces stand outside
  if (units.start < units.end) add_runs(paragraph, units);
  index.last_letter = static_cast<std::uint32_t>(out_->letters.size());
  box.last_glyph = static_cast<std::uint32_t>(out_->glyphs.size());
  add_stops(index, ends_paragraph, box.byte_end);

  out_->lines.push_back(box);
  out_->index.push_back(index);
  out_->width = std::max(out_->width, box.width);
  out_->height += box.height;
}

void Composer::add_runs(const Paragraph& paragraph, const LineUnits& units) {
  UErrorCode status = U_ZERO_ERROR;
  ubidi_setLine(tools_.bidi(), static_cast<std::int32_t>(units.start), static_cast<std::int32_t>(units.end),
                tools_.line_bidi(), &status);
  const std::int32_t runs = ubidi_countRuns(tools_.line_bidi(), &status);
  if (U_FAILURE(status) != 0) {  // out of memory within ICU
    add_run(paragraph, units.start, units.end, paragraph.right_to_left(), units.end);
    return;
  }
  for (std::int32_t i = 0; i < runs; ++i) {
    std::int32_t start = 0;
    std::int32_t length = 0;
    const UBiDiDirection direction = ubidi_getVisualRun(tools_.line_bidi(), i, &start, &length);
    const std::uint32_t first = units.start + static_cast<std::uint32_t>(start);
    add_run(paragraph, first, first + static_cast<std::uint32_t>(length), direction == UBIDI_RTL, units.end);
  }
}

void Composer::add_run(const Paragraph& paragraph, std::uint32_t start, std::uint32_t end, bool right_to_left,
                       std::uint32_t line_end) {
  const auto& items = paragraph.items();
  const auto first =
      std::partition_point(items.begin(), items.end(), [&](const Item& item) { return item.end <= start; });
  const auto last =
      std::partition_point(first, items.end(), [&](const Item& item) { return item.start < end; });
  const auto count = last - first;
  for (std::ptrdiff_t i = 0; i < count; ++i) {
    add_item(paragraph, right_to_left ? *(last - 1 - i) : *(first + i), start, end, line_end);
  }
}

// The item's clusters that start within [start, end), in visual order.
void Composer::add_item(const Paragraph& paragraph, const Item& item, std::uint32_t start, std::uint32_t end,
                        std::uint32_t line_end) {
  const auto& glyphs = paragraph.glyphs();
  for (std::uint32_t i = item.first_glyph; i < item.last_glyph;) {
    const std::uint32_t unit = glyphs[i].unit;
    if (unit < start || unit >= end) {
      ++i;
      continue;
    }
    const float left = pen_;
    std::uint32_t cluster_end = unit + 1;
    const std::uint32_t limit = std::min(item.end, line_end);
    while (cluster_end < limit && !paragraph.cluster_starts(cluster_end))
      ++cluster_end;
    const bool right_to_left = (item.level & 1) != 0;
    const auto& byte_of = paragraph.text.byte_of;
    const std::uint32_t first = i;
    std::uint32_t last = i;
    while (last < item.last_glyph && glyphs[last].unit == unit)
      ++last;
    for (; i < last; ++i) {
      std::uint32_t letter_end = cluster_end;
      for (std::uint32_t other = first; other < last; ++other) {
        if (glyphs[other].letter > glyphs[i].letter) letter_end = std::min(letter_end, glyphs[other].letter);
      }
      add_glyph(glyphs[i], byte_of[unit], {byte_of[glyphs[i].letter], byte_of[letter_end]}, right_to_left);
      pen_ += glyphs[i].advance;
    }
    add_letters(paragraph, unit, cluster_end, left, right_to_left);
  }
}

// A cluster's graphemes share its width evenly: the two letters of a ligature each get half.
void Composer::add_letters(const Paragraph& paragraph, std::uint32_t start, std::uint32_t end, float left,
                           bool right_to_left) {
  std::uint32_t count = 1;
  for (std::uint32_t i = start + 1; i < end; ++i)
    count += paragraph.grapheme_starts(i) ? 1 : 0;
  const float step = (pen_ - left) / static_cast<float>(count);
  std::uint32_t from = start;
  for (std::uint32_t n = 0; n < count; ++n) {
    std::uint32_t to = from + 1;
    while (to < end && !paragraph.grapheme_starts(to))
      ++to;
    const float at = left + step * static_cast<float>(right_to_left ? count - 1 - n : n);
    out_->letters.push_back({.byte_start = paragraph.text.byte_of[from],
                             .byte_end = paragraph.text.byte_of[to],
                             .left = at,
                             .right = at + step,
                             .right_to_left = right_to_left});
    from = to;
  }
  if (right_to_left)
    std::reverse(out_->letters.end() - static_cast<std::ptrdiff_t>(count), out_->letters.end());
}

void Composer::add_stops(LineIndex& index, bool ends_paragraph, std::uint32_t end_byte) {
  auto& stops = out_->stops;
  index.first_stop = static_cast<std::uint32_t>(stops.size());
  const Letter* last = nullptr;
  for (std::uint32_t i = index.first_letter; i < index.last_letter; ++i) {
    const Letter& letter = out_->letters[i];
    stops.push_back({letter.leading(), letter.byte_start});
    if (last == nullptr || letter.byte_start >= last->byte_start) last = &letter;
  }
  if (ends_paragraph) stops.push_back({last != nullptr ? last->trailing() : 0, end_byte});
  std::stable_sort(stops.begin() + index.first_stop, stops.end(),
                   [](const CaretStop& a, const CaretStop& b) { return a.x < b.x; });
  index.last_stop = static_cast<std::uint32_t>(stops.size());
}

void Composer::add_glyph(const ShapedGlyph& glyph, std::uint32_t byte, ByteRange letters,
                         bool right_to_left) {
  if (!glyph.drawn) return;
  if (style_.halo_px > 0) add_quad(glyph, byte, style_.halo_px, out_->halo);
  add_quad(glyph, byte, 0, out_->glyphs);
  out_->placed.push_back({pen_ + glyph.dx, baseline_ - glyph.dy, glyph.glyph, letters.start, letters.end,
                          glyph.font, right_to_left});
}

void Composer::add_quad(const ShapedGlyph& glyph, std::uint32_t byte, float halo_px,
                        std::vector<GlyphQuad>& quads) {
  const auto place = static_cast<std::int64_t>(std::lround((pen_ + glyph.dx) * kShifts));
  const auto column = static_cast<std::int64_t>(std::floor(static_cast<double>(place) / kShifts));
  const int shift = static_cast<int>(place - column * kShifts);
  const std::uint64_t key = glyph_key(glyph, style_.size_px, shift, halo_px);
  const AtlasGlyph* picture = atlas_->find(key);
  if (picture == nullptr) {
    picture = atlas_->add(key, fonts_->draw(glyph.font, glyph.glyph, style_.size_px,
                                            static_cast<float>(shift) / kShifts, halo_px));
  }
  if (picture == nullptr) complete_ = false;
  const AtlasGlyph p = picture != nullptr ? *picture : AtlasGlyph{};
  const float x = static_cast<float>(column + p.left);
  const float y = baseline_ - std::round(glyph.dy) + static_cast<float>(p.top);
  constexpr float kU = 1.0f / Atlas::kWidth;
  constexpr float kV = 1.0f / Atlas::kHeight;
  quads.push_back({.x0 = x,
                   .y0 = y,
                   .x1 = x + static_cast<float>(p.width),
                   .y1 = y + static_cast<float>(p.height),
                   .u0 = static_cast<float>(p.x) * kU,
                   .v0 = static_cast<float>(p.y) * kV,
                   .u1 = static_cast<float>(p.x + p.width) * kU,
                   .v1 = static_cast<float>(p.y + p.height) * kV,
                   .byte = byte});
}

// Lines were set from x = 0; whole pixels move them to where they belong, so that glyphs stay crisp.
void Composer::align_lines() {
  const float room = options_.max_width_px > 0 ? options_.max_width_px : out_->width;
  for (std::size_t i = 0; i < out_->lines.size(); ++i) {
    LineBox& line = out_->lines[i];
    const bool flush_right = (options_.align == Align::start && line.right_to_left) ||
                             (options_.align == Align::end && !line.right_to_left);
    const float spare = std::max(0.0f, room - line.width);
    const float move = options_.align == Align::center ? std::floor(spare / 2)
                       : flush_right                   ? std::floor(spare)
                                                       : 0;
    line.left = move;
    if (move == 0) continue;
    const LineIndex& index = out_->index[i];
    for (std::uint32_t g = line.first_glyph; g < line.last_glyph; ++g) {
      out_->glyphs[g].x0 += move;
      out_->glyphs[g].x1 += move;
      out_->placed[g].x += move;
      if (out_->halo.empty()) continue;
      out_->halo[g].x0 += move;
      out_->halo[g].x1 += move;
    }
    for (std::uint32_t l = index.first_letter; l < index.last_letter; ++l) {
      out_->letters[l].left += move;
      out_->letters[l].right += move;
    }
    for (std::uint32_t s = index.first_stop; s < index.last_stop; ++s)
      out_->stops[s].x += move;
  }
}

}  // namespace kharita::app::typeset
