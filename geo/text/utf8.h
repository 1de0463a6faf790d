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

// A broken sequence counts one for each maximal subpart. O(length), as is_valid_utf8.
[[nodiscard]] std::size_t count_code_points(std::string_view utf8) noexcept;

// Appends it with a U+FFFD for each of those.
void append_repaired(std::string_view utf8, std::string& out);

[[nodiscard]] constexpr bool is_continuation(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

// How many of the kBlock bytes at `bytes` begin a code point.
inline constexpr std::uint32_t kBlock = 64;
[[nodiscard]] inline std::uint32_t code_points_begun(const char* bytes) noexcept {
#if defined(__SSE2__)
  __m128i begun = _mm_setzero_si128();
  for (std::uint32_t at = 0; at < kBlock; at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    begun = _mm_sub_epi8(begun, _mm_cmpgt_epi8(block, _mm_set1_epi8(-65)));
  }
  const __m128i sums = _mm_sad_epu8(begun, _mm_setzero_si128());
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(sums) + _mm_extract_epi16(sums, 4));
#else
  std::uint32_t count = 0;
  for (std::uint32_t at = 0; at < kBlock; ++at)
    count += is_continuation(bytes[at]) ? 0 : 1;
  return count;
#endif
}

// The next bytes, at most kShortStep of them, that are known to be whole, well-formed sequences of one or two
// bytes. None where that is not seen at once: then decode one code point and try again.
struct ShortSequences {
  std::uint32_t bytes = 0;
  std::uint32_t code_points = 0;
};
inline constexpr std::uint32_t kShortStep = 16;

// How many of the lower 16 bits are set, without an instruction that not every processor has.
[[nodiscard]] constexpr std::uint32_t ones(std::uint32_t bits) noexcept {
  bits -= bits >> 1U & 0x5555U;
  bits = (bits & 0x3333U) + (bits >> 2U & 0x3333U);
  bits = (bits + (bits >> 4U)) & 0x0F0FU;
  return (bits + (bits >> 8U)) & 0x1FU;
}

#if defined(__SSE2__)
// Which of the sixteen bytes at `bytes` are what, a bit each.
struct ByteKinds {
  unsigned high = 0;  // not ASCII
  unsigned lead = 0;  // of a sequence of two bytes
  unsigned tail = 0;  // a continuation
};
[[nodiscard]] inline ByteKinds byte_kinds(const char* bytes) noexcept {
  const auto bits = [](__m128i bytes_of_ones) {
    return static_cast<unsigned>(_mm_movemask_epi8(bytes_of_ones));
  };
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  // As signed bytes: continuations are -128 to -65, leads of two bytes -62 to -33.
  const __m128i lead =
      _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(-63)), _mm_cmplt_epi8(block, _mm_set1_epi8(-32)));
  return {bits(block), bits(lead), bits(_mm_cmplt_epi8(block, _mm_set1_epi8(-64)))};
}
#endif

[[nodiscard]] inline ShortSequences step_over_short_sequences(std::string_view bytes,
                                                              std::size_t at) noexcept {
#if defined(__SSE2__)
  if (at + kShortStep > bytes.size()) return {};
  const auto [high, lead, tail] = byte_kinds(bytes.data() + at);
  if (high == 0) return {kShortStep, kShortStep};
  // Up to the first byte that is none of these or not where it belongs, or a lead without its continuation.
  const unsigned wrong = (high ^ (tail | lead)) | ((tail ^ lead << 1U) & 0xFFFFU) | 1U << kShortStep;
  std::uint32_t taken = static_cast<std::uint32_t>(std::countr_zero(wrong));
  if (taken > 0 && (lead >> (taken - 1) & 1U) != 0) --taken;
  return {taken, taken - ones(tail & ((1U << taken) - 1))};
#else
  (void)bytes, (void)at;
  return {};
#endif
}

}  // namespace kharita::geo::text
