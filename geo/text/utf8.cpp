#include "geo/text/utf8.h"

#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "geo/text/code_points.h"

namespace kharita::geo::text {
namespace {

// The bytes from `at` on that are known to be well-formed, sequences of at most two bytes: a multiple of what
// is looked at in one step, less a lead byte whose second one is beyond it.
std::size_t skip_short_sequences(std::string_view bytes, std::size_t at) noexcept {
#if defined(__SSE2__)
  constexpr std::size_t kStep = 16;
  while (at + kStep <= bytes.size()) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at));
    const auto high = static_cast<unsigned>(_mm_movemask_epi8(block));  // not ASCII
    if (high == 0) {
      at += kStep;
      continue;
    }
    // As signed bytes: continuations are -128 to -65, leads of two bytes -62 to -33.
    const auto tail = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(block, _mm_set1_epi8(-64))));
    const auto lead = static_cast<unsigned>(_mm_movemask_epi8(
        _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8(-63)), _mm_cmplt_epi8(block, _mm_set1_epi8(-32)))));
    if ((tail | lead) != high || tail != ((lead << 1U) & 0xFFFFU)) return at;
    at += (lead & 0x8000U) != 0 ? kStep - 1 : kStep;
  }
#else
  (void)bytes;
#endif
  return at;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) noexcept {
  constexpr std::size_t kStride = 16;  // code points one by one before another try in steps
  std::size_t at = skip_short_sequences(bytes, 0);
  while (at < bytes.size()) {
    for (std::size_t i = 0; i < kStride && at < bytes.size(); ++i) {
      const std::size_t begin = at;
      const bool replaced = next_code_point(bytes.data(), bytes.size(), at) == kReplacement;
      if (replaced && bytes.substr(begin, at - begin) != "\uFFFD") return false;
    }
    at = skip_short_sequences(bytes, at);
  }
  return true;
}

}  // namespace kharita::geo::text
