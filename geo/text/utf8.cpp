#include "geo/text/utf8.h"

#include "geo/text/code_points.h"

namespace kharita::geo::text {
namespace {

// Steps over blocks of whole, well-formed sequences of one or two bytes, which may reach from one block into
// the next. Returns where the first other sequence's block begins, or the sequence that reaches into it.
std::size_t step_over_short_blocks(std::string_view bytes, std::size_t at) noexcept {
#if defined(__SSE2__)
  unsigned due = 0;  // 1: the block before ends with a lead
  for (; at + kShortStep <= bytes.size(); at += kShortStep) {
    const auto [high, lead, tail] = byte_kinds(bytes.data() + at);
    const unsigned after_lead = lead << 1U | due;
    if (high != (tail | lead) || tail != (after_lead & 0xFFFFU)) break;
    due = after_lead >> kShortStep;
  }
  at -= due;
#else
  (void)bytes;
#endif
  return at;
}

}  // namespace

bool is_valid_utf8(std::string_view bytes) noexcept {
  for (std::size_t at = step_over_short_blocks(bytes, 0); at < bytes.size();
       at = step_over_short_blocks(bytes, at)) {
    const std::uint32_t step = step_over_short_sequences(bytes, at).bytes;
    at += step;
    if (step > 0) continue;
    const std::size_t begin = at;
    const bool replaced = next_code_point(bytes.data(), bytes.size(), at) == kReplacement;
    if (replaced && bytes.substr(begin, at - begin) != "\uFFFD") return false;
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

std::size_t count_code_points(std::string_view utf8) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const ShortSequences step = step_over_short_sequences(utf8, at);
    at += step.bytes;
    count += step.code_points;
    if (step.bytes > 0) continue;
    (void)next_code_point(utf8.data(), utf8.size(), at);
    ++count;
  }
  return count;
}

void append_repaired(std::string_view utf8, std::string& out) {
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t cp = next_code_point(utf8.data(), utf8.size(), at);
    out.append(cp == kReplacement ? std::string_view("\uFFFD") : utf8.substr(begin, at - begin));
  }
}

}  // namespace kharita::geo::text
