#include "app/articles/text_base/bit_code.h"

#include <algorithm>

namespace kharita::app::bits {
namespace {

std::uint64_t bits_of(std::span<const std::uint64_t> gaps, unsigned k) {
  std::uint64_t bits = 0;
  for (const std::uint64_t gap : gaps)
    bits += 2 * static_cast<std::uint64_t>(std::bit_width(gap + (std::uint64_t{1} << k))) - 1 - k;
  return bits;
}

}  // namespace

unsigned best_k(std::span<const std::uint64_t> gaps) {
  if (gaps.empty()) return 0;
  std::uint64_t sum = 0;
  for (const std::uint64_t gap : gaps)
    sum += gap;
  unsigned k = std::min(static_cast<unsigned>(std::bit_width(sum / gaps.size())), kWidestK);
  std::uint64_t bits = bits_of(gaps, k);
  for (; k > 0; --k) {
    const std::uint64_t fewer = bits_of(gaps, k - 1);
    if (fewer >= bits) break;
    bits = fewer;
  }
  return k;
}

}  // namespace kharita::app::bits
