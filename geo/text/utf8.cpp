#include "geo/text/utf8.h"

#include "geo/text/code_points.h"

namespace kharita::geo::text {
namespace {

std::size_t skip_short_sequences(std::string_view bytes, std::size_t at) noexcept {
  while (true) {
    const ShortSequences step = step_over_short_sequences(bytes, at);
    if (step.bytes == 0) return at;
    at += step.bytes;
  }
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
