// Whole stretches of UTF-8 at once.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kharita::geo::text {

// Whether `bytes` is well-formed UTF-8 (The Unicode Standard, table 3-7): no sequence cut short or too long,
// no surrogate, nothing above U+10FFFF. O(length), 16 bytes at a time where they are ASCII and two-byte
// sequences, as Arabic text is.
[[nodiscard]] bool is_valid_utf8(std::string_view bytes) noexcept;

// A code point, up to U+10FFFF, as UTF-8.
void append_utf8(char32_t c, std::string& out);

// The next bytes, at most kShortStep of them, that are known to be whole, well-formed sequences of one or two
// bytes. None where that is not seen at once: then decode one code point and try again.
struct ShortSequences {
  std::uint32_t bytes = 0;
  std::uint32_t code_points = 0;
};
inline constexpr std::uint32_t kShortStep = 16;

[[nodiscard]] inline ShortSequences step_over_short_sequences(std::string_view bytes,
                                                              std::size_t at) noexcept {
#if defined(__SSE2__)
  if (at + kShortStep > bytes.size()) return {};
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at));
  const auto high = static_cast<unsigned>(_mm_movemask_epi8(block));  // not ASCII
  if (high == 0) return {kShortStep, kShortStep};
  // As signed bytes: continuations are -128 to -65, leads of two bytes -62 to -33.
  const auto tail = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(block, _mm_set1_epi8(-64))));
  const auto lead = static_cast<unsigned>(_mm_movemask_epi8(
      _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(-63)), _mm_cmplt_epi8(block, _mm_set1_epi8(-32)))));
  if ((tail | lead) != high || tail != ((lead << 1U) & 0xFFFFU)) return {};
  const std::uint32_t taken = (lead & 0x8000U) != 0 ? kShortStep - 1 : kShortStep;
  return {taken, taken - static_cast<std::uint32_t>(std::popcount(tail))};
#else
  (void)bytes, (void)at;
  return {};
#endif
}

}  // namespace kharita::geo::text
