#include "app/model/time_window.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kharita::app {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::years;

constexpr int kLeastDays = 7;  // that are shown

int length_of(const Period& period) {
  return static_cast<int>((sys_days(period.to) - sys_days(period.from)).count()) + 1;
}

sys_days start_of(TimeUnit unit, const Date& date) {
  using namespace std::chrono;
  switch (unit) {
    case TimeUnit::day:
      return sys_days(date);
    case TimeUnit::week:
      return sys_days(date) - (weekday(sys_days(date)) - Monday);
    case TimeUnit::month:
      return sys_days(date.year() / date.month() / 1);
    case TimeUnit::quarter: {
      const unsigned first = (static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1;
      return sys_days(date.year() / month(first) / 1);
    }
    case TimeUnit::year:
      return sys_days(date.year() / January / 1);
  }
  return sys_days(date);
}

sys_days start_of_next(TimeUnit unit, sys_days start) {
  const Date date(start);
  switch (unit) {
    case TimeUnit::day:
      return start + days(1);
    case TimeUnit::week:
      return start + days(7);
    case TimeUnit::month:
      return sys_days(date + months(1));
    case TimeUnit::quarter:
      return sys_days(date + months(3));
    case TimeUnit::year:
      return sys_days(date + years(1));
  }
  return start + days(1);
}

// What people count time by: so many days, months or years.
struct Stride {
  int days = 0;
  int months = 0;
};
constexpr std::array kStrides{Stride{1, 0},   Stride{2, 0},   Stride{7, 0},    Stride{14, 0},
                              Stride{0, 1},   Stride{0, 2},   Stride{0, 3},    Stride{0, 6},
                              Stride{0, 12},  Stride{0, 24},  Stride{0, 60},   Stride{0, 120},
                              Stride{0, 240}, Stride{0, 600}, Stride{0, 1200}, Stride{0, 6000}};

// The first day from `from` on that the stride comes upon: counted from a Monday, or from year 0.
sys_days first_mark(const Stride& stride, const Date& from) {
  if (stride.days > 0) {
    constexpr sys_days kMonday = sys_days(std::chrono::year(1970) / 1 / 5);
    const int since = static_cast<int>((sys_days(from) - kMonday).count());
    const int behind = ((since % stride.days) + stride.days) % stride.days;
    return sys_days(from) + days(behind == 0 ? 0 : stride.days - behind);
  }
  int month = static_cast<int>(from.year()) * 12 + static_cast<int>(static_cast<unsigned>(from.month())) - 1;
  if (static_cast<unsigned>(from.day()) > 1) ++month;
  month = (month + stride.months - 1) / stride.months * stride.months;
  return sys_days(std::chrono::year(month / 12) / (month % 12 + 1) / 1);
}

sys_days next_mark(const Stride& stride, sys_days day) {
  return stride.days > 0 ? day + days(stride.days) : sys_days(Date(day) + months(stride.months));
}

std::vector<Date> marks_of(const Stride& stride, const Period& period, std::size_t most) {
  std::vector<Date> marks;
  for (sys_days day = first_mark(stride, period.from); day <= sys_days(period.to) && marks.size() <= most;
       day = next_mark(stride, day))
    marks.emplace_back(day);
  return marks;
}

}  // namespace

Word word_of(TimeUnit unit) noexcept {
  switch (unit) {
    case TimeUnit::day:
      return Word::unit_day;
    case TimeUnit::week:
      return Word::unit_week;
    case TimeUnit::month:
      return Word::unit_month;
    case TimeUnit::quarter:
      return Word::unit_quarter;
    case TimeUnit::year:
      break;
  }
  return Word::unit_year;
}

Period unit_around(TimeUnit unit, const Date& date) {
  const sys_days start = start_of(unit, date);
  return {Date(start), Date(start_of_next(unit, start) - days(1))};
}

Period next_unit(TimeUnit unit, const Period& period) {
  return unit_around(unit, Date(sys_days(period.to) + days(1)));
}

Period previous_unit(TimeUnit unit, const Period& period) {
  return unit_around(unit, Date(sys_days(period.from) - days(1)));
}

TimeUnit finest_unit(const Period& period, std::size_t most) {
  const auto span = static_cast<std::size_t>(length_of(period));
  if (span <= most) return TimeUnit::day;
  if (span / 7 + 2 <= most) return TimeUnit::week;
  if (span / 28 + 2 <= most) return TimeUnit::month;
  if (span / 90 + 2 <= most) return TimeUnit::quarter;
  return TimeUnit::year;
}

std::optional<Period> zoomed(const Period& shown, const Period& all, double factor, double at) {
  const int whole = length_of(all);
  const int now = length_of(shown);
  const int then = static_cast<int>(
      std::clamp(std::round(now * factor), std::min<double>(kLeastDays, whole), static_cast<double>(whole)));
  if (then >= whole) return std::nullopt;
  const double fixed = static_cast<double>((sys_days(shown.from) - sys_days(all.from)).count()) + now * at;
  const int first = std::clamp(static_cast<int>(std::round(fixed - then * at)), 0, whole - then);
  const sys_days from = sys_days(all.from) + days(first);
  return Period{Date(from), Date(from + days(then - 1))};
}

std::optional<Period> moved(const Period& shown, const Period& all, double share) {
  const int now = length_of(shown);
  if (now >= length_of(all)) return std::nullopt;
  int by = static_cast<int>(std::round(now * share));
  if (by == 0) by = share < 0 ? -1 : 1;
  const sys_days last_start = sys_days(all.to) - days(now - 1);
  const sys_days from = std::clamp(sys_days(shown.from) + days(by), sys_days(all.from), last_start);
  return Period{Date(from), Date(from + days(now - 1))};
}

std::vector<TimeMark> time_marks(const Period& period, std::size_t most, Language language) {
  std::vector<Date> chosen;
  const Stride* stride = nullptr;
  for (const Stride& candidate : kStrides) {
    std::vector<Date> marks = marks_of(candidate, period, most);
    if (marks.size() > most) continue;
    stride = &candidate;
    chosen = std::move(marks);
    break;
  }
  if (chosen.empty()) {  // none comes upon a day of it
    if (most == 0) return {};
    return {{period.from, date_words(period.from, language)}};
  }
  std::vector<TimeMark> marks;
  for (const Date& day : chosen) {
    const bool new_year = marks.empty() || marks.back().day.year() != day.year();
    std::string words;
    if (stride->days > 0) {
      words = new_year ? date_words(day, language) : day_words(day, language);
    } else {
      words =
          stride->months >= 12 ? std::to_string(static_cast<int>(day.year())) : month_words(day, language);
    }
    marks.push_back({day, std::move(words)});
  }
  return marks;
}

std::vector<QuickRange> quick_ranges(const Date& today) {
  using geo::text::parse_period;
  return {{Word::all_dates, std::nullopt},
          {Word::today, parse_period("today", today)},
          {Word::yesterday, parse_period("yesterday", today)},
          {Word::last_7_days, parse_period("last 7 days", today)},
          {Word::last_30_days, parse_period("last 30 days", today)},
          {Word::this_month, parse_period("this month", today)},
          {Word::last_month, parse_period("last month", today)},
          {Word::this_year, parse_period("this year", today)},
          {Word::last_year, parse_period("last year", today)}};
}

}  // namespace kharita::app
