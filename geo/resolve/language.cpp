#include "geo/resolve/language.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "geo/text/code_points.h"

namespace kharita::geo {
namespace {

// A long text is looked at in so many stretches of so many bytes, evenly spread: a header or a quotation in
// another language is a small part of them, as it is of the text.
constexpr std::size_t kStretches = 12;
constexpr std::size_t kStretch = 512;

// Counters side by side in one number, of ten bits each: what a code point adds to them.
enum Lane : unsigned {
  kLatin,
  kArabicScript,
  kArabic,   // ة ي ك ى and hamzas on their seats: letters that Arabic alone writes so
  kPersian,  // پ چ ژ گ ک ی
  kUrdu,     // ٹ ڈ ڑ ں ے ہ ھ
  kKurdish,  // ە ێ ۆ ڕ ڵ ڤ
  kLanes,
};
constexpr unsigned kLaneBits = 10;
constexpr unsigned kFull = (1U << kLaneBits) - 1;  // code points until the lanes must be emptied

using Letters = std::array<std::uint64_t, text::CharTable::kSize>;

Letters make_letters() {
  Letters letters{};
  const text::CharForm* forms = text::char_table().forms;
  const auto add = [&](Lane lane, char32_t cp) { letters[cp] += std::uint64_t{1} << (lane * kLaneBits); };
  for (char32_t cp = 0; cp < letters.size(); ++cp) {
    if (forms[cp].char_class == text::CharClass::latin) add(kLatin, cp);
    if (forms[cp].char_class == text::CharClass::arabic) add(kArabicScript, cp);
  }
  const auto add_all = [&](Lane lane, std::u32string_view all) {
    for (const char32_t cp : all) {
      if (forms[cp].char_class == text::CharClass::arabic) add(lane, cp);
    }
  };
  add_all(kArabic, U"ةيكىأإ");
  add_all(kPersian, U"پچژگکی");
  add_all(kUrdu, U"ٹڈڑںےہھ");
  add_all(kKurdish, U"\u06D5\u06CE\u06C6\u0695\u06B5");
  return letters;
}

// The code point at `at`, past which it moves, or 0 for what is none of the letters.
std::size_t letter_at(std::string_view utf8, std::size_t& at) noexcept {
  const auto lead = static_cast<unsigned char>(utf8[at]);
  const auto next = static_cast<unsigned char>(at + 1 < utf8.size() ? utf8[at + 1] : '\0');
  if (lead >= 0xC2 && lead < 0xE0 && (next & 0xC0U) == 0x80) {
    at += 2;
    return (lead & 0x1FU) << 6U | (next & 0x3FU);
  }
  const char32_t cp = text::next_code_point(utf8.data(), utf8.size(), at);
  return cp < text::CharTable::kSize ? cp : 0;
}

using Counts = std::array<unsigned, kLanes>;

void count(std::string_view utf8, Counts& counts) noexcept {
  static const Letters kLetters = make_letters();
  for (std::size_t at = 0; at < utf8.size();) {
    std::uint64_t lanes = 0;
    for (unsigned i = 0; i < kFull && at < utf8.size(); ++i)
      lanes += kLetters[letter_at(utf8, at)];
    for (unsigned lane = 0; lane < kLanes; ++lane)
      counts[lane] += static_cast<unsigned>(lanes >> (lane * kLaneBits)) & kFull;
  }
}

Counts letters_of(std::string_view utf8) noexcept {
  Counts counts{};
  if (utf8.size() <= kStretches * kStretch) {
    count(utf8, counts);
    return counts;
  }
  for (std::size_t i = 0; i < kStretches; ++i) {
    std::size_t begin = (utf8.size() - kStretch) / (kStretches - 1) * i;
    while (begin > 0 && (static_cast<unsigned char>(utf8[begin]) & 0xC0U) == 0x80)
      --begin;
    count(utf8.substr(begin, kStretch), counts);
  }
  return counts;
}

}  // namespace

Languages detect_languages(std::string_view utf8) noexcept {
  const Counts counts = letters_of(utf8);
  Languages languages;
  languages.arabic_script = counts[kKurdish] * 12 > counts[kArabicScript] ? "ckb"
                            : counts[kUrdu] * 25 > counts[kArabicScript]  ? "ur"
                            : counts[kPersian] > counts[kArabic]          ? "fa"
                                                                          : "ar";
  languages.text = counts[kLatin] > counts[kArabicScript] ? "en" : languages.arabic_script;
  return languages;
}

}  // namespace kharita::geo
