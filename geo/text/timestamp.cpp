// Dates as machines write them: metadata, feeds, tweets, file names. Dates in prose are in dates.cpp.
#include <fmt/compile.h>
#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "geo/text/dates.h"

namespace kharita::geo::text {
namespace {

constexpr int kFirstYear = 1800;  // what is older is a misread number
constexpr int kLastYear = 2199;

std::optional<Date> make_date(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || day < 1) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

// U+061C, U+200E, U+200F, U+202A to U+202E.
bool is_bidi_mark(std::string_view text) {
  if (text.starts_with("\xD8\x9C")) return true;
  if (text.size() < 3 || !text.starts_with("\xE2\x80")) return false;
  const auto last = static_cast<unsigned char>(text[2]);
  return last == 0x8E || last == 0x8F || (last >= 0xAA && last <= 0xAE);
}

// Arabic-Indic (U+0660…) and Persian (U+06F0…) digits to 0-9; bidi marks dropped; what else is no ASCII
// becomes one '?', so that numbers on both sides of a word are not taken for neighbours.
std::string ascii_digits(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
    if (byte == 0xD9 && next >= 0xA0 && next <= 0xA9) {
      out.push_back(static_cast<char>('0' + (next - 0xA0)));
      ++i;
    } else if (byte == 0xDB && next >= 0xB0 && next <= 0xB9) {
      out.push_back(static_cast<char>('0' + (next - 0xB0)));
      ++i;
    } else if (byte < 0x80) {
      out.push_back(static_cast<char>(std::tolower(byte)));
    } else if (is_bidi_mark(text.substr(i))) {
      i += byte == 0xD8 ? 1 : 2;
    } else if (out.empty() || out.back() != '?') {
      out.push_back('?');
    }
  }
  return out;
}

// A run of digits or of letters.
struct Piece {
  std::string_view text;
  char before = 0;  // the character before it, 0 at the start
  char separator =
      0;  // where but one character and blanks stand between it and the piece before: that character
  bool number = false;
  int value = 0;  // of a number of at most nine digits
};

// The one character that is not blank between two pieces; 0 where there are none or several.
char only_separator(std::string_view between) {
  char only = 0;
  for (const char c : between) {
    if (c == ' ') continue;
    if (only != 0) return 0;
    only = c;
  }
  return only;
}

std::vector<Piece> split_pieces(std::string_view text, std::size_t max_pieces) {
  std::vector<Piece> pieces;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  for (std::size_t i = 0; i < text.size() && pieces.size() < max_pieces;) {
    if (!is_digit(text[i]) && !is_letter(text[i])) {
      ++i;
      continue;
    }
    Piece piece;
    piece.number = is_digit(text[i]);
    piece.before = i == 0 ? '\0' : text[i - 1];
    if (!pieces.empty()) {
      const auto last_end =
          static_cast<std::size_t>(pieces.back().text.data() - text.data()) + pieces.back().text.size();
      piece.separator = only_separator(text.substr(last_end, i - last_end));
    }
    std::size_t end = i;
    while (end < text.size() && (piece.number ? is_digit(text[end]) : is_letter(text[end])))
      ++end;
    piece.text = text.substr(i, end - i);
    if (piece.number && piece.text.size() <= 9) {
      for (const char c : piece.text)
        piece.value = piece.value * 10 + (c - '0');
    }
    pieces.push_back(piece);
    i = end;
  }
  return pieces;
}

// 1 to 12 for an English month's name or its first three letters; 0 else.
int month_number(std::string_view word) {
  static constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                            "may",       "june",     "july",     "august",
                                                            "september", "october",  "november", "december"};
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(word)) return static_cast<int>(i) + 1;
  }
  return word == "sept" ? 9 : 0;
}

int full_year(const Piece& piece) {
  if (piece.text.size() == 4) return piece.value;
  if (piece.text.size() == 2) return piece.value + (piece.value < 70 ? 2000 : 1900);  // RFC 822
  return 0;
}

// YYYYMMDD, with hhmm or hhmmss after it.
std::optional<Date> from_compact(std::string_view digits) {
  if (digits.size() != 8 && digits.size() != 12 && digits.size() != 14) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : digits.substr(at, count))
      value = value * 10 + (c - '0');
    return value;
  };
  return make_date(number(0, 4), number(4, 2), number(6, 2));
}

// Seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970, as the UTC day.
std::optional<Date> from_epoch(std::string_view digits) {
  const bool seconds = digits.size() == 9 || digits.size() == 10;
  const bool milliseconds = digits.size() == 12 || digits.size() == 13;
  if (!seconds && !milliseconds) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits)
    value = value * 10 + (c - '0');
  if (milliseconds) value /= 1000;
  const std::chrono::sys_seconds at{std::chrono::seconds(value)};
  const Date date{std::chrono::floor<std::chrono::days>(at)};
  if (static_cast<int>(date.year()) > kLastYear) return std::nullopt;
  return date;
}

