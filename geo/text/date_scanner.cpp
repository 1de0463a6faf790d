#include "geo/text/date_scanner.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "geo/text/vocabulary.h"

namespace kharita::geo::text {
namespace {

using Index = std::ptrdiff_t;

constexpr int kFirstChristianYear = 1000;
constexpr int kLastChristianYear = 2199;
constexpr int kFirstHijriYear = 1200;
constexpr int kLastHijriYear = 1500;
constexpr int kFirstModernHijriYear = 1300;  // 1882
constexpr int kFirstPersianYear = 1250;
constexpr int kLastPersianYear = 1500;
constexpr int kMaxListed = 8;  // days before one month: 3 و 4 و 5 مايو

struct MonthMatch {
  Index end = 0;  // one past its last token
  int month = 0;
  Calendar calendar = Calendar::gregorian;
  std::uint8_t skip = 0;
  bool ambiguous = false;
  bool rare = false;
  bool latin = false;
};

struct DayMatch {
  Index first = 0;
  int day = 0;
  Index end = 0;  // one past its last token
};

class Scanner {
 public:
  explicit Scanner(const Tokens& tokens) : tokens_(tokens), words_(tokens.tokens.size()) {
    if (tokens.vocabulary == nullptr) {
      for (Index i = 0; i < size(); ++i)
        note(i);
    } else {
      for (const std::uint32_t i : tokens.of_dates)
        note(static_cast<Index>(i));
    }
  }

  std::vector<WrittenDate> run() {
    Index done = 0;
    for (const Index i : openings_) {
      if (i >= done) done = scan_calendar(i);
    }
    // Whatever the calendar dates have left: years and relative expressions.
    std::vector<WrittenDate> calendar;
    calendar.swap(found_);
    floor_ = 0;
    auto next = calendar.begin();
    done = 0;
    const auto take_calendar = [&](Index until) {
      for (; next != calendar.end() && static_cast<Index>(next->first_token) <= until; ++next) {
        if (static_cast<Index>(next->first_token) < done) continue;
        found_.push_back(*next);
        floor_ = done = static_cast<Index>(next->end_token);
      }
    };
    for (const Index i : openings_) {
      take_calendar(i);
      if (i < done) continue;
      limit_ = next != calendar.end() ? static_cast<Index>(next->first_token) : size();
      done = scan_loose(i);
    }
    take_calendar(size());
    share_years();
    join_ranges();
    return std::move(found_);
  }

 private:
  using Days = std::array<DayMatch, kMaxListed>;
  using Ranges =
      std::array<bool, kMaxListed>;  // of each day: a range runs from it to the day before it in Days

  void note(Index i) {
    const DateWordMatch match = look_up(i);
    const bool is_number = token(i).kind == Token::Kind::number;
    if (match.word == nullptr && !is_number) return;
    words_[at(i)] = match;
    if (is(i, kPersianText)) ++persian_words_;
    if (is(i, kArabicText)) ++arabic_words_;
    if (is(i, kEraHijri) && has(i - 1) && number(i - 1) >= kFirstModernHijriYear) counts_by_hijri_ = true;
    if (is_number || is(i, kOpening)) openings_.push_back(i);
  }

  // --- tokens
  // -----------------------------------------------------------------------------------------------------------
  [[nodiscard]] Index size() const { return static_cast<Index>(tokens_.tokens.size()); }
  [[nodiscard]] static std::size_t at(Index i) { return static_cast<std::size_t>(i); }
  [[nodiscard]] bool has(Index i) const { return i >= 0 && i < size(); }
  [[nodiscard]] const Token& token(Index i) const { return tokens_.tokens[at(i)]; }
  [[nodiscard]] std::string_view norm(Index i) const { return tokens_.norm(token(i)); }
  [[nodiscard]] DateWordMatch look_up(Index i) const {
    if (tokens_.vocabulary != nullptr && tokens_.numbers[at(i)] != Vocabulary::kNone)
      return tokens_.vocabulary->date_word(tokens_.numbers[at(i)]);
    const auto kind = token(i).kind;
    return kind == Token::Kind::arabic || kind == Token::Kind::latin ? date_word(norm(i)) : DateWordMatch{};
  }
  [[nodiscard]] const DateWord* word(Index i) const { return has(i) ? words_[at(i)].word : nullptr; }
  [[nodiscard]] std::uint8_t skip(Index i) const { return words_[at(i)].skip; }
  [[nodiscard]] bool is(Index i, std::uint32_t roles) const {
    const auto* w = word(i);
    return w != nullptr && w->is(roles);
  }
  [[nodiscard]] bool is_mark(Index i, std::string_view marks) const {
    if (!has(i) || token(i).kind != Token::Kind::punctuation) return false;
    const auto mark = norm(i);
    return !mark.empty() && marks.find(mark) != std::string_view::npos;
  }
  [[nodiscard]] bool is_dash(Index i) const { return is_mark(i, "-–—‐‑−"); }
  [[nodiscard]] bool is_comma(Index i) const { return is_mark(i, ",،"); }
  [[nodiscard]] bool touches_previous(Index i) const {
    return has(i) && has(i - 1) && !token(i).space_before;
  }

