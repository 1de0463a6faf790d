// The date of publication, from what the text itself says.
#include <algorithm>
#include <chrono>

#include "geo/text/date_scanner.h"
#include "geo/text/dates.h"
#include "geo/text/normalise.h"
#include "geo/text/told_years.h"

namespace kharita::geo::text {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::size_t kHeadTokens = 150;    // a byline stands among the first lines …
constexpr std::size_t kTailTokens = 60;     // … or the last
constexpr std::size_t kBylineTokens = 16;   // and its line is short
constexpr std::ptrdiff_t kBylineLines = 4;  // without a cue such as نشر في it is one of the first lines
constexpr std::size_t kDatelineTokens = 12;
constexpr int kFirstYear = 1990;  // older dates are what a story tells of, not when it was put on the web
constexpr std::uint32_t kNearby = 60;  // tokens between "اليوم الاثنين" and the date that it goes with

// A written date with its day and year, as a day.
std::optional<sys_days> full_day(const WrittenDate& date) {
  if (date.kind != WrittenDate::Kind::calendar || date.year == 0 || date.month == 0 || date.day == 0)
    return {};
  const auto day = to_gregorian(date.calendar, date.year, date.month, date.day);
  if (!day || static_cast<int>(day->year()) < kFirstYear) return {};
  return sys_days(*day);
}

bool fits_weekday(const WrittenDate& date, sys_days day) {
  return !date.weekday || std::chrono::weekday(day).c_encoding() == *date.weekday;
}

class Inference {
 public:
  Inference(const Tokens& tokens, std::span<const WrittenDate> written)
      : tokens_(tokens), written_(written) {}

  [[nodiscard]] Publication infer() const {
    if (const auto day = from_byline()) return {Date(*day), PublishedFrom::byline};
    if (const auto day = from_dated_today()) return {Date(*day), PublishedFrom::text};
    if (const auto day = from_weekday_nearby()) return {Date(*day), PublishedFrom::text};
    return {};
  }

 private:
  // "نشر في: الاثنين 29 يناير 2024", "12/03/2023 - 14:05", "كتب … 3 مايو 2022".
  // The day of a last change, آخر تحديث, only where there is no other.
  [[nodiscard]] std::optional<sys_days> from_byline() const {
    const auto published = from_byline(false);
    return published ? published : from_byline(true);
  }
  [[nodiscard]] std::optional<sys_days> from_byline(bool changes) const {
    for (const auto& date : written_) {
      const auto day = full_day(date);
      if (!day || !fits_weekday(date, *day) || is_of_a_span(date) || (is_of_change(date) && !changes))
        continue;
      const std::size_t count = tokens_.tokens.size();
      if (date.first_token > kHeadTokens && date.end_token + kTailTokens < count) continue;
      if (is_byline(date) || (is_dateline(date) && !later_year_is_told(*day))) return day;
    }
    return {};
  }

  // من 3 إلى 5 مايو 2024, منذ 7 أكتوبر 2023, حتى 31 ديسمبر 2024: not the day of writing.
  [[nodiscard]] bool is_of_a_span(const WrittenDate& date) const {
    if (date.opens_range || (&date != written_.data() && (&date)[-1].opens_range)) return true;
    if (date.first_token == 0) return false;
    const auto before = tokens_.norm(tokens_.tokens[date.first_token - 1]);
    const auto* word = date_word(before).word;
    return word != nullptr && word->is(kTimeCue | kUntil) && before != "في" && before != "in";
  }

  // آخر تحديث: 19 يناير 2024.
  [[nodiscard]] bool is_of_change(const WrittenDate& date) const {
    const std::size_t from = date.first_token > 3 ? date.first_token - 3 : 0;
    for (std::size_t t = date.first_token; t-- > from;) {
      const auto word = tokens_.norm(tokens_.tokens[t]);
      if (word == "تحديث" || word == "التحديث" || word == "updated") return true;
      if (tokens_.tokens[t].line_start || tokens_.tokens[t].kind == Token::Kind::number) return false;
    }
    return false;
  }

