#include "app/typeset/unicode_text.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace kharita::app::typeset {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;
constexpr UChar32 kWordJoiner = 0x2060;

UChar32 tamed(UChar32 c) {
  if (c < 0) return kReplacement;
  if (c == 0x202D) return 0x202A;
  if (c == 0x202E) return 0x202B;
  if (c != '\t' && u_charType(c) == U_CONTROL_CHAR) return kWordJoiner;
  return c;
}

// The length of the line end at `at`, 0 where there is none.
std::uint32_t line_end_length(std::string_view utf8, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : static_cast<unsigned char>(0);
  };
  switch (byte(at)) {
    case '\r':
      return byte(at + 1) == '\n' ? 2 : 1;
    case '\n':
    case '\v':
    case '\f':
      return 1;
    case 0xC2:
      return byte(at + 1) == 0x85 ? 2 : 0;
    case 0xE2:
      return byte(at + 1) == 0x80 && (byte(at + 2) == 0xA8 || byte(at + 2) == 0xA9) ? 3 : 0;
    default:
      return 0;
  }
}

}  // namespace

void decode(std::string_view utf8, std::uint32_t byte_start, std::uint32_t byte_end,
            ParagraphText& paragraph) {
  paragraph.units.clear();
  paragraph.byte_of.clear();
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto end = static_cast<std::int32_t>(byte_end);
  auto i = static_cast<std::int32_t>(byte_start);
  while (i < end) {
    const auto start = static_cast<std::uint32_t>(i);
    UChar32 c = 0;
    U8_NEXT(bytes, i, end, c);
    c = tamed(c);
    if (U_IS_SUPPLEMENTARY(c)) {
      paragraph.units.push_back(static_cast<char16_t>(U16_LEAD(c)));
      paragraph.units.push_back(static_cast<char16_t>(U16_TRAIL(c)));
      paragraph.byte_of.push_back(start);
    } else {
      paragraph.units.push_back(static_cast<char16_t>(c));
    }
    paragraph.byte_of.push_back(start);
  }
  paragraph.byte_of.push_back(byte_end);
}

std::vector<ByteRange> split_paragraphs(std::string_view utf8) {
  std::vector<ByteRange> paragraphs;
  std::uint32_t start = 0;
  std::uint32_t at = 0;
  while (at < utf8.size()) {
    const std::uint32_t length = line_end_length(utf8, at);
    if (length == 0) {
      ++at;
      continue;
    }
    paragraphs.push_back({start, at});
    at += length;
    start = at;
  }
  paragraphs.push_back({start, at});
  return paragraphs;
}

}  // namespace kharita::app::typeset