  // A number of at most four digits; -1 else.
  [[nodiscard]] int number(Index i) const {
    if (!has(i) || token(i).kind != Token::Kind::number) return -1;
    const auto digits = norm(i);
    if (digits.size() > 4) return -1;
    int value = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  }
  [[nodiscard]] std::size_t digits(Index i) const { return norm(i).size(); }

  // A number that is no part of a longer one: 3.5, 10:30, 1,200.
  [[nodiscard]] bool stands_alone(Index i) const {
    const bool joined_before = touches_previous(i) && is_mark(i - 1, ".,:٫٬%") && touches_previous(i - 1) &&
                               has(i - 2) && token(i - 2).kind == Token::Kind::number;
    const bool joined_after = touches_previous(i + 1) && is_mark(i + 1, ".,:٫٬%٪") &&
                              touches_previous(i + 2) && has(i + 2) &&
                              token(i + 2).kind == Token::Kind::number;
    return !joined_before && !joined_after && !(has(i + 1) && is_mark(i + 1, "%٪"));
  }

  [[nodiscard]] int day_number(Index i) const {
    const int value = number(i);
    return value >= 1 && value <= 31 && digits(i) <= 2 && stands_alone(i) ? value : 0;
  }

  void emit(WrittenDate date, Index first, Index end) {
    if (first < floor_) return;
    date.first_token = static_cast<std::uint32_t>(first);
    date.end_token = static_cast<std::uint32_t>(end);
    date.skip = token(first).kind == Token::Kind::arabic ? skip(first) : std::uint8_t{0};
    found_.push_back(date);
    floor_ = end;
  }

  // --- calendar dates
  // ---------------------------------------------------------------------------------------------------
  Index scan_calendar(Index i) {
    if (token(i).kind == Token::Kind::number) {
      const auto end = scan_numeric(i);
      return end > i ? end : i + 1;
    }
    if (!is(i, kMonth | kMonthHead)) return i + 1;
    const auto month = match_month(i);
    if (!month) return i + 1;
    return scan_around_month(i, *month);
  }

  [[nodiscard]] bool text_is_persian() const {
    return persian_words_ > 1 && persian_words_ > 2 * arabic_words_;
  }

  // 2024-01-16, 16/1/2024, 16.1.2024, 1/16/2024, 1445/9/12 هـ, 12/5/04; and 16/1 after "يوم" or a weekday.
  Index scan_numeric(Index i) {
    if (!is_separator(i + 1) || number(i) < 0 || number(i + 2) < 0 || i < floor_) return i;
    const bool spaced = token(i + 1).space_before || token(i + 2).space_before;
    const auto separator = norm(i + 1);
    if (spaced && separator != "/" && !is_spaced_date(i)) return i;
    const bool range_end = is_dash(i - 1) && day_number(i - 2) > 0 && !is_separator(i - 3);  // 1-5/5/2004
    if (touches_previous(i) && (is_separator(i - 1) || is_mark(i - 1, ":,٫")) && !range_end) return i;
    if (!is_separator(i + 3) || norm(i + 3) != separator || number(i + 4) < 0) return scan_day_and_month(i);
    if (is_separator(i + 5) && touches_previous(i + 5) && touches_previous(i + 6) && number(i + 6) >= 0)
      return i;
    auto date = ordered(i, i + 2, i + 4, separator == "/");
    if (!date) return i;
    Index end = i + 5;
    end = settle_era(*date, end);
    if (!is_plausible(*date)) return i;
    Days days{DayMatch{i, date->day, i + 1}};
    Ranges range_to_next{};
    const int count = is(i - 1, kUntil) || range_end ? match_earlier_days(days, range_to_next, 1) : 1;
    emit_days(*date, days, range_to_next, count, end);
    return end;
  }

  [[nodiscard]] bool is_separator(Index i) const { return is_mark(i, "/-.–\\"); }

  // 17 - 01 - 2024.
  [[nodiscard]] bool is_spaced_date(Index i) const {
    return is_dash(i + 1) && is_dash(i + 3) && day_number(i) > 0 && number(i + 4) >= 1900 &&
           digits(i + 4) == 4;
  }

  [[nodiscard]] std::optional<WrittenDate> ordered(Index a, Index b, Index c, bool slashes) const {
    if (digits(b) > 2) return std::nullopt;
    WrittenDate date;
    date.month = number(b);
    if (digits(a) == 4 && digits(c) <= 2) {
      date.year = number(a);
      date.day = number(c);
    } else if (digits(a) <= 2 && digits(c) == 4) {
      date.day = number(a);
      date.year = number(c);
    } else if (digits(a) <= 2 && digits(c) == 2 && slashes) {
      date.day = number(a);
      date.year = number(c) + (number(c) < 70 ? 2000 : 1900);
    } else {
      return std::nullopt;
    }
    if (date.month > 12 && date.day <= 12) std::swap(date.day, date.month);
    if (date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31) return std::nullopt;
    return date;
  }

