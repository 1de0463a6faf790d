#include "geo/text/told_years.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace kharita::geo::text {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::uint32_t kTwinReach = 3;  // tokens between a date and the same day in another calendar
constexpr int kTwinDays = 2;             // by which the moon may shift it

bool is_day(const WrittenDate& date) {
  return date.kind == WrittenDate::Kind::calendar && date.month != 0 && date.day != 0;
}

bool lacks_year(const WrittenDate& date) {
  return is_day(date) && date.year == 0 && date.calendar == Calendar::gregorian && !date.tense_of_year;
}

std::optional<sys_days> day_in_year(const WrittenDate& date, int year) {
  const auto day = to_gregorian(date.calendar, year, date.month, date.day);
  return day ? std::optional(sys_days(*day)) : std::nullopt;
}

int year_of(sys_days day) {
  return static_cast<int>(Date(day).year());
}

// Of the years around `near`, the day nearest to it.
std::optional<sys_days> nearest_day(const WrittenDate& date, sys_days near) {
  std::optional<sys_days> best;
  for (int year = year_of(near) - 1; year <= year_of(near) + 1; ++year) {
    const auto day = day_in_year(date, year);
    if (day && (!best || std::abs((*day - near).count()) < std::abs((*best - near).count()))) best = day;
  }
  return best;
}

void set_year(WrittenDate& date, sys_days day) {
  date.year = year_of(day);
  date.year_inferred = true;
}

bool falls_on_its_weekday(const WrittenDate& date, sys_days day) {
  return std::chrono::weekday(day).c_encoding() == *date.weekday;
}

bool counts(const WrittenDate& date) {
  return lacks_year(date) && date.weekday.has_value();
}

// Whether every date with a weekday falls on it beside `anchor`.
bool all_fit(std::span<const WrittenDate> written, sys_days anchor) {
  return std::all_of(written.begin(), written.end(), [&](const WrittenDate& date) {
    if (!counts(date)) return true;
    const auto day = nearest_day(date, anchor);
    return day && falls_on_its_weekday(date, *day);
  });
}

// The latest year that the text writes and that is no later than `last`; 0 for none.
int latest_year(std::span<const WrittenDate> written, int last) {
  int latest = 0;
  for (const auto& date : written) {
    if (date.kind != WrittenDate::Kind::calendar || date.year == 0) continue;
    const auto day = to_gregorian(date.calendar, date.year, std::max(date.month, 1), std::max(date.day, 1));
    if (!day) continue;
    const int year = static_cast<int>(day->year());
    if (year <= last) latest = std::max(latest, year);
  }
  return latest;
}

}  // namespace

void take_years_of_twins(std::span<WrittenDate> written) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    auto& date = written[i];
    if (!lacks_year(date)) continue;
    const auto take = [&](const WrittenDate& twin, std::uint32_t gap) {
      if (gap > kTwinReach || !is_day(twin) || twin.year == 0 || twin.calendar == date.calendar) return;
      const auto day = day_in_year(twin, twin.year);
      const auto same = day ? nearest_day(date, *day) : std::nullopt;
      if (same && std::abs((*same - *day).count()) <= kTwinDays) set_year(date, *same);
    };
    if (i > 0) take(written[i - 1], date.first_token - written[i - 1].end_token);
    if (i + 1 < written.size()) take(written[i + 1], written[i + 1].first_token - date.end_token);
  }
}

void take_years_of_weekdays(std::span<WrittenDate> written, std::optional<Date> not_after) {
  if (!not_after || !not_after->ok()) return;
  // اليوم الاثنين 16 يناير goes before other days.
  auto anchor = std::find_if(written.begin(), written.end(), [](const WrittenDate& date) {
    return counts(date) && date.day_offset.has_value();
  });
  if (anchor == written.end()) anchor = std::find_if(written.begin(), written.end(), counts);
  if (anchor == written.end()) return;
  const sys_days last(*not_after);
  const int year = latest_year(written, year_of(last));
  const auto found = year == 0 ? std::nullopt : day_in_year(*anchor, year);
  if (!found || *found > last || !falls_on_its_weekday(*anchor, *found) || !all_fit(written, *found)) return;
  for (auto& date : written) {
    if (!counts(date)) continue;
    if (const auto day = nearest_day(date, *found); day && *day <= last) set_year(date, *day);
  }
}

}  // namespace kharita::geo::text
