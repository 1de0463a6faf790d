// Dates as machines write them: metadata, feeds, tweets, spreadsheets. Dates in prose are in dates.cpp, those
// in names of files and pages in date_in_name.cpp.
#include <fmt/compile.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <string>

#include "geo/text/dates.h"
#include "geo/text/timestamp_parts.h"

namespace kharita::geo::text {
namespace {

using Part = TimestampPart;

// 24 is 2024 and 98 is 1998, as RFC 2822 has it.
int full_year(const Part& year) {
  if (year.text.size() != 2) return year.value;
  return year.value + (year.value < 70 ? 2000 : 1900);
}

// 20240129, 20240129T102030Z, 20240129 10:20.
std::optional<Date> from_compact(const TimestampParts& parts) {
  if (parts.size() == 0 || parts[0].kind != Part::Kind::number) return std::nullopt;
  const bool alone = parts.size() == 1 || parts.is_word(1, "t") || parts.is_number(1, 1, 6) ||
                     (parts.size() > 2 && parts.is_mark(2, ":"));
  return alone ? from_compact_digits(parts[0].text) : std::nullopt;
}

// 2024-W03-2: the second day of the third week, of which the first has the year's first Thursday.
std::optional<Date> from_week(const TimestampParts& parts, std::size_t i) {
  if (!parts.is_number(i, 4, 4)) return std::nullopt;
  std::size_t at = i + 1;
  if (parts.is_mark(at, "-")) ++at;
  if (!parts.is_word(at, "w") || parts[at].space_before || at + 1 >= parts.size()) return std::nullopt;
  const std::string_view digits = parts[at + 1].text;
  const bool dashed =
      parts.is_number(at + 1, 2, 2) && parts.is_mark(at + 2, "-") && parts.is_number(at + 3, 1, 1);
  if (!dashed && !parts.is_number(at + 1, 3, 3)) return std::nullopt;
  const int week = dashed ? parts[at + 1].value : parts[at + 1].value / 10;
  const int day = dashed ? parts[at + 3].value : digits.back() - '0';
  if (week < 1 || week > 53 || day < 1 || day > 7) return std::nullopt;
  using namespace std::chrono;
  const sys_days fourth = sys_days(year(parts[i].value) / January / 4);
  const sys_days first_monday = fourth - (weekday(fourth) - Monday);
  const Date date(first_monday + weeks(week - 1) + days(day - 1));
  return plausible_date(Calendar::gregorian, static_cast<int>(date.year()),
                        static_cast<int>(static_cast<unsigned>(date.month())),
                        static_cast<int>(static_cast<unsigned>(date.day())));
}

// 2024-017: the year's seventeenth day.
std::optional<Date> from_day_of_year(const TimestampParts& parts, std::size_t i) {
  const bool fits = parts.is_number(i, 4, 4) && parts.is_mark(i + 1, "-") && parts.is_number(i + 2, 3, 3) &&
                    !parts[i + 1].space_before && !parts[i + 2].space_before && !parts.is_mark(i + 3, "-");
  if (!fits) return std::nullopt;
  const auto year = std::chrono::year(parts[i].value);
  const int day = parts[i + 2].value;
  if (day < 1 || day > (year.is_leap() ? 366 : 365) ||
      !plausible_date(Calendar::gregorian, parts[i].value, 1, 1))
    return std::nullopt;
  return Date(std::chrono::sys_days(year / std::chrono::January / 1) + std::chrono::days(day - 1));
}

std::optional<Date> with_month(const TimestampParts& parts, std::size_t year, std::size_t month,
                               std::size_t day) {
  return plausible_date(parts[month].calendar, full_year(parts[year]), parts[month].value, parts[day].value);
}

// 29 Jan 2024, 17-Jan-24, 17 de enero de 2024, 3 من شهر شباط 2024.
std::optional<Date> from_day_month_year(const TimestampParts& parts, std::size_t i) {
  if (parts[i].kind != Part::Kind::month) return std::nullopt;
  const std::size_t day = parts.joined_before(i);
  const std::size_t year = parts.joined_after(i);
  if (!parts.is_number(day, 1, 2) || !(parts.is_number(year, 4, 4) || parts.is_number(year, 2, 2)))
    return std::nullopt;
  return with_month(parts, year, i, day);
}

// Jan 29, 2024, فبراير 5، 2024; 2024 Jan 29.
std::optional<Date> from_month_day(const TimestampParts& parts, std::size_t i) {
  if (parts[i].kind != Part::Kind::month) return std::nullopt;
  const std::size_t day = parts.joined_after(i);
  if (!parts.is_number(day, 1, 2)) return std::nullopt;
  for (const std::size_t year : {parts.joined_after(day), parts.joined_before(i)}) {
    if (parts.is_number(year, 4, 4)) return with_month(parts, year, i, day);
  }
  return std::nullopt;
}

// Wed Oct 10 20:19:24 +0000 2018, 29 Jan 10:00 2024: the year stands behind the time.
std::optional<Date> from_late_year(const TimestampParts& parts, std::size_t i) {
  if (parts[i].kind != Part::Kind::month) return std::nullopt;
  for (const std::size_t day : {parts.joined_after(i), parts.joined_before(i)}) {
    if (!parts.is_number(day, 1, 2)) continue;
    for (std::size_t year = i + 1; year < parts.size(); ++year) {
      const bool zone = parts.is_mark(year - 1, "+") || parts.is_mark(year - 1, "-");
      if (parts.is_number(year, 4, 4) && !zone) return with_month(parts, year, i, day);
    }
  }
  return std::nullopt;
}

// 17/01/24, 17.1.24.
std::optional<Date> from_short_year(const TimestampParts& parts, std::size_t i) {
  if (!parts.is_number(i, 1, 2) || !parts.is_number(i + 2, 1, 2) || !parts.is_number(i + 4, 2, 2))
    return std::nullopt;
  const std::string_view separator = parts[i + 1].text;
  if (separator != "/" && separator != "." && separator != "-") return std::nullopt;
  if (!parts.is_mark(i + 1, separator) || !parts.is_mark(i + 3, separator)) return std::nullopt;
  const int year = full_year(parts[i + 4]);
  const auto day_first = plausible_date(Calendar::gregorian, year, parts[i + 2].value, parts[i].value);
  return day_first ? day_first
                   : plausible_date(Calendar::gregorian, year, parts[i].value, parts[i + 2].value);
}

// 29 01 2024, 2024 01 29.
std::optional<Date> from_spaced(const TimestampParts& parts, std::size_t i) {
  if (!parts.is_number(i + 1, 1, 2)) return std::nullopt;
  if (parts.is_number(i, 4, 4) && parts.is_number(i + 2, 1, 2))
    return plausible_date(Calendar::gregorian, parts[i].value, parts[i + 1].value, parts[i + 2].value);
  if (parts.is_number(i, 1, 2) && parts.is_number(i + 2, 4, 4))
    return plausible_date(Calendar::gregorian, parts[i + 2].value, parts[i + 1].value, parts[i].value);
  return std::nullopt;
}

// Seconds since 1970 (9 or 10 digits), or their thousandths, millionths … (three digits more each), as the
// UTC day.
std::optional<Date> from_epoch(std::string_view digits) {
  constexpr std::size_t kSecondsDigits = 9;
  if (digits.size() < kSecondsDigits) return std::nullopt;
  const std::size_t more = digits.size() - kSecondsDigits;
  std::int64_t value = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (read.ec != std::errc() || more % 3 == 2) return std::nullopt;
  for (std::size_t i = 0; i < more / 3; ++i)
    value /= 1000;
  const std::chrono::sys_seconds at{std::chrono::seconds(value)};
  return Date{std::chrono::floor<std::chrono::days>(at)};
}

// 1706486400, 1706486400.25, /Date(1706486400000+0300)/ as .NET writes it.
std::optional<Date> from_epoch(const TimestampParts& parts) {
  const bool fraction = parts.size() == 3 && parts.is_mark(1, ".") && parts[2].kind == Part::Kind::number;
  if (parts.size() == 1 || fraction)
    return parts[0].kind == Part::Kind::number ? from_epoch(parts[0].text) : std::nullopt;
  for (std::size_t i = 0; i + 2 < parts.size(); ++i) {
    if (parts.is_word(i, "date") && parts.is_mark(i + 1, "(") && parts.is_number(i + 2, 12, 13))
      return from_epoch(parts[i + 2].text);
  }
  return std::nullopt;
}

}  // namespace

std::string to_iso(const Date& date, DatePrecision precision) {
  const int year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month());
  const auto day = static_cast<unsigned>(date.day());
  if (date.year() == kUnknownYear) {
    const std::string known = to_iso(Date{std::chrono::year(2000), date.month(), date.day()}, precision);
    return "XXXX" + known.substr(4);
  }
  switch (precision) {
    case DatePrecision::year:
      return fmt::format(FMT_COMPILE("{:04}"), year);
    case DatePrecision::month:
      return fmt::format(FMT_COMPILE("{:04}-{:02}"), year, month);
    case DatePrecision::day:
      break;
  }
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), year, month, day);
}

