// Date expressions in Arabic, Persian, Urdu, Kurdish and English text, and the date of publication where
// metadata lacks it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::geo::text {

using Date = std::chrono::year_month_day;

enum class DatePrecision : std::uint8_t { day, month, year };

// The year of a date whose year is not known: it was not written, and nothing says which it is.
inline constexpr std::chrono::year kUnknownYear{0};

// A date expression. Offsets count Unicode code points of the text as given.
struct DateMention {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  Date value;                // first day of what it names, Gregorian
  std::optional<Date> last;  // last day, for ranges ("من 3 إلى 5 مايو"); else none
  DatePrecision precision = DatePrecision::day;
  bool relative = false;  // أمس, الاثنين الماضي: resolved against the date of publication
  bool year_inferred = false;  // no year was written, and what is known tells which it is
};

// All expressions, in order, not overlapping. A range or a list is one mention a date: "3" and "5 مايو".
// Without `published`, relative expressions are left out. A date without a year takes the one nearest to
// `published` that fits its weekday and الماضي or المقبل. Without `published` it takes that of the dated
// expression nearest by, if one stands within a few sentences, or the one that is right on whichever day from
// the text's last dated expression to `not_after` it was published; else its year is kUnknownYear. It never
// lies after `not_after`: the text was written by then, as its file tells. All month systems: يناير,
// كانون الثاني, يناير/كانون الثاني, يوليوز, جانفي; Hijri and Iranian through ICU; all digit shapes;
// 2024-01-16, 16/1/2024. O(length).
[[nodiscard]] std::vector<DateMention> find_dates(std::string_view utf8, std::optional<Date> published,
                                                  std::optional<Date> not_after = {});
struct Tokens;  // geo/text/normalise.h
[[nodiscard]] std::vector<DateMention> find_dates(const Tokens& tokens, std::optional<Date> published,
                                                  std::optional<Date> not_after = {});

enum class PublishedFrom : std::uint8_t { unknown, metadata, html, byline, file_name, text, user };
// "metadata", "html", "byline", "file name", "text", "user"; "unknown".
[[nodiscard]] std::string_view to_string(PublishedFrom from) noexcept;

struct Publication {
  std::optional<Date> date;
  PublishedFrom from = PublishedFrom::unknown;
};

// A byline's date ("نشر في: الاثنين 29 يناير 2024", "كتب … - 12/03/2023"); else the one that the text's dates
// point to
// ("اليوم الاثنين" against explicit dates nearby). Never a made-up year.
[[nodiscard]] Publication infer_publication(std::string_view utf8_text, std::optional<Date> not_after = {});
// Both at once of a text whose date of publication is not known: what it tells of it, and its dates with
// that.
struct DatesAndPublication {
  Publication publication;
  std::vector<DateMention> dates;
};
[[nodiscard]] DatesAndPublication find_dates_and_publication(const Tokens& tokens,
                                                             std::optional<Date> not_after = {});
// A date in a file's name: 2024-01-29-….html, 20240129.txt.
[[nodiscard]] std::optional<Date> date_in_file_name(std::string_view file_name);

// A date in a page's address: /2024/01/17/…, /2013/politics/8/3/…, /2024/jan/17/…, /2024-01/17/…,
// /20240117/…, /17-1-2024/…. Its host, query and fragment do not count, nor a month without a day.
[[nodiscard]] std::optional<Date> date_in_address(std::string_view url);

// "2024-01-16"; "2024-01" and "2024" for coarser precision; "XXXX-01-16" (ISO 8601-2) where the year is
// kUnknownYear.
[[nodiscard]] std::string to_iso(const Date& date, DatePrecision precision = DatePrecision::day);
// Takes ISO 8601 dates and times, RFC 822 (RSS) and the forms that news APIs write; the calendar day as
// written.
[[nodiscard]] std::optional<Date> parse_timestamp(std::string_view text);
// The day that a spreadsheet shows for a number such as 45308 or 45308.5 (1900 date system), from 10000
// (1927-05-18) to 99999 (2173-10-13). For columns that are known to hold dates: elsewhere a bare number is
// none.
[[nodiscard]] std::optional<Date> parse_excel_day(std::string_view number);

}  // namespace kharita::geo::text
