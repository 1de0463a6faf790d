// Dates in the names of files and in the addresses of pages.
#include <algorithm>
#include <string>
#include <string_view>
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

// "/a/b" of "https://example.org/a/b?c#d".
std::string_view path_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  const std::size_t path = url.find('/');
  if (path == std::string_view::npos) return {};
  return url.substr(path, url.find_first_of("?#", path) - path);
}

// A segment of a path that is a number or a month's name; 0 else.
int number_of(std::string_view segment) {
  const TimestampParts parts(segment);
  const bool is_one = parts.size() == 1 && (parts.is_number(0, 1, 4) || parts[0].kind == Part::Kind::month);
  return is_one ? parts[0].value : 0;
}

// The year, and behind it, not always at once, the month and the day: /2013/politics/8/3/.
std::optional<Date> date_in_segments(const std::vector<std::string_view>& segments) {
  for (std::size_t y = 0; y < segments.size(); ++y) {
    if (segments[y].size() != 4 || number_of(segments[y]) == 0) continue;
    for (std::size_t m = y + 1; m + 1 < segments.size(); ++m) {
      const int month = number_of(segments[m]);
      const int day = segments[m + 1].size() <= 2 ? number_of(segments[m + 1]) : 0;
      if (month == 0 || day == 0) continue;
      const auto date = plausible_date(Calendar::gregorian, number_of(segments[y]), month, day);
      if (is_of_the_web(date)) return date;
    }
  }
  return std::nullopt;
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

std::optional<Date> date_in_address(std::string_view url) {
  const std::string_view path = path_of(url);
  std::vector<std::string_view> segments;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) segments.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  for (const std::string_view segment : segments) {
    if (const auto date = date_in_file_name(segment)) return date;
  }
  if (const auto date = date_in_segments(segments)) return date;
  // /2024-01/17/, /2024/01-17/: the parts of a segment are segments, too.
  std::vector<std::string_view> pieces;
  for (const std::string_view segment : segments) {
    const std::size_t dash = segment.find('-');
    pieces.push_back(segment.substr(0, dash));
    if (dash != std::string_view::npos) pieces.push_back(segment.substr(dash + 1));
  }
  return date_in_segments(pieces);
}

}  // namespace kharita::geo::text