  Index scan_day_and_month(Index i) {
    WrittenDate date;
    date.day = number(i);
    date.month = number(i + 2);
    if (date.day < 1 || date.day > 31 || date.month < 1 || date.month > 12 || norm(i + 1) == ".") return i;
    const bool slash = norm(i + 1) == "/";
    const bool cued = is(i - 1, kWeekday | kCorresponding | kByline) ||
                      (is(i - 1, kDayNoun) && norm(i - 1) == "يوم") ||
                      (is_mark(i - 1, "(") && is(i - 2, kWeekday));
    if (!slash || !cued || is(i + 3, kMeasure)) return i;
    emit_with_weekday(date, i, i + 3);
    return i + 3;
  }

  // The era after a year decides the calendar; without one, the year's size does.
  Index settle_era(WrittenDate& date, Index end) const {
    const bool near = has(end) && is(end, kEraChristian | kEraHijri | kEraPersian);
    if (near && is(end, kEraHijri)) {
      date.calendar = Calendar::hijri;
      ++end;
      if (is(end, kEraPersian)) {  // هـ.ش
        date.calendar = Calendar::persian;
        ++end;
      } else if (is_mark(end, ".") && is(end + 1, kEraPersian)) {
        date.calendar = Calendar::persian;
        end += 2;
      }
      return end;
    }
    if (near && is(end, kEraPersian)) {
      date.calendar = Calendar::persian;
      return end + 1;
    }
    if (near && is(end, kEraChristian) && date.year >= kFirstChristianYear) return end + 1;
    if (date.calendar == Calendar::gregorian && date.year >= kFirstHijriYear && date.year <= kLastHijriYear) {
      date.calendar = text_is_persian() ? Calendar::persian : Calendar::hijri;
    }
    return end;
  }

  [[nodiscard]] static bool is_plausible(const WrittenDate& date) {
    switch (date.calendar) {
      case Calendar::gregorian:
        return date.year >= kFirstChristianYear && date.year <= kLastChristianYear;
      case Calendar::hijri:
        return date.year >= 1 && date.year <= kLastHijriYear;
      case Calendar::persian:
        return date.year >= kFirstPersianYear && date.year <= kLastPersianYear;
    }
    return false;
  }

  // A month's name at i, with its second word and its twin in another system.
  [[nodiscard]] std::optional<MonthMatch> match_month(Index i) const {
    auto month = match_one_month(i);
    if (!month) return std::nullopt;
    for (const auto twin : {month->end, month->end + 1, month->end + 2}) {
      if (!joins_twins(month->end, twin)) continue;
      const auto other = match_one_month(twin);
      if (!other || other->month != month->month || other->calendar != month->calendar) continue;
      month->end = other->end;
      if (is_mark(month->end, ")")) ++month->end;
      month->ambiguous = month->rare = false;
      break;
    }
    return month;
  }

  // What stands between a month and its twin: nothing, one mark or او, or a mark and a bracket.
  [[nodiscard]] bool joins_twins(Index joint, Index twin) const {
    if (twin == joint) return true;
    if (twin == joint + 1) return is_mark(joint, "/(-\\") || (has(joint) && norm(joint) == "او");
    return is_mark(joint, "/(") && is_mark(joint + 1, "(");
  }

  [[nodiscard]] std::optional<MonthMatch> match_one_month(Index i) const {
    const auto* w = word(i);
    if (w == nullptr) return std::nullopt;
    MonthMatch match;
    match.skip = skip(i);
    match.latin = token(i).kind == Token::Kind::latin;
    if (w->is(kMonthHead)) {
      const auto* second = word(i + 1);
      if (const int number = second == nullptr ? 0 : month_of_pair(*w, *second); number != 0) {
        match.month = number;
        match.calendar = calendar_of_head(*w);
        match.end = i + 2;
        return match;
      }
    }
    if (!w->is(kMonth)) return std::nullopt;
    match.month = w->month;
    match.calendar = w->calendar;
    match.ambiguous = w->is(kAmbiguous);
    match.rare = w->is(kRare);
    match.end = i + 1;
    if (match.latin && is_mark(match.end, ".")) ++match.end;  // Jan.
    return match;
  }

  Index scan_around_month(Index i, const MonthMatch& month) {
    WrittenDate date;
    date.month = month.month;
    date.calendar = month.calendar;
    Days days;
    Ranges range_to_next{};
    int day_count = 0;
    bool after_noun = false;
    const auto before = before_month(i, after_noun);
    if (const auto day = match_day(before.first, before.second)) {
      days[at(day_count++)] = *day;
      day_count = match_earlier_days(days, range_to_next, day_count);
    }
    Index end = month.end;
    if (day_count > 0) end = skip_wrong_twin(end, month);
    if (day_count == 0 && (month.latin || is_day_and_year(end))) end = match_day_behind(end, date);
    end = match_year(end, date);
    const bool has_day = day_count > 0 || date.day > 0;
    if (!is_taken(i, month, date, has_day, after_noun || is(i - 1, kMonthNoun))) return month.end;
    if (day_count == 0) {
      const auto first = date.day > 0 ? i : first_of_month(i, after_noun);
      emit_with_weekday(date, first, end);
      return end;
    }
    emit_days(date, days, range_to_next, day_count, end);
    return end;
  }

