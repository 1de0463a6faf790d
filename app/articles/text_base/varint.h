// Numbers as bytes, seven bits each from the lowest on, and strings behind their length.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace kharita::app {

inline void put_varint(std::uint64_t value, std::vector<std::uint8_t>& out) {
  for (; value >= 0x80; value >>= 7)
    out.push_back(static_cast<std::uint8_t>(value | 0x80));
  out.push_back(static_cast<std::uint8_t>(value));
}
inline void put_text(std::string_view text, std::vector<std::uint8_t>& out) {
  put_varint(text.size(), out);
  out.insert(out.end(), text.begin(), text.end());
}

// Reads what these wrote, whatever the bytes: past the end, or where none was written, it gives zeros and
// empty strings and is_good() no more.
class ByteCursor {
 public:
  explicit ByteCursor(std::span<const std::uint8_t> bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}
  [[nodiscard]] bool is_good() const noexcept { return good_; }
  [[nodiscard]] bool at_end() const noexcept { return at_ == end_; }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && at_ != end_; shift += 7) {
      const std::uint8_t byte = *at_++;
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    return fail();
  }
  std::string_view text() { return bytes(varint()); }
  std::string_view bytes(std::uint64_t size) {
    if (size > static_cast<std::uint64_t>(end_ - at_)) {
      fail();
      return {};
    }
    const std::string_view view(reinterpret_cast<const char*>(at_), size);
    at_ += size;
    return view;
  }

 private:
  std::uint64_t fail() {
    good_ = false;
    at_ = end_;
    return 0;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool good_ = true;
};

}  // namespace kharita::app