  // The date's line is short, and is a cue with a date, or hardly more than the date.
  [[nodiscard]] bool is_byline(const WrittenDate& date) const {
    std::size_t first = date.first_token;
    while (first > 0 && !tokens_.tokens[first].line_start && date.first_token - first < kBylineTokens)
      --first;
    std::size_t end = date.end_token;
    while (end < tokens_.tokens.size() && !tokens_.tokens[end].line_start &&
           end - date.end_token < kBylineTokens)
      ++end;
    const bool whole_line = (first == 0 || tokens_.tokens[first].line_start) &&
                            (end == tokens_.tokens.size() || tokens_.tokens[end].line_start);
    bool cue = false;
    std::size_t other_words = 0;  // than of dates
    for (std::size_t t = first; t < end; ++t) {
      if (t >= date.first_token && t < date.end_token) continue;
      const auto& token = tokens_.tokens[t];
      if (token.kind != Token::Kind::arabic && token.kind != Token::Kind::latin) continue;
      const auto found = date_word(tokens_.norm(token));
      if (found.word != nullptr && found.word->is(kByline)) {
        cue |= t < date.first_token && date.first_token - t <= 8;
      } else if (found.word == nullptr && token.end - token.start > 1) {
        ++other_words;
      }
    }
    if (whole_line && end - first <= kBylineTokens) {
      // In the headline a word before a day belongs to it: ثورة 25 يناير 2011.
      const std::size_t most_words = first == 0 && !date.weekday && !is_set_apart(date) ? 0 : 1;
      return cue || other_words <= most_words ||
             (end == date.end_token && is_set_apart(date) && is_early_line(first));
    }
    return cue && is_publishing_cue_before(date);
  }

  // A mark parts the date from who says so: "بيروت - وكالة الأنباء - الخميس 24 فبراير 2022".
  [[nodiscard]] bool is_set_apart(const WrittenDate& date) const {
    if (date.first_token == 0) return false;
    const auto mark = tokens_.norm(tokens_.tokens[date.first_token - 1]);
    return mark == "-" || mark == "–" || mark == "—" || mark == "|" || mark == "،" || mark == ",";
  }

  // Under the headline, before the story: a line that starts here is one of the text's first.
  [[nodiscard]] bool is_early_line(std::size_t first) const {
    return std::count_if(tokens_.tokens.begin(), tokens_.tokens.begin() + static_cast<std::ptrdiff_t>(first),
                         [](const Token& token) { return token.line_start; }) < kBylineLines;
  }

  // "الرياض في 3 مايو 2022 (واس)", "القاهرة - 3 مايو 2022 -": among the first words, with a mark after it.
  [[nodiscard]] bool is_dateline(const WrittenDate& date) const {
    if (date.end_token > kDatelineTokens || date.end_token >= tokens_.tokens.size()) return false;
    const auto mark = tokens_.norm(tokens_.tokens[date.end_token]);
    return mark == "(" || mark == "-" || mark == "–" || mark == ":" || mark == "/";
  }

  // In a longer line only what cannot be part of a story: نشر في, تاريخ النشر.
  [[nodiscard]] bool is_publishing_cue_before(const WrittenDate& date) const {
    const std::size_t from = date.first_token > 4 ? date.first_token - 4 : 0;
    for (std::size_t t = from; t < date.first_token; ++t) {
      const auto word = tokens_.norm(tokens_.tokens[t]);
      if (word == "النشر" || word == "التحديث" || word == "تحديث" || word == "published" ||
          word == "posted" || word == "updated") {
        return true;
      }
    }
    return false;
  }

  // "اليوم الاثنين 29 يناير 2024", "أمس (28 يناير 2024)".
  [[nodiscard]] std::optional<sys_days> from_dated_today() const {
    for (const auto& date : written_) {
      const auto day = full_day(date);
      if (day && date.day_offset && fits_weekday(date, *day)) return *day - days(*date.day_offset);
    }
    return {};
  }