  // A date for each day, the last day first in `days`.
  void emit_days(const WrittenDate& date, const Days& days, const Ranges& range_to_next, int count,
                 Index end) {
    for (int n = count - 1; n >= 0; --n) {
      auto one = date;
      one.day = days[at(n)].day;
      one.opens_range = range_to_next[at(n)];
      const auto one_end = n == 0 ? end : days[at(n)].end;
      emit_with_weekday(one, days[at(n)].first, one_end);
    }
  }

  // 15 مايو/تموز 1948: an author's slip; the first name counts.
  [[nodiscard]] Index skip_wrong_twin(Index end, const MonthMatch& month) const {
    if (!is_mark(end, "/")) return end;
    const auto other = match_one_month(end + 1);
    return other && other->calendar == month.calendar ? other->end : end;
  }

  // Whether the month's name is one here, and enough of a date to be told.
  [[nodiscard]] bool is_taken(Index i, const MonthMatch& month, const WrittenDate& date, bool has_day,
                              bool after_noun) const {
    const bool has_year = date.year != 0;
    if (has_year && !is_plausible(date)) return false;
    if (month.rare) return has_day && has_year;
    if (!has_year && is_named_after_it(i)) return false;
    if (month.calendar != Calendar::gregorian) return has_year || (has_day && date.tense == Tense::none);
    if (has_day || has_year) return true;
    if (date.tense != Tense::none) return true;
    if (is_first_of_two(i, month)) return true;
    if (month.ambiguous) return after_noun;
    return after_noun || month.skip > 0 || is(i - 1, kTimeCue | kUntil | kAnd) || month.end > i + 1;
  }

  // بين نيسان وحزيران, من يناير إلى مارس.
  [[nodiscard]] bool is_first_of_two(Index i, const MonthMatch& month) const {
    if (!is(i - 1, kBetween | kOf)) return false;
    const Index second = is(month.end, kUntil | kAnd) ? month.end + 1 : month.end;
    return (second > month.end || (has(second) && skip(second) > 0)) && match_one_month(second).has_value();
  }

  // مدينة 6 أكتوبر, جسر 14 تموز: a place or a party that has the name of a day.
  [[nodiscard]] bool is_named_after_it(Index month) const {
    return day_number(month - 1) > 0 && is(month - 2, kNamedAfter);
  }

  // Steps from a month's name back over "من شهر": the token where a day may end, and whether such a word
  // stood there.
  [[nodiscard]] std::pair<Index, bool> before_month(Index i, bool& after_noun) const {
    Index k = i - 1;
    bool of = false;
    if (is(k, kMonthNoun)) {
      after_noun = true;
      of = true;
      --k;
      if (is(k, kOf) && k - 1 >= floor_) --k;
    } else if (is(k, kOf) && norm(k) != "ي") {
      of = true;
      --k;
    } else if (has(k) && norm(k) == "ي" && touches_previous(k)) {
      --k;  // Kurdish 12ی نیسان
    } else if ((is_dash(k) || is_mark(k, "/")) && day_number(k - 1) > 0) {
      --k;
    }
    return {k, of};
  }

  [[nodiscard]] Index first_of_month(Index i, bool after_noun) const { return after_noun ? i - 1 : i; }

  // A day that ends at token k: 12, (12), 12th, الثاني عشر. `of` says that "من" or "شهر" follows it.
  [[nodiscard]] std::optional<DayMatch> match_day(Index k, bool of) const {
    if (k < floor_) return std::nullopt;
    if (const int day = day_number(k); day > 0) return DayMatch{k, day, k + 1};
    if (is_mark(k, ")") && day_number(k - 1) > 0 && is_mark(k - 2, "(") && k - 2 >= floor_) {
      return DayMatch{k - 2, day_number(k - 1), k + 1};
    }
    if (has(k) && token(k).kind == Token::Kind::latin && touches_previous(k) && day_number(k - 1) > 0) {
      const auto ending = norm(k);
      if (ending == "st" || ending == "nd" || ending == "rd" || ending == "th")
        return DayMatch{k - 1, day_number(k - 1), k + 1};
    }
    return match_ordinal(k, of);
  }

  [[nodiscard]] std::optional<DayMatch> match_ordinal(Index k, bool of) const {
    if (!is(k, kOrdinal)) return std::nullopt;
    const auto& w = *word(k);
    const auto unit = [&](Index u) { return is(u, kOrdinal) && u >= floor_ ? int{word(u)->ordinal} : 0; };
    DayMatch match{k, w.ordinal, k + 1};
    if (norm(k) == "عشر") {
      if (unit(k - 1) < 1 || unit(k - 1) > 9) return std::nullopt;
      match = {k - 1, 10 + unit(k - 1), k + 1};
    } else if (w.ordinal >= 20 && w.ordinal <= 30) {
      const auto u = skip(k) > 0 ? k - 1 : is(k - 1, kAnd) ? k - 2 : k;
      if (u != k && unit(u) >= 1 && unit(u) <= 9) match = {u, w.ordinal + unit(u), k + 1};
    } else if (skip(k) > 0 && norm(k).starts_with("ب")) {
      return std::nullopt;
    }
    if (match.day < 1 || match.day > 31 || is(match.first - 1, kSpanNoun)) return std::nullopt;
    // كانون الأول and its like end in an ordinal, too.
    if (is(match.first - 1, kMonthHead)) return std::nullopt;
    if (!of && match.day == 2 && norm(k) != "الثاني") return std::nullopt;
    return match;
  }

