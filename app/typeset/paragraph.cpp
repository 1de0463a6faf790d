#include "app/typeset/paragraph.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include <algorithm>

namespace kharita::app::typeset {
namespace {

constexpr float kTabEm = 2.0f;
constexpr float kFitSlack = 0.01f;  // px, for rounding

UBiDiLevel para_level(Direction direction) {
  switch (direction) {
    case Direction::left_to_right:
      return 0;
    case Direction::right_to_left:
      return 1;
    case Direction::automatic:
      break;
  }
  return UBIDI_DEFAULT_LTR;
}

bool is_white_space(UChar32 c) {
  return c == '\t' || u_charType(c) == U_SPACE_SEPARATOR ? c != 0xA0 && c != 0x202F : false;
}

// The script a character shows by itself; common and inherited ones take their neighbour's.
UScriptCode own_script(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  const bool none = U_FAILURE(status) != 0 || script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
  return none ? USCRIPT_COMMON : script;
}

bool is_digit(char16_t unit) {
  return unit >= u'0' && unit <= u'9';
}

// A European digit, or a point or comma between two.
bool is_number_part(const std::u16string& units, std::size_t at) {
  if (is_digit(units[at])) return true;
  const bool separator = units[at] == u'.' || units[at] == u',' || units[at] == u':';
  return separator && at > 0 && at + 1 < units.size() && is_digit(units[at - 1]) && is_digit(units[at + 1]);
}

UBreakIterator* open_breaks(UBreakIteratorType type) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator* iterator = ubrk_open(type, "", nullptr, 0, &status);
  return U_SUCCESS(status) ? iterator : nullptr;
}

}  // namespace

BreakTools::BreakTools()
    : bidi_(ubidi_open()),
      line_bidi_(ubidi_open()),
      graphemes_(open_breaks(UBRK_CHARACTER)),
      lines_(open_breaks(UBRK_LINE)) {}

Paragraph::Paragraph() : buffer_(hb_buffer_create()) {}

void Paragraph::shape(BreakTools& tools, FontSet& fonts, const Style& style, Direction direction) {
  items_.clear();
  glyphs_.clear();
  advance_.assign(text.units.size(), 0.0f);
  flags_.assign(text.units.size() + 1, 0);
  right_to_left_ = direction == Direction::right_to_left;
  if (text.units.empty()) return;

  UErrorCode status = U_ZERO_ERROR;
  ubidi_setPara(tools.bidi(), text.units.data(), static_cast<std::int32_t>(size()), para_level(direction),
                nullptr, &status);
  right_to_left_ = U_SUCCESS(status) && (ubidi_getParaLevel(tools.bidi()) & 1) != 0;
  mark_breaks(tools);
  itemise(tools, fonts, style.weight);
  for (Item& item : items_)
    shape_item(fonts, item, style.size_px);
}

void Paragraph::mark_breaks(BreakTools& tools) {
  const auto mark = [&](UBreakIterator* iterator, std::uint8_t flag) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator, text.units.data(), static_cast<std::int32_t>(size()), &status);
    if (U_FAILURE(status) != 0) return;
    for (std::int32_t at = ubrk_first(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
      flags_[static_cast<std::size_t>(at)] |= flag;
    }
  };
  mark(tools.graphemes(), kGrapheme);
  mark(tools.lines(), kBreak);
  flags_.front() |= kGrapheme;
  flags_.back() |= kGrapheme | kBreak | kCluster;
  for (std::uint32_t i = 0; i < size(); ++i) {
    if (is_white_space(text.units[i])) flags_[i] |= kSpace;
  }
}

