// Which encoding bytes are in.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kharita::app {

// What a file begins with that says its encoding.
struct ByteOrderMark {
  std::string_view bytes;
  const char* charset;
};
// Null where there is none.
[[nodiscard]] const ByteOrderMark* byte_order_mark(std::string_view bytes) noexcept;

// The charset that an XML declaration or an HTML meta element names; empty where none does. The first one
// counts, wherever it is: a page may have its style sheets before it.
[[nodiscard]] std::string declared_charset(std::string_view bytes);

// The name of the UTF-16 or UTF-32 that `bytes`, the first of a file, are in: by byte order mark or by shape.
// Empty where they are neither.
[[nodiscard]] std::string wide_charset(std::string_view bytes);

// The ICU name of the encoding of `bytes`, the first of a file: by byte order mark, by the shape of UTF-16
// and UTF-32, by being UTF-8 almost everywhere, else as legacy_charset says.
[[nodiscard]] std::string detect_charset(std::string_view bytes, std::string_view declared = {});

// How well-formed bytes are as UTF-8.
struct Utf8Census {
  std::uint64_t multi_byte = 0;  // whole sequences that are not ASCII
  std::uint64_t broken = 0;      // but for a sequence that the end cuts off

  // A few broken bytes do not make another encoding of it.
  [[nodiscard]] bool is_utf8() const noexcept { return broken == 0 || multi_byte > broken; }
};
[[nodiscard]] Utf8Census count_utf8(std::string_view bytes) noexcept;

// The encoding of bytes that are neither UTF-8 nor UTF-16. Where their words read as Arabic in an Arabic
// encoding, that one: the declared one before others, and against a declared one that is not Arabic. Else the
// declared one, where the bytes do not contradict it; else by ICU's statistics, among those of other scripts;
// Windows-1252 where nothing tells.
[[nodiscard]] std::string legacy_charset(std::string_view bytes, std::string_view declared = {});

// What each byte is in an 8-bit encoding that ICU knows; U+FFFD for what is no character.
using ByteTable = std::array<char32_t, 256>;
[[nodiscard]] ByteTable byte_table(const std::string& charset);

// How many letters of the words in `bytes`, read in an 8-bit encoding, are Arabic; 0 where they do not read
// as Arabic: letters that come together otherwise than in Arabic, or within words of the Latin script.
[[nodiscard]] std::size_t arabic_letters(std::string_view bytes, const std::string& charset);

}  // namespace kharita::app