  // Days before the first one found: 3 و 4 و, 3-, من 3 إلى, بين 3 و. Returns how many there are in all.
  int match_earlier_days(Days& days, Ranges& range_to_next, int count) const {
    while (count < kMaxListed) {
      const auto& later = days[at(count - 1)];
      Index k = later.first - 1;
      bool range = false;
      if (is(k, kUntil)) {
        range = true;
        if (is(k - 1, kAnd)) --k;
      } else if (is_dash(k) || is_mark(k, "/")) {
        range = true;
      } else if (is(k, kWeekday) && skip(k) > 0) {
        // الاثنين 15 والثلاثاء 16 يناير
      } else if (is_ordinal_with_and(later.first)) {  // الأول والثاني من أيار
        k = later.first;
        range = is(k - 2, kBetween);
      } else if (is(k, kAnd)) {
        range = is_between(k);
      } else if (!(is_comma(k) && count > 1)) {
        return count;
      }
      --k;
      if (is_comma(k)) --k;
      const auto day = match_day(k, false);
      if (!day || day->first < floor_ || (is_mark(day->first - 1, "/") && number(day->first - 2) >= 0))
        return count;
      if (range && day->day >= later.day) return count;
      range_to_next[at(count)] = range;
      days[at(count++)] = *day;
    }
    return count;
  }

  [[nodiscard]] bool is_ordinal_with_and(Index i) const {
    return is(i, kOrdinal) && skip(i) > 0 && norm(i).starts_with("و") && is(i - 1, kOrdinal);
  }

  [[nodiscard]] bool is_between(Index conjunction) const {
    return is(conjunction - 2, kBetween) || is(conjunction - 3, kBetween);
  }

  // 12, 2024 behind a month's name.
  [[nodiscard]] bool is_day_and_year(Index i) const {
    const Index year = is_comma(i + 1) ? i + 2 : i + 1;
    return day_number(i) > 0 && has(year) && token(year).kind == Token::Kind::number && digits(year) == 4 &&
           !is(year + 1, kMeasure);
  }

  // May 12, 2024; يناير 12، 2024.
  Index match_day_behind(Index end, WrittenDate& date) const {
    const int day = day_number(end);
    if (day == 0) return end;
    ++end;
    if (has(end) && token(end).kind == Token::Kind::latin && touches_previous(end) && norm(end).size() == 2)
      ++end;
    date.day = day;
    return end;
  }

  // What follows a month's name: a year, or الجاري, or من العام الماضي.
  Index match_year(Index end, WrittenDate& date) const {
    Index k = end;
    if (date.calendar == Calendar::persian && is(k, kMonthNoun)) ++k;  // دی ماه ۱۴۰۲
    if (is(k, kTense)) {
      date.tense = word(k)->tense;
      end = ++k;
    }
    bool cued = false;
    if (is_comma(k) || is_dash(k) || is_mark(k, "/")) ++k;
    if (is_mark(k, "\"”»") && is(k + 1, kYearNoun)) ++k;  // "ثورة 25 يناير" عام 2011
    if (is(k, kOf)) ++k;
    if (is(k, kThis) && is(k + 1, kYearNoun)) {
      date.tense = Tense::present;
      date.tense_of_year = true;
      return k + 2;
    }
    if (is(k, kYearNoun)) {
      cued = true;
      ++k;
      if (is(k, kTense)) {
        date.tense = word(k)->tense;
        date.tense_of_year = true;
        return k + 1;
      }
    }
    if (is_mark(k, "(")) ++k;
    const int year = number(k);
    if (year < 0 || !stands_alone(k)) return end;
    const bool dashed = is_dash(end) || is_mark(end, "/");
    if (digits(k) == 2 && dashed && touches_previous(k)) {  // 12-Jan-04
      date.year = year + (year < 70 ? 2000 : 1900);
      return k + 1;
    }
    if (digits(k) < 3 || (digits(k) == 3 && !is(k + 1, kEraHijri)) || (!cued && is(k + 1, kMeasure)))
      return end;
    auto dated = date;
    dated.year = year;
    const auto after =
        date.calendar == Calendar::gregorian ? after_christian_year(dated, k + 1) : settle_era(dated, k + 1);
    if (!is_plausible(dated) || is(after, kYearEnding)) return end;
    date = dated;
    return is_mark(k - 1, "(") && is_mark(after, ")") ? after + 1 : after;
  }

  Index after_christian_year(const WrittenDate& date, Index end) const {
    return is(end, kEraChristian) && date.year >= kFirstChristianYear ? end + 1 : end;
  }

