// Finds one of a few bytes in a text, sixteen bytes at a time.
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

}  // namespace kharita::app
