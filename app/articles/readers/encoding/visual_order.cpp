#include "app/articles/readers/encoding/visual_order.h"

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "app/articles/readers/byte_search.h"
#include "geo/text/code_points.h"

namespace kharita::app {
namespace {

// Signs of both orders.
struct Signs {
  std::size_t visual = 0;
  std::size_t logical = 0;

  [[nodiscard]] bool are_visual() const {
    constexpr std::size_t kFewest = 3;
    constexpr std::size_t kRatio = 5;
    return visual >= kFewest && visual >= kRatio * logical;
  }
};

bool is_arabic_letter(char32_t c) {
  return (c >= 0x620 && c <= 0x64A && c != 0x640) || (c >= 0x671 && c <= 0x6D3) ||
         (c >= 0xFB50 && c <= 0xFDFB) || (c >= 0xFE80 && c <= 0xFEFC);
}

bool is_presentation_form(char32_t c) {
  return c >= 0xFB50;
}

// Whether a letter's form joins the letter before it, or the one behind it.
bool joins_before(int form) {
  return form == U_DT_MEDIAL || form == U_DT_FINAL;
}
bool joins_behind(int form) {
  return form == U_DT_MEDIAL || form == U_DT_INITIAL;
}

void judge_forms(std::u32string_view word, Signs& signs) {
  const auto form = [](char32_t c) {
    return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_DECOMPOSITION_TYPE);
  };
  const int first = form(word.front());
  const int last = form(word.back());
  signs.visual += (joins_before(first) ? 1 : 0) + (joins_behind(last) ? 1 : 0);
  signs.logical += (joins_behind(first) ? 1 : 0) + (joins_before(last) ? 1 : 0);
}

void judge_letters(std::u32string_view word, Signs& signs) {
  static constexpr std::array<std::u32string_view, 8> kFrequent{U"من", U"في", U"على", U"إلى",
                                                                U"أن", U"عن", U"هذا", U"التي"};
  constexpr std::size_t kFewestLetters = 4;  // of a word with an article
  const auto only_at_end = [](char32_t c) { return c == U'ة' || c == U'ى'; };
  const auto speaks = [&](auto begin, auto end) {
    const bool is_frequent = std::ranges::any_of(
        kFrequent, [&](std::u32string_view w) { return std::equal(begin, end, w.begin(), w.end()); });
    const bool has_article = word.size() >= kFewestLetters && *begin == U'ا' && *(begin + 1) == U'ل';
    return (word.size() > 2 && only_at_end(*(end - 1)) ? 1U : 0U) + (is_frequent ? 1U : 0U) +
           (has_article ? 1U : 0U);
  };
  signs.logical += speaks(word.begin(), word.end());
  signs.visual += speaks(word.rbegin(), word.rend());
}

// Adds what the words of a line say.
void judge(std::string_view line, Signs& forms, Signs& letters) {
  std::u32string word;
  const auto end_word = [&] {
    if (word.size() > 1) {
      const bool shaped = std::any_of(word.begin(), word.end(), is_presentation_form);
      if (shaped) {
        judge_forms(word, forms);
      } else {
        judge_letters(word, letters);
      }
    }
    word.clear();
  };
  for (std::size_t at = 0; at < line.size();) {
    const char32_t c = geo::text::next_code_point(line.data(), line.size(), at);
    if (is_arabic_letter(c)) {
      word += c;
    } else {
      end_word();
    }
  }
  end_word();
}

bool holds_arabic(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    if (is_arabic_letter(geo::text::next_code_point(line.data(), line.size(), at))) return true;
  }
  return false;
}

// One line into logical order, as ICU's bidi does it for text that is laid out from right to left.
std::string turn(std::string_view line) {
  const auto visual = icu::UnicodeString::fromUTF8({line.data(), static_cast<std::int32_t>(line.size())});
  UErrorCode status = U_ZERO_ERROR;
  UBiDi* bidi = ubidi_openSized(visual.length(), 0, &status);
  ubidi_setInverse(bidi, 1);
  ubidi_setPara(bidi, visual.getBuffer(), visual.length(), UBIDI_RTL, nullptr, &status);
  icu::UnicodeString logical;
  UChar* out = logical.getBuffer(visual.length() * 2 + 1);
  const std::int32_t length = ubidi_writeReordered(bidi, out, visual.length() * 2 + 1,
                                                   UBIDI_DO_MIRRORING | UBIDI_REMOVE_BIDI_CONTROLS, &status);
  logical.releaseBuffer(U_SUCCESS(status) ? length : 0);
  ubidi_close(bidi);
  std::string utf8;
  if (U_FAILURE(status)) return std::string(line);
  logical.toUTF8String(utf8);
  return utf8;
}

template <typename Function>
void for_each_line(std::string_view text, Function function) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = find_any(text, std::array{'\r', '\n'}, at);
    function(text.substr(at, end - at), text.substr(end, end < text.size() ? 1 : 0));
    at = end + 1;
  }
}

// Whether a text may be in visual order, at a glance: presentation forms begin with EF in UTF-8; words turned
// round begin with ة or ى, soon.
bool may_be_visual(std::string_view text) {
  constexpr std::size_t kGlance = 4096;
  if (text.find('\xEF') != text.npos || text.starts_with("ة") || text.starts_with("ى")) return true;
  const std::string_view beginning = text.substr(0, kGlance);
  return holds(beginning, " ة") || holds(beginning, " ى");
}

}  // namespace

bool mend_visual_order(std::string& text) {
  if (!may_be_visual(text)) return false;
  Signs forms;
  Signs letters;
  for_each_line(text, [&](std::string_view line, std::string_view) { judge(line, forms, letters); });
  if (!forms.are_visual() && !letters.are_visual()) return false;
  std::string turned;
  for_each_line(text, [&](std::string_view line, std::string_view end) {
    turned.append(holds_arabic(line) ? turn(line) : std::string(line)).append(end);
  });
  text = std::move(turned);
  return true;
}

}  // namespace kharita::app