// One pass over the graphemes: a new item starts where direction, script or font changes.
void Paragraph::itemise(BreakTools& tools, FontSet& fonts, Weight weight) {
  UErrorCode status = U_ZERO_ERROR;
  const UBiDiLevel* levels = ubidi_getLevels(tools.bidi(), &status);
  UScriptCode script = USCRIPT_COMMON;
  for (std::uint32_t i = 0;
       i < size() && script == USCRIPT_COMMON;) {  // what opens the text takes the first script
    UChar32 c = 0;
    U16_NEXT(text.units.data(), i, size(), c);
    script = own_script(c);
  }
  if (script == USCRIPT_COMMON) script = right_to_left_ ? USCRIPT_ARABIC : USCRIPT_LATIN;

  for (std::uint32_t start = 0; start < size();) {
    std::uint32_t end = start;
    UChar32 base = 0;
    U16_NEXT(text.units.data(), end, size(), base);
    while (end < size() && !grapheme_starts(end))
      ++end;
    const UScriptCode own = own_script(base);
    if (own != USCRIPT_COMMON) script = own;
    const bool ignorable = u_hasBinaryProperty(base, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || base == '\t';
    // European digits stand in the Latin font everywhere, so that numbers look alike in every line.
    const bool arabic = script == USCRIPT_ARABIC && !is_number_part(text.units, start);
    FontId font = 0;
    if (ignorable && !items_.empty()) {
      font = items_.back().font;
    } else {
      font = fonts.font_for(ignorable ? U' ' : static_cast<char32_t>(base), arabic, weight);
    }
    const UBiDiLevel level = U_SUCCESS(status) ? levels[start] : UBiDiLevel{0};
    const bool same = !items_.empty() && items_.back().font == font && items_.back().level == level &&
                      items_.back().script == script;
    if (same) {
      items_.back().end = end;
    } else {
      items_.push_back({.start = start, .end = end, .font = font, .level = level, .script = script});
    }
    start = end;
  }
}

void Paragraph::shape_item(FontSet& fonts, Item& item, float size_px) {
  hb_buffer_t* buffer = buffer_.get();
  hb_buffer_clear_contents(buffer);
  hb_buffer_add_utf16(buffer, reinterpret_cast<const std::uint16_t*>(text.units.data()),
                      static_cast<int>(size()), item.start, static_cast<int>(item.end - item.start));
  hb_buffer_set_direction(buffer, (item.level & 1) != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(
      buffer, hb_script_from_string(uscript_getShortName(static_cast<UScriptCode>(item.script)), -1));
  hb_buffer_set_language(buffer, hb_language_from_string(item.script == USCRIPT_ARABIC ? "ar" : "en", -1));
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
  hb_shape(fonts.shaper(item.font, size_px), buffer, nullptr, 0);

  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer, &count);
  item.first_glyph = static_cast<std::uint32_t>(glyphs_.size());
  constexpr float kUnit = 1.0f / 64.0f;
  for (unsigned i = 0; i < count; ++i) {
    ShapedGlyph glyph{.glyph = infos[i].codepoint,
                      .unit = infos[i].cluster,
                      .letter = infos[i].cluster,
                      .advance = static_cast<float>(places[i].x_advance) * kUnit,
                      .dx = static_cast<float>(places[i].x_offset) * kUnit,
                      .dy = static_cast<float>(places[i].y_offset) * kUnit,
                      .font = item.font};
    if (text.units[glyph.unit] == u'\t') {
      glyph.advance = kTabEm * size_px;
      glyph.drawn = false;
    }
    flags_[glyph.unit] |= kCluster;
    advance_[glyph.unit] += glyph.advance;
    glyphs_.push_back(glyph);
  }
  item.last_glyph = static_cast<std::uint32_t>(glyphs_.size());
  join_widthless_clusters(item);
}

// Some fonts draw a ligature (lam-alef in Noto Naskh Arabic) as one glyph that has all the width and one that
// has none: taken as one cluster, its letters share the width, and a caret can stand between them.
void Paragraph::join_widthless_clusters(const Item& item) {
  bool joined = false;
  for (std::uint32_t i = item.start + 1; i < item.end; ++i) {
    if (!cluster_starts(i) || advance_[i] > 0) continue;
    UChar32 c = 0;
    U16_GET(text.units.data(), 0, i, size(), c);
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) continue;
    flags_[i] = static_cast<std::uint8_t>(flags_[i] & ~kCluster);
    joined = true;
  }
  for (std::uint32_t i = item.first_glyph; joined && i < item.last_glyph; ++i) {
    while (!cluster_starts(glyphs_[i].unit))
      --glyphs_[i].unit;
  }
}

float Paragraph::advance(std::uint32_t start, std::uint32_t end) const noexcept {
  float sum = 0;
  for (std::uint32_t i = start; i < end; ++i)
    sum += advance_[i];
  return sum;
}

std::uint32_t Paragraph::without_spaces(std::uint32_t start, std::uint32_t end) const noexcept {
  while (end > start && (flags_[end - 1] & kSpace) != 0)
    --end;
  return end;
}

LineUnits Paragraph::line_from(std::uint32_t start, float max_width) const {
  if (max_width <= 0) return {start, size(), size()};
  float width = 0;
  std::uint32_t word_end = start;
  std::uint32_t letter_end = start;
  for (std::uint32_t i = start; i < size(); ++i) {
    if (i > start && (flags_[i] & kBreak) != 0) word_end = i;
    if (i > start && may_cut(i)) letter_end = i;
    width += advance_[i];
    const bool fits = (flags_[i] & kSpace) != 0 || width <= max_width + kFitSlack;
    if (fits) continue;
    std::uint32_t end = word_end > start ? word_end : letter_end;
    if (end == start) {  // not even one letter fits: it stands alone
      end = i + 1;
      while (end < size() && !may_cut(end))
        ++end;
      if (end == size()) break;
    }
    return {start, end, without_spaces(start, end)};
  }
  const bool fits = width <= max_width + kFitSlack;
  return {start, size(), fits ? size() : without_spaces(start, size())};
}

}  // namespace kharita::app::typeset
