// The text of a table, of which no more is held than the row that is being read.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "app/articles/readers/byte_search.h"
#include "app/articles/readers/encoding/text_source.h"

namespace kharita::app {

// Offsets count bytes from the front, which drop moves on. A NUL reads as a blank: text has none.
class CsvText {
 public:
  explicit CsvText(std::string text) : buffer_(std::move(text)) { blank_nuls(0); }
  explicit CsvText(TextSource& source) : source_(&source) {}

  // How many bytes from the front may be looked at: those behind are not there.
  void set_limit(std::size_t bytes) noexcept { limit_ = bytes; }
  // Whether the text only ends at `at` because of the limit.
  [[nodiscard]] bool cut_off(std::size_t at) const noexcept { return at >= limit_; }

  // Reads on until there is a byte at `at`; false where the text ends before.
  [[nodiscard]] bool has(std::size_t at) { return at < limit_ && (at < held() || fill_to(at)); }
  // What `has` has said to be there.
  [[nodiscard]] char operator[](std::size_t at) const { return buffer_[front_ + at]; }
  [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const {
    return std::string_view(buffer_).substr(front_ + begin, end - begin);
  }
  [[nodiscard]] bool starts_with(std::size_t at, std::string_view what) {
    return has(at + what.size() - 1) && slice(at, at + what.size()) == what;
  }

  // The first byte from `at` on that is one of `bytes`, or where the text ends.
  template <std::size_t N>
  [[nodiscard]] std::size_t find(std::size_t at, const std::array<char, N>& bytes) {
    while (has(at)) {
      const std::size_t end = std::min(held(), limit_);
      at = find_any(slice(0, end), bytes, at);
      if (at < end) break;
    }
    return at;
  }

  void drop(std::size_t bytes) noexcept { front_ += bytes; }

 private:
  [[nodiscard]] std::size_t held() const noexcept { return buffer_.size() - front_; }
  bool fill_to(std::size_t at) {
    buffer_.erase(0, std::exchange(front_, 0));
    while (at >= buffer_.size()) {
      const std::size_t known = buffer_.size();
      if (source_ == nullptr || !source_->read(buffer_)) return false;
      blank_nuls(known);
    }
    return true;
  }
  void blank_nuls(std::size_t from) {
    std::replace(buffer_.begin() + static_cast<std::ptrdiff_t>(from), buffer_.end(), '\0', ' ');
  }

  TextSource* source_ = nullptr;
  std::string buffer_;
  std::size_t front_ = 0;
  std::size_t limit_ = std::string::npos;
};

}  // namespace kharita::app