std::optional<Date> parse_timestamp(std::string_view text) {
  constexpr std::size_t kMaxLength = 128;  // a longer one is prose
  if (text.size() > kMaxLength) return std::nullopt;
  const TimestampParts parts(text);
  if (const auto date = from_compact(parts)) return date;
  // What is surest first: a year of four digits tells which number is which.
  for (const auto read : {from_three_numbers, from_week, from_day_of_year, from_day_month_year,
                          from_month_day, from_late_year, from_short_year, from_spaced}) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (const auto date = read(parts, i)) return date;
    }
  }
  return from_epoch(parts);
}

std::optional<Date> parse_excel_day(std::string_view number) {
  // Excel counts 1900 as a leap year: since March of that year its day 1 would be 1899-12-31.
  constexpr std::chrono::sys_days kDayZero{std::chrono::December / 30 / 1899};
  constexpr std::size_t kDigits = 5;  // with fewer or more it is rather a year, a count or a time stamp
  const TimestampParts parts(number);
  const bool time_of_day =
      parts.size() == 3 && (parts.is_mark(1, ".") || parts.is_mark(1, ",") || parts.is_mark(1, "٫")) &&
      parts[2].kind == Part::Kind::number && !parts[1].space_before && !parts[2].space_before;
  if (parts.size() != 1 && !time_of_day) return std::nullopt;
  if (!parts.is_number(0, kDigits, kDigits) || parts[0].value < 10000) return std::nullopt;
  return Date(kDayZero + std::chrono::days(parts[0].value));
}

}  // namespace kharita::geo::text
