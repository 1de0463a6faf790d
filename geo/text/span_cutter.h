// Spans counted in code points, cut out of UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

namespace kharita::geo::text {

// Cuts spans of code points out of a text. Spans asked for in ascending order of start cost O(length) in all.
// A broken sequence counts as the tokeniser counts it.
class SpanCutter {
 public:
  // `is_valid` says that the text is known to be well-formed UTF-8.
  explicit SpanCutter(std::string_view utf8, bool is_valid = false) noexcept
      : text_(utf8), is_valid_(is_valid) {}

  // [start, end) of the text; shorter where the text ends before.
  [[nodiscard]] std::string_view cut(std::uint32_t start, std::uint32_t end) noexcept {
    if (start < code_points_) code_points_ = 0, byte_ = 0;
    advance(start);
    const std::size_t from = byte_;
    const std::uint32_t from_code_points = code_points_;
    advance(end);
    const std::string_view span = text_.substr(from, byte_ - from);
    byte_ = from;  // the next span may begin before this one's end
    code_points_ = from_code_points;
    return span;
  }

 private:
  void advance(std::uint32_t to) noexcept {
    if (is_valid_) step_over_blocks(to);
    while (code_points_ < to && byte_ < text_.size()) {
      if (to - code_points_ >= kShortStep) {
        const ShortSequences step = step_over_short_sequences(text_, byte_);
        byte_ += step.bytes;
        code_points_ += step.code_points;
        if (step.bytes > 0) continue;
      }
      (void)next_code_point(text_.data(), text_.size(), byte_);
      ++code_points_;
    }
  }

  // Whole blocks, none of which reaches `to`, to the beginning of a code point.
  void step_over_blocks(std::uint32_t to) noexcept {
    const std::size_t before = byte_;
    for (; code_points_ + kBlock <= to && byte_ + kBlock <= text_.size(); byte_ += kBlock)
      code_points_ += code_points_begun(text_.data() + byte_);
    for (; byte_ != before && byte_ < text_.size() && is_continuation(text_[byte_]); ++byte_) {
    }
  }

  std::string_view text_;
  bool is_valid_ = false;
  std::size_t byte_ = 0;
  std::uint32_t code_points_ = 0;  // before byte_
};

}  // namespace kharita::geo::text
