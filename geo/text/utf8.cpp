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

void append_utf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

}  // namespace kharita::geo::text
