// Spans counted in code points, cut out of UTF-8.
#pragma once

#include <cstdint>
#include <string_view>

namespace kharita::app {

// Cuts spans of code points out of a text. Spans asked for in ascending order of start cost O(length) in all.
class SpanCutter {
 public:
  explicit SpanCutter(std::string_view utf8) noexcept : text_(utf8) {}

  // [start, end) of the text; shorter where the text ends before.
  [[nodiscard]] std::string_view cut(std::uint32_t start, std::uint32_t end) noexcept {
    if (start < count_) count_ = 0, byte_ = 0;
    advance(start);
    const std::size_t from = byte_;
    const std::uint32_t from_count = count_;
    advance(end);
    const std::string_view span = text_.substr(from, byte_ - from);
    byte_ = from;  // the next span may begin before this one's end
    count_ = from_count;
    return span;
  }

 private:
  void advance(std::uint32_t to) noexcept {
    while (count_ < to && byte_ < text_.size()) {
      ++byte_;
      while (byte_ < text_.size() && (static_cast<unsigned char>(text_[byte_]) & 0xC0) == 0x80)
        ++byte_;
      ++count_;
    }
  }

  std::string_view text_;
  std::size_t byte_ = 0;
  std::uint32_t count_ = 0;
};

}  // namespace kharita::app
