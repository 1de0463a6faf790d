// Searches a text sixteen bytes at a time.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace kharita::app {

// The first byte from `at` on that is one of `bytes`; the text's size where there is none.
template <std::size_t N>
[[nodiscard]] std::size_t find_any(std::string_view text, const std::array<char, N>& bytes,
                                   std::size_t at) noexcept {
#if defined(__SSE2__)
  constexpr std::size_t kStep = sizeof(__m128i);
  for (; at + kStep <= text.size(); at += kStep) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    __m128i found = _mm_setzero_si128();
    for (const char byte : bytes)
      found = _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(byte)));
    const auto bits = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (bits != 0) return at + static_cast<std::size_t>(std::countr_zero(bits));
  }
#endif
  while (at < text.size() && std::find(bytes.begin(), bytes.end(), text[at]) == bytes.end())
    ++at;
  return std::min(at, text.size());
}

// Whether `what`, of few bytes, stands in a text. string_view's own find stops at each first byte, which
// nearly all letters of Arabic share.
[[nodiscard]] inline bool holds(std::string_view text, std::string_view what) noexcept {
  std::size_t at = 0;
#if defined(__SSE2__)
  constexpr std::size_t kStep = sizeof(__m128i);
  for (; at + what.size() + kStep <= text.size(); at += kStep) {
    __m128i found = _mm_set1_epi8(-1);
    for (std::size_t i = 0; i < what.size(); ++i) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at + i));
      found = _mm_and_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(what[i])));
    }
    if (_mm_movemask_epi8(found) != 0) return true;
  }
#endif
  return text.find(what, at) != std::string_view::npos;
}

}  // namespace kharita::app