  // Emits a date with the weekday before it: "الاثنين 29 يناير", "اليوم الاثنين (29 يناير)", "الاثنين الموافق
  // 29 يناير".
  void emit_with_weekday(WrittenDate date, Index first, Index end) {
    Index k = first - 1;
    Index start = first;
    bool opened = false;
    const auto step = [&](Index to) { return to >= floor_; };
    if (is(k, kDayNoun) && norm(k) != "يوم") --k;
    for (int steps = 0; steps < 3 && step(k) &&
                        (is_comma(k) || is_mark(k, "(:") || is_dash(k) || is(k, kCorresponding) ||
                         (is(k, kByline) && is(k - 1, kWeekday)) || is(k, kTense));
         ++steps) {
      opened |= is_mark(k, "(");
      --k;
    }
    if (date.day > 0 && step(k) && is(k, kWeekday)) {
      date.weekday = weekday_at(k);
      start = k;
      if (step(k - 1) && is(k - 1, kRelativeDay) && !is(k - 1, kNotToday) && names_a_day(k - 1)) {
        date.day_offset = word(k - 1)->day_offset;
        start = k - 1;
      }
    } else if (date.day > 0 && step(k) && is(k, kRelativeDay) && skip(k) == 0 && names_a_day(k)) {
      date.day_offset = word(k)->day_offset;
      start = k;
    }
    if (opened && start < first && is_mark(end, ")")) ++end;
    emit(date, start, end);
  }

  // سه شنبه is one weekday in two words, and شنبه alone another.
  [[nodiscard]] std::uint8_t weekday_at(Index i) const {
    if (norm(i) != "شنبه" || !has(i - 1)) return word(i)->weekday;
    constexpr std::array<std::string_view, 5> kBefore{"يك", "دو", "سه", "چهار", "پنج"};
    for (std::size_t day = 0; day < kBefore.size(); ++day) {
      if (norm(i - 1) == kBefore[day]) return static_cast<std::uint8_t>(day);
    }
    return word(i)->weekday;
  }

  // من 28 أبريل إلى 3 مايو 2019, شهري نوفمبر ويناير 2023: the year stands with the last; a later month is of
  // the year before.
  void share_years() {
    for (std::size_t d = found_.size(); d-- > 1;) {
      auto& from = found_[d - 1];
      const auto& to = found_[d];
      if (lacks_year(from) && to.year != 0 && to.month != 0 && from.calendar == to.calendar &&
          are_joined(from, to)) {
        const bool later = std::pair(from.month, from.day) > std::pair(to.month, to.day);
        from.year = later ? to.year - 1 : to.year;
        from.year_inferred = true;
      }
    }
  }
  [[nodiscard]] static bool lacks_year(const WrittenDate& date) {
    return date.kind == WrittenDate::Kind::calendar && date.year == 0 && date.month != 0 &&
           date.tense == Tense::none && !date.weekday;
  }
  [[nodiscard]] bool are_joined(const WrittenDate& from, const WrittenDate& to) const {
    const auto gap = static_cast<Index>(from.end_token);
    const auto gap_end = static_cast<Index>(to.first_token);
    if (gap_end == gap) return to.skip > 0;
    return gap_end == gap + 1 && (is(gap, kUntil | kAnd) || is_dash(gap));
  }

  // من 28 أبريل إلى 3 مايو, 28 أبريل - 3 مايو.
  void join_ranges() {
    for (std::size_t d = 0; d + 1 < found_.size(); ++d) {
      auto& from = found_[d];
      const auto& to = found_[d + 1];
      const auto gap = static_cast<Index>(from.end_token);
      const auto gap_end = static_cast<Index>(to.first_token);
      if (from.day == 0 || to.day == 0 || from.calendar != to.calendar || gap_end <= gap || gap_end > gap + 3)
        continue;
      from.opens_range |=
          is(gap, kUntil) || (is(gap, kAnd) && is(gap + 1, kUntil)) || (is_dash(gap) && gap_end == gap + 1);
    }
  }

  // --- years and relative expressions
  // -------------------------------------------------------------------------------------
  Index scan_loose(Index i) {
    if (i >= limit_) return i + 1;
    if (token(i).kind == Token::Kind::number) return scan_year(i);
    if (words_[at(i)].word == nullptr) return i + 1;
    if (const auto end = scan_relative_period(i); end > i) return end;
    if (const auto end = scan_relative_day(i); end > i) return end;
    return i + 1;
  }

