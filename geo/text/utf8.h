// Whole stretches of UTF-8 at once.
#pragma once

#include <string_view>

namespace kharita::geo::text {

// Whether `bytes` is well-formed UTF-8 (The Unicode Standard, table 3-7): no sequence cut short or too long,
// no surrogate, nothing above U+10FFFF. O(length), 16 bytes at a time where they are ASCII and two-byte
// sequences, as Arabic text is.
[[nodiscard]] bool is_valid_utf8(std::string_view bytes) noexcept;

}  // namespace kharita::geo::text
