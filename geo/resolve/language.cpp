#include "geo/resolve/language.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kharita::geo {
namespace {

// A long text is looked at in so many stretches of so many bytes, evenly spread: a header or a quotation in
// another language is a small part of them, as it is of the text.
constexpr std::size_t kStretches = 12;
constexpr std::size_t kStretch = 256;

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

#if defined(__SSE2__)
// Counts sixteen bytes at a time while they are ASCII and the letters that all languages of Arabic script
// share: U+0600 to U+066D. Stops before what is none of these; returns where.
std::size_t count_common(std::string_view utf8, std::size_t at, Counts& counts) noexcept {
  constexpr std::size_t kBlock = 16;
  constexpr unsigned kMostBlocks = 255;  // until a byte-wide counter is full
  const auto all = [](unsigned byte) { return _mm_set1_epi8(static_cast<char>(byte)); };
  // Above and below in the order of signed bytes, where continuations (80 to BF) are the least.
  const auto between = [&](__m128i x, unsigned first, unsigned last) {
    return _mm_and_si128(_mm_cmpgt_epi8(x, all(first - 1)), _mm_cmplt_epi8(x, all(last + 1)));
  };
  const auto add = [](__m128i counter, unsigned& to) {
    const __m128i sums = _mm_sad_epu8(counter, _mm_setzero_si128());
    to += static_cast<unsigned>(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
  };
  while (at + kBlock <= utf8.size()) {
    __m128i latin = _mm_setzero_si128();
    __m128i script = _mm_setzero_si128();
    __m128i arabic = _mm_setzero_si128();
    unsigned blocks = 0;
    for (; blocks < kMostBlocks && at + kBlock <= utf8.size(); ++blocks) {
      const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(utf8.data() + at));
      const __m128i d8 = _mm_cmpeq_epi8(x, all(0xD8));
      const __m128i d9 = _mm_cmpeq_epi8(x, all(0xD9));
      const auto high = static_cast<unsigned>(_mm_movemask_epi8(x));
      const auto lead = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(d8, d9)));
      const auto tail = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(x, all(0xC0))));
      const __m128i after_d8 = _mm_slli_si128(d8, 1);
      const __m128i after_d9 = _mm_slli_si128(d9, 1);
      const __m128i rare = _mm_and_si128(after_d9, between(x, 0xAE, 0xBF));
      if ((lead | tail) != high || tail != (lead << 1U & 0xFFFFU) || _mm_movemask_epi8(rare) != 0) break;
      latin = _mm_sub_epi8(latin, between(_mm_or_si128(x, all(0x20)), 'a', 'z'));
      script = _mm_sub_epi8(script, _mm_and_si128(after_d8, between(x, 0xA0, 0xBF)));
      script = _mm_sub_epi8(script, _mm_and_si128(after_d9, between(x, 0x81, 0x8A)));
      const __m128i alif_or_teh =
          _mm_or_si128(_mm_cmpeq_epi8(x, all(0xA3)),
                       _mm_or_si128(_mm_cmpeq_epi8(x, all(0xA5)), _mm_cmpeq_epi8(x, all(0xA9))));
      const __m128i kaf_or_yeh = _mm_or_si128(_mm_cmpeq_epi8(x, all(0x83)), between(x, 0x89, 0x8A));
      arabic = _mm_sub_epi8(arabic, _mm_and_si128(after_d8, alif_or_teh));
      arabic = _mm_sub_epi8(arabic, _mm_and_si128(after_d9, kaf_or_yeh));
      at += (lead & 0x8000U) != 0 ? kBlock - 1 : kBlock;
    }
    add(latin, counts[kLatin]);
    add(script, counts[kArabicScript]);
    add(arabic, counts[kArabic]);
    if (blocks < kMostBlocks) break;
  }
  return at;
}
#else
std::size_t count_common(std::string_view, std::size_t at, Counts&) noexcept {
  return at;
}
#endif

void count(std::string_view utf8, Counts& counts) noexcept {
  static const Letters kLetters = make_letters();
  constexpr unsigned kStep = 8;  // code points until common ones are tried again
  static_assert(kStep <= kFull);
  for (std::size_t at = 0; (at = count_common(utf8, at, counts)) < utf8.size();) {
    std::uint64_t lanes = 0;
    for (unsigned i = 0; i < kStep && at < utf8.size(); ++i)
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
    while (begin > 0 && text::is_continuation(utf8[begin]))
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