  // عام 2003, عامي 2002 و2003, 2003م, في 2004, 1425 هـ, بين 1980 و1988. عام 1492 is a Christian year unless
  // the text counts its own years by the Hijra.
  Index scan_year(Index i) {
    const int value = number(i);
    if (value >= 40 && digits(i) == 2 && is(i - 1, kYearNoun) && stands_alone(i)) return emit_short_year(i);
    if (value < 0 || digits(i) < 3 || !stands_alone(i)) return i + 1;
    if (touches_previous(i) && (is_separator(i - 1) || is_mark(i - 1, ":\\_+")) && !continues_years(i))
      return i + 1;
    WrittenDate date;
    date.year = value;
    Index end = i + 1;
    const bool noun = is(i - 1, kYearNoun) || (is_mark(i - 1, "(") && is(i - 2, kYearNoun));
    if (is(end, kYearEnding)) return i + 1;
    if (is(end, kEraHijri) && value <= kLastHijriYear) {
      date.calendar = Calendar::hijri;
      end = settle_era(date, end);
    } else if (is(end, kEraPersian) && value <= kLastPersianYear) {
      date.calendar = Calendar::persian;
      ++end;
    } else if (is(end, kEraChristian) && value >= 1700 && value < 2200 && !is(i - 1, kMeasure)) {
      ++end;
    } else if (noun && value >= kFirstHijriYear && value <= kLastHijriYear &&
               (text_is_persian() || counts_by_hijri_)) {
      date.calendar = text_is_persian() ? Calendar::persian : Calendar::hijri;
    } else if (digits(i) != 4 || value < (noun ? kFirstChristianYear : 1800) || value > 2150) {
      return i + 1;
    } else if (!noun && !continues_years(i) && !is_cued_year(i) && !opens_years(i) && !is_bare_year(i)) {
      return i + 1;
    }
    date.opens_range = opens_years(i) && !is(i + 1, kAnd);
    const auto first = is(i - 1, kYearNoun) && i - 1 >= floor_ ? i - 1 : i;
    emit(date, first, end);
    year_end_ = end;
    return end;
  }

  // عام 67, سنة 98: of the last century.
  Index emit_short_year(Index i) {
    if (is(i + 1, kMeasure)) return i + 1;
    WrittenDate date;
    date.year = 1900 + number(i);
    const auto end = is(i + 1, kEraChristian) && touches_previous(i + 1) ? i + 2 : i + 1;
    emit(date, i - 1 >= floor_ ? i - 1 : i, end);
    year_end_ = end;
    return end;
  }

  // كأس العالم 2022: a bare number that looks like a year of our time, where what follows is not what it
  // counts.
  [[nodiscard]] bool is_bare_year(Index i) const {
    const int value = number(i);
    if (value < 1900 || value > 2049 || !has(i - 1)) return false;
    if (is_mark(i - 1, "(") && is_mark(i + 1, ")")) return true;  // a film (1976)
    if (value < 1950 || value % 100 == 0) return false;
    if (token(i - 1).kind != Token::Kind::arabic || !token(i).space_before) return false;
    if (is(i - 1, kMeasure | kAnd | kUntil | kBetween | kOf)) return false;
    const bool closed = !has(i + 1) || is_mark(i + 1, ".،,؛:)\"»”") || token(i + 1).line_start;
    return closed || is(i + 1, kTimeCue | kOf | kArabicText);
  }

  // في 2004, منذ 1970: but not في 2004 دولارات.
  [[nodiscard]] bool is_cued_year(Index i) const {
    const int value = number(i);
    const bool part = is(i - 1, kOf) && is(i - 2, kOrdinal);  // الربع الأول من 2023
    return value >= 1900 && value < 2100 && (is(i - 1, kTimeCue) || part) &&
           !is(i + 1, kMeasure | kYearNoun | kMonthNoun | kDayNoun);
  }

  // After a year and its joint: 2002 و2003, 1998-2000.
  [[nodiscard]] bool continues_years(Index i) const {
    const bool joint = is(i - 1, kAnd | kUntil) || is_dash(i - 1) || is_mark(i - 1, "/،,");
    const bool long_joint = is(i - 1, kUntil) && is(i - 2, kAnd);
    return (joint && year_end_ == i - 1 && year_end_ > 0) ||
           (long_joint && year_end_ == i - 2 && year_end_ > 0);
  }

  // Before another year: بين 1980 و1988, (1939-1945), من 1990 إلى 1995.
  [[nodiscard]] bool opens_years(Index i) const {
    const int later = number(i + 2);
    const bool years =
        digits(i) == 4 && later >= 1800 && later < 2150 && later > number(i) && number(i) >= 1800;
    if (!years || is(i + 3, kMeasure)) return false;
    if (is(i + 1, kAnd)) return is(i - 1, kBetween | kYearNoun | kTimeCue);
    if (is(i + 1, kUntil)) return is(i - 1, kOf | kYearNoun | kTimeCue | kBetween);
    return (is_dash(i + 1) || is_mark(i + 1, "/")) &&
           (is_mark(i - 1, "(") || is(i - 1, kYearNoun | kTimeCue) || is(i - 2, kYearNoun | kTimeCue));
  }

