// Dates in the names of files and in the addresses of pages.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "geo/text/dates.h"
#include "geo/text/timestamp_parts.h"

namespace kharita::geo::text {
namespace {

using Part = TimestampPart;

// News on the web: an older year, or a later one, is another number.
bool is_of_the_web(const std::optional<Date>& date) {
  return date && static_cast<int>(date->year()) >= 1990 && static_cast<int>(date->year()) < 2100;
}

bool is_letter_or_number(const TimestampParts& parts, std::size_t i) {
  return parts[i].kind != Part::Kind::mark;
}

}  // namespace

std::optional<Date> date_in_file_name(std::string_view file_name) {
  std::string name(file_name);
  std::replace(name.begin(), name.end(), '_', '-');
  const TimestampParts parts(name);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind != Part::Kind::number) continue;
    if (i > 0 && !parts[i].space_before && is_letter_or_number(parts, i - 1)) continue;
    const bool alone = i + 1 >= parts.size() || parts[i + 1].space_before ||
                       !is_letter_or_number(parts, i + 1) || parts.is_word(i + 1, "t");
    if (alone) {
      if (const auto date = from_compact_digits(parts[i].text); is_of_the_web(date)) return date;
    }
    if (const auto date = from_three_numbers(parts, i); is_of_the_web(date)) return date;
  }
  return std::nullopt;
}

}  // namespace kharita::geo::text
