#include "geo/resolve/language.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "geo/resolve/language_words.h"
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

// Counters side by side in one number, of eight bits each: what a code point adds to them.
enum Lane : unsigned {
  kLatin,
  kArabicScript,
  kArabic,           // ة and hamzas on their seats: Persian hardly has them
  kArabicKeyboard,   // ي ك ى, which stand for ی and ک where Persian is typed on it
  kPersian,          // پ چ ژ گ
  kPersianKeyboard,  // ک ی, which stand for ك and ي where Arabic is typed on it
  kUrdu,             // ٹ ڈ ڑ ں ے ہ ھ
  kKurdish,          // ە ێ ۆ ڕ ڵ ڤ
  kLanes,
};
constexpr unsigned kLaneBits = 8;
static_assert(kLanes * kLaneBits <= 64);
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
  add_all(kArabic, U"ةأإ");
  add_all(kArabicKeyboard, U"يكى");
  add_all(kPersian, U"پچژگ");
  add_all(kPersianKeyboard, U"کی");
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
    __m128i keyboard = _mm_setzero_si128();
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
      keyboard = _mm_sub_epi8(keyboard, _mm_and_si128(after_d9, kaf_or_yeh));
      at += (lead & 0x8000U) != 0 ? kBlock - 1 : kBlock;
    }
    add(latin, counts[kLatin]);
    add(script, counts[kArabicScript]);
    add(arabic, counts[kArabic]);
    add(keyboard, counts[kArabicKeyboard]);
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

// Calls look(stretch) for the whole of a short text, for stretches of a long one.
template <typename Look>
void look_at(std::string_view utf8, Look&& look) {
  if (utf8.size() <= kStretches * kStretch) return look(utf8);
  for (std::size_t i = 0; i < kStretches; ++i) {
    std::size_t begin = (utf8.size() - kStretch) / (kStretches - 1) * i;
    while (begin > 0 && text::is_continuation(utf8[begin]))
      --begin;
    look(utf8.substr(begin, kStretch));
  }
}

// Letters that both have tell nothing of a language, only of the keyboard: they decide where nothing else
// does, as in a headline of two words.
std::string_view arabic_or_persian(const Counts& letters, std::string_view utf8) noexcept {
  const bool plainly_arabic = letters[kArabic] * 50 > letters[kArabicScript] &&
                              letters[kArabic] > 8 * letters[kPersian] &&
                              letters[kArabicKeyboard] >= letters[kPersianKeyboard];
  if (plainly_arabic) return "ar";
  unsigned arabic = letters[kArabic];
  unsigned persian = letters[kPersian];
  look_at(utf8, [&](std::string_view stretch) {
    const WordCounts words = count_words(stretch);
    arabic += words.arabic;
    persian += words.persian;
  });
  if (arabic != persian) return arabic > persian ? "ar" : "fa";
  return letters[kPersianKeyboard] > letters[kArabicKeyboard] ? "fa" : "ar";
}

// Of a tag such as ar-EG, fa_IR or urd, the language as detect_languages names it; empty where it is none of
// Arabic script that is known here.
std::string_view language_of_tag(std::string_view tag) noexcept {
  using Named = std::pair<std::string_view, std::string_view>;
  constexpr std::array kLanguages{Named{"ar", "ar"},     Named{"ara", "ar"}, Named{"arb", "ar"},
                                  Named{"arabic", "ar"}, Named{"fa", "fa"},  Named{"fas", "fa"},
                                  Named{"per", "fa"},    Named{"prs", "fa"}, Named{"persian", "fa"},
                                  Named{"farsi", "fa"},  Named{"ur", "ur"},  Named{"urd", "ur"},
                                  Named{"urdu", "ur"},   Named{"ckb", "ckb"}};
  const std::string_view first = tag.substr(0, tag.find_first_of("-_ "));
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const auto found = std::ranges::find_if(
      kLanguages, [&](const Named& one) { return std::ranges::equal(first, one.first, {}, small); });
  return found == kLanguages.end() ? std::string_view() : found->second;
}

}  // namespace

Languages detect_languages(std::string_view utf8, std::string_view stated) noexcept {
  Counts letters{};
  look_at(utf8, [&](std::string_view stretch) { count(stretch, letters); });
  const std::string_view believed = language_of_tag(stated);
  Languages languages;
  languages.arabic_script = letters[kKurdish] * 12 > letters[kArabicScript] ? "ckb"
                            : letters[kUrdu] * 25 > letters[kArabicScript]  ? "ur"
                            : !believed.empty()                             ? believed
                                                : arabic_or_persian(letters, utf8);
  languages.text = letters[kLatin] > letters[kArabicScript] ? "en" : languages.arabic_script;
  return languages;
}

}  // namespace kharita::geo