  // الشهر الماضي, هذا العام, العام المقبل, 12 من الشهر الجاري.
  Index scan_relative_period(Index i) {
    Index noun = i;
    Tense tense = Tense::none;
    Index end = i;
    if (is(i, kThis) && is(i + 1, kMonthNoun | kYearNoun)) {
      noun = i + 1;
      tense = Tense::present;
      end = i + 2;
      if (is(end, kTense)) tense = word(end++)->tense;
    } else if (is(i, kMonthNoun | kYearNoun) && is(i + 1, kTense)) {
      tense = word(i + 1)->tense;
      end = i + 2;
    } else if (is(i, kTense) && token(i).kind == Token::Kind::latin && is(i + 1, kMonthNoun | kYearNoun)) {
      noun = i + 1;
      tense = word(i)->tense;
      end = i + 2;
    }
    if (tense == Tense::none || end > limit_) return scan_day_of_this_month(i);
    WrittenDate date;
    date.tense = tense;
    date.kind = is(noun, kMonthNoun) ? WrittenDate::Kind::relative_month : WrittenDate::Kind::relative_year;
    // 12 من الشهر الجاري, 12 الشهر الجاري.
    const bool of = is(i - 1, kOf);
    if (is(noun, kMonthNoun) && (of || day_number(i - 1) > 0)) {
      if (const auto day = match_day(of ? i - 2 : i - 1, of)) {
        Days days{*day};
        Ranges range_to_next{};
        const int count = match_earlier_days(days, range_to_next, 1);
        emit_days(date, days, range_to_next, count, end);
        return end;
      }
    }
    emit(date, i, end);
    return end;
  }

  // في 16 الجاري, يوم 16 الجاري.
  Index scan_day_of_this_month(Index i) {
    const auto day =
        is(i, kTense) && word(i)->tense == Tense::present ? match_day(i - 1, false) : std::nullopt;
    if (!day || !is(day->first - 1, kTimeCue | kDayNoun | kWeekday | kUntil) || i + 1 > limit_) return i;
    WrittenDate date;
    date.kind = WrittenDate::Kind::relative_month;
    date.tense = Tense::present;
    date.day = day->day;
    emit(date, day->first, i + 1);
    return i + 1;
  }

  // أمس, أول أمس, اليوم الاثنين, الخميس الماضي, يوم الثلاثاء.
  Index scan_relative_day(Index i) {
    WrittenDate date;
    date.kind = WrittenDate::Kind::relative_day;
    Index end = i;
    if (is(i, kBefore) && is(i + 1, kOf | kRelativeDay)) {
      const auto day = is(i + 1, kRelativeDay) ? i + 1 : i + 2;  // أول من أمس
      if (!is(day, kRelativeDay)) return i;
      const int offset = word(day)->day_offset;
      const bool after = norm(i).ends_with("بعد");
      if ((after && offset != 1) || (!after && offset != -1)) return i;
      date.day_offset = static_cast<std::int8_t>(2 * offset);
      end = day + 1;
    } else if (is(i, kRelativeDay)) {
      date.day_offset = word(i)->day_offset;
      end = i + 1;
      if (*date.day_offset == -1 && is(end, kOrdinal) && word(end)->ordinal == 1) {  // أمس الأول
        date.day_offset = std::int8_t{-2};
        ++end;
      }
      if (*date.day_offset == 0 && !is_today(i)) return i;
    } else if (is(i, kTense) && token(i).kind == Token::Kind::latin && is(i + 1, kWeekday)) {
      date.tense = word(i)->tense;  // last Monday
      end = i + 1;
    } else if (!is(i, kWeekday)) {
      return i;
    }
    if (is(end, kWeekday)) {
      date.weekday = weekday_at(end);
      ++end;
    }
    if (is(end, kTense) && date.weekday) {
      date.tense = word(end)->tense;
      ++end;
    }
    if (end > limit_ || (!date.day_offset && !date.weekday)) return i;
    if (!date.day_offset && word(i)->is(kMonth)) return i;
    emit(date, i, end);
    return end;
  }

  // أمس, غدا, and اليوم where it is today: not في مثل هذا اليوم 22 يناير 2011.
  [[nodiscard]] bool names_a_day(Index i) const { return word(i)->day_offset != 0 || is_today(i); }

  // Not "the day": اليوم الأول, ذلك اليوم, في اليوم التالي.
  [[nodiscard]] bool is_today(Index i) const {
    if (norm(i) != "اليوم") return true;
    if (skip(i) > 0 || is(i + 1, kNotToday) || is(i - 1, kThis)) return false;
    if (!has(i - 1)) return true;
    const auto before = norm(i - 1);
    // Newspapers' names.
    if (before == "المصري" || before == "روسيا" || before == "عمان" || before == "سوريا") return false;
    return !before.ends_with("ذلك") && before != "في" && before != "نفس" && before != "طوال" &&
           before != "خلال";
  }

  // What a date begins with, or is found by, other than a number.
  static constexpr std::uint32_t kOpening =
      kMonth | kMonthHead | kThis | kMonthNoun | kYearNoun | kTense | kBefore | kRelativeDay | kWeekday;

  const Tokens& tokens_;
  std::vector<DateWordMatch> words_;
  std::vector<Index> openings_;  // tokens that a date is found by
  std::vector<WrittenDate> found_;
  Index floor_ = 0;      // nothing new begins before it
  Index limit_ = 0;      // nothing loose ends after it
  Index year_end_ = -1;  // end of the last year found
  int persian_words_ = 0;
  int arabic_words_ = 0;
  bool counts_by_hijri_ = false;  // a year of our time stands with هـ somewhere
};

}  // namespace

std::vector<WrittenDate> scan_dates(const Tokens& tokens) {
  return Scanner(tokens).run();
}

}  // namespace kharita::geo::text
