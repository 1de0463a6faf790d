#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "app/model/words.h"

namespace kharita::app {
namespace {

constexpr std::string_view kFirstStrongIsolate = "\u2068";
constexpr std::string_view kPopIsolate = "\u2069";

bool is_bidi_control(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
bool ends_line(UChar32 c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

}  // namespace

std::string isolated(std::string_view utf8) {
  std::string out{kFirstStrongIsolate};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto end = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < end;) {
    const std::int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, end, c);
    if (is_bidi_control(c)) continue;
    if (ends_line(c)) {
      out += ' ';
    } else {
      out.append(utf8.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
    }
  }
  return out.append(kPopIsolate);
}

}  // namespace kharita::app
