#include "app/cli/table.h"

#include <algorithm>
#include <string_view>

namespace kharita::app::cli {
namespace {

// Columns that a terminal gives the text: code points, but for combining marks and the Arabic vowel signs
// (U+0300 to U+036F, U+064B to U+065F, U+0670) and direction marks (U+200B to U+200F).
std::size_t width_of(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return at < utf8.size() ? static_cast<unsigned char>(utf8[at]) : 0U;
    };
    if ((byte(i) & 0xc0U) == 0x80) continue;
    const bool combining =
        byte(i) == 0xcc || (byte(i) == 0xcd && byte(i + 1) <= 0xaf) ||
        (byte(i) == 0xd9 && (byte(i + 1) >= 0x8b && byte(i + 1) <= 0x9f)) ||
        (byte(i) == 0xd9 && byte(i + 1) == 0xb0) ||
        (byte(i) == 0xe2 && byte(i + 1) == 0x80 && byte(i + 2) >= 0x8b && byte(i + 2) <= 0x8f);
    if (!combining) ++width;
  }
  return width;
}

bool has_arabic(std::string_view utf8) {
  return std::ranges::any_of(utf8, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xd8 && byte <= 0xdd;
  });
}

}  // namespace

std::string format_table(const std::vector<std::vector<std::string>>& rows,
                         const std::set<std::size_t>& right) {
  constexpr std::string_view kLeftToRightMark = "\u200e";
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - width_of(row[i]), ' ');
      if (i > 0) line += "  ";
      line += right.contains(i) ? padding + row[i] : row[i];
      if (has_arabic(row[i])) line += kLeftToRightMark;
      if (!right.contains(i)) line += padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

}  // namespace kharita::app::cli