  // "اليوم الاثنين" beside "الأحد 28 يناير 2024" is the day after it, when no later one is told.
  [[nodiscard]] std::optional<sys_days> from_weekday_nearby() const {
    std::optional<sys_days> latest;
    for (const auto& date : written_) {
      if (const auto day = full_day(date); day && (!latest || *day > *latest)) latest = day;
    }
    if (!latest || later_year_is_told(*latest)) return {};
    const WrittenDate* today = nullptr;
    const WrittenDate* dated = nullptr;
    for (const auto& date : written_) {
      if (date.kind == WrittenDate::Kind::relative_day && date.weekday && date.day_offset) today = &date;
      if (const auto day = full_day(date); day && *day == *latest) dated = &date;
      if (today == nullptr || dated == nullptr || distance(*today, *dated) > kNearby) continue;
      const int ahead =
          (*today->weekday + 7 - static_cast<int>(std::chrono::weekday(*latest).c_encoding())) % 7;
      // Told with its weekday it is news of these days, and today is the next day of that name; without one,
      // a day of the same name may be of any week.
      if (dated->weekday && fits_weekday(*dated, *latest))
        return *latest + days(ahead) - days(*today->day_offset);
    }
    return {};
  }

  [[nodiscard]] bool later_year_is_told(sys_days latest) const {
    const int year = static_cast<int>(Date(latest).year());
    return std::any_of(written_.begin(), written_.end(), [&](const WrittenDate& date) {
      return date.kind == WrittenDate::Kind::calendar && date.calendar == Calendar::gregorian &&
             date.year > year;
    });
  }

  static std::uint32_t distance(const WrittenDate& a, const WrittenDate& b) {
    return a.first_token < b.first_token ? b.first_token - a.first_token : a.first_token - b.first_token;
  }

  const Tokens& tokens_;
  std::span<const WrittenDate> written_;
};

// Whether the text may write a day with its year, as every publication without a file's time rests on one.
// Found by its numbers, of which there are few: looking every word up takes much longer.
class YearHints {
 public:
  explicit YearHints(const Tokens& tokens) : tokens_(tokens) {}

  [[nodiscard]] bool any() const {
    for (std::size_t i = 0; i < tokens_.tokens.size(); ++i) {
      if (is_number(i) && (begins_numeric_date(i) || (may_be_year(i) && is_behind_month(i)))) return true;
    }
    return false;
  }

 private:
  [[nodiscard]] bool is_number(std::size_t i) const {
    return i < tokens_.tokens.size() && tokens_.tokens[i].kind == Token::Kind::number;
  }
  [[nodiscard]] bool is_mark(std::size_t i) const {
    return i < tokens_.tokens.size() && tokens_.tokens[i].kind == Token::Kind::punctuation;
  }
  // 16/1/2024
  [[nodiscard]] bool begins_numeric_date(std::size_t i) const {
    return is_mark(i + 1) && is_number(i + 2) && is_mark(i + 3) && is_number(i + 4);
  }
  // 2024, or 24 of Jan-24.
  [[nodiscard]] bool may_be_year(std::size_t i) const {
    const std::size_t digits = tokens_.norm(tokens_.tokens[i]).size();
    return digits == 4 || (digits == 2 && !tokens_.tokens[i].space_before);
  }
  [[nodiscard]] bool is_behind_month(std::size_t year) const {
    constexpr std::size_t kReach = 16;  // tokens, of which a date has fewer between its month and its year
    for (std::size_t i = year - std::min(year, kReach); i < year; ++i) {
      const auto* word = date_word(tokens_.norm(tokens_.tokens[i])).word;
      if (word != nullptr && word->is(kMonth | kMonthHead)) return true;
    }
    return false;
  }

  const Tokens& tokens_;
};

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
    case PublishedFrom::user:
      return "user";
  }
  return "unknown";
}

Publication infer_publication(const Tokens& tokens, std::span<WrittenDate> written,
                              std::optional<Date> not_after) {
  const Publication told = Inference(tokens, written).infer();
  if (told.date) return told;
  take_years_of_weekdays(written, not_after);
  return Inference(tokens, written).infer();
}

Publication infer_publication(std::string_view utf8_text, std::optional<Date> not_after) {
  Tokens tokens;
  tokenise(utf8_text, tokens);
  if (!not_after && !YearHints(tokens).any()) return {};
  return find_dates_and_publication(tokens, not_after).publication;
}

}  // namespace kharita::geo::text
