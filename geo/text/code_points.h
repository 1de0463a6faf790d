// Code points one by one: UTF-8 decoding and the class and normal form of each. Shared by the tokeniser and
// its kin.
#pragma once

#include <cstdint>
#include <string_view>

namespace kharita::geo::text {

inline constexpr char32_t kReplacement = 0xFFFD;

// What a code point does to the word it stands in.
enum class CharClass : std::uint8_t {
  arabic,       // a letter of the Arabic script
  latin,        // a letter of the Latin script
  digit,        // any script's decimal digit
  other,        // a letter of another script
  mark,         // belongs to the letter before it and is dropped: harakat, tatweel, accents
  ignored,      // belongs to nothing and is dropped: bidi marks, joiners
  space,        // white space but for line ends
  line_end,     //
  separator,    // '_' and the zero-width non-joiner: ends a word without a space
  hash,         // '#': begins a hashtag
  punctuation,  // and symbols
};

// A code point's class and normal form; `length` bytes of UTF-8, none for what is dropped.
struct CharForm {
  CharClass char_class = CharClass::other;
  std::uint8_t length = 0;
  char bytes[6] = {};

  [[nodiscard]] std::string_view normal() const noexcept { return {bytes, length}; }
};

// One entry for each code point below U+0800, made once.
struct CharTable {
  static constexpr char32_t kSize = 0x800;
  CharForm forms[kSize];
};
[[nodiscard]] const CharTable& char_table();

// For any code point: the table, then ICU. What unfolds to more than one letter (ﷲ, ﻼ) gives up to
// `kMaxForms`.
inline constexpr std::size_t kMaxForms = 20;
[[nodiscard]] std::size_t rare_forms(char32_t code_point, CharForm (&out)[kMaxForms]);

// The code point at text[at], at < size; moves `at` past it. A broken sequence is one U+FFFD for each maximal
// subpart.
[[nodiscard]] inline char32_t next_code_point(const char* text, std::size_t size, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at++);
  if (lead < 0x80) return lead;
  const auto continues = [&](unsigned low, unsigned high) {
    return at < size && byte(at) >= low && byte(at) <= high;
  };
  if (lead < 0xC2 || lead > 0xF4) return kReplacement;
  if (lead < 0xE0) {
    if (!continues(0x80, 0xBF)) return kReplacement;
    return ((lead & 0x1FU) << 6U) | (byte(at++) & 0x3FU);
  }
  unsigned value = lead < 0xF0 ? lead & 0x0FU : lead & 0x07U;
  unsigned low = 0x80;
  unsigned high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (int left = lead < 0xF0 ? 2 : 3; left > 0; --left) {
    if (!continues(low, high)) return kReplacement;
    value = (value << 6U) | (byte(at++) & 0x3FU);
    low = 0x80;
    high = 0xBF;
  }
  return value;
}

}  // namespace kharita::geo::text