// 2024-01-29, 29/01/2024, and 01/29/2024 where the middle cannot be a month.
std::optional<Date> from_three_numbers(const Piece& a, const Piece& b, const Piece& c) {
  if (!a.number || !b.number || !c.number || b.text.size() > 2) return std::nullopt;
  const bool separated = b.separator == '-' || b.separator == '/' || b.separator == '.' || b.separator == '_';
  if (!separated || c.separator != b.separator) return std::nullopt;
  if (a.text.size() == 4 && c.text.size() <= 2) return make_date(a.value, b.value, c.value);
  if (a.text.size() > 2 || c.text.size() != 4) return std::nullopt;
  if (const auto day_first = make_date(c.value, b.value, a.value)) return day_first;
  return make_date(c.value, a.value, b.value);
}

// "29 Jan 2024", "Jan 29, 2024" and "Nov 17 11:51:02 +0000 2018", from the month's name on.
std::optional<Date> from_month_name(const std::vector<Piece>& pieces) {
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const int month = pieces[i].number ? 0 : month_number(pieces[i].text);
    if (month == 0) continue;
    if (i > 0 && i + 1 < pieces.size() && pieces[i - 1].number && pieces[i + 1].number &&
        pieces[i - 1].text.size() <= 2) {
      return make_date(full_year(pieces[i + 1]), month, pieces[i - 1].value);
    }
    if (i + 1 >= pieces.size() || !pieces[i + 1].number || pieces[i + 1].text.size() > 2) continue;
    for (std::size_t j = i + 2; j < pieces.size(); ++j) {
      const bool zone = pieces[j].before == '+' || (pieces[j].before == '-' && j > i + 2);
      if (pieces[j].number && pieces[j].text.size() == 4 && !zone) {
        return make_date(pieces[j].value, month, pieces[i + 1].value);
      }
    }
  }
  return std::nullopt;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') + 1 - first);
}

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

}  // namespace

std::string_view to_string(PublishedFrom from) noexcept {
  switch (from) {
    case PublishedFrom::unknown:
      return "unknown";
    case PublishedFrom::metadata:
      return "metadata";
    case PublishedFrom::html:
      return "html";
    case PublishedFrom::byline:
      return "byline";
    case PublishedFrom::file_name:
      return "file name";
    case PublishedFrom::text:
      return "text";
    case PublishedFrom::file_time:
      return "file time";
    case PublishedFrom::user:
      return "user";
  }
  return "unknown";
}

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
  const std::string ascii = ascii_digits(text);
  const auto pieces = split_pieces(ascii, 16);
  if (pieces.empty()) return std::nullopt;
  if (pieces.size() == 1) {
    if (!pieces[0].number) return std::nullopt;
    if (const auto compact = from_compact(pieces[0].text)) return compact;
    return from_epoch(pieces[0].text);
  }
  if (pieces[0].number && pieces[0].text.size() == 8 && pieces[1].text == "t")
    return from_compact(pieces[0].text);
  for (std::size_t i = 0; i + 2 < pieces.size(); ++i) {
    if (const auto date = from_three_numbers(pieces[i], pieces[i + 1], pieces[i + 2])) return date;
  }
  if (const auto date = from_month_name(pieces)) return date;
  const bool seconds_with_fraction = pieces.size() == 2 && pieces[1].number && pieces[1].before == '.';
  return seconds_with_fraction ? from_epoch(pieces[0].text) : std::nullopt;
}

std::optional<Date> parse_excel_day(std::string_view number) {
  // Excel counts 1900 as a leap year: since March of that year its day 1 would be 1899-12-31.
  constexpr std::chrono::sys_days kDayZero{std::chrono::December / 30 / 1899};
  constexpr std::size_t kDigits = 5;  // with fewer or more it is rather a year, a count or a time stamp
  const std::string ascii = ascii_digits(number);
  const std::string_view day = trimmed(ascii).substr(0, kDigits);
  if (day.size() < kDigits || !all_digits(day) || day.front() == '0') return std::nullopt;
  // The time of day stands behind a point, a comma or ٫.
  const std::string_view time = trimmed(ascii).substr(kDigits);
  if (!time.empty() &&
      (std::string_view(".,?").find(time.front()) == std::string_view::npos || !all_digits(time.substr(1))))
    return std::nullopt;
  int days = 0;
  std::from_chars(day.data(), day.data() + day.size(), days);
  return Date(kDayZero + std::chrono::days(days));
}

std::optional<Date> date_in_file_name(std::string_view file_name) {
  const std::string ascii = ascii_digits(file_name);
  const auto plausible = [](const std::optional<Date>& date) {
    return date && static_cast<int>(date->year()) >= 1990 && static_cast<int>(date->year()) < 2100;
  };
  const auto pieces = split_pieces(ascii, 64);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (!piece.number || is_alphanumeric(piece.before)) continue;
    const std::size_t end = static_cast<std::size_t>(piece.text.data() - ascii.data()) + piece.text.size();
    const bool alone = end >= ascii.size() || !is_alphanumeric(ascii[end]) || ascii[end] == 't';
    if (alone) {
      if (const auto date = from_compact(piece.text); plausible(date)) return date;
    }
    if (i + 2 >= pieces.size()) continue;
    if (const auto date = from_three_numbers(piece, pieces[i + 1], pieces[i + 2]); plausible(date))
      return date;
  }
  return std::nullopt;
}

}  // namespace kharita::geo::text
