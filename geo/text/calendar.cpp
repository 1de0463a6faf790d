#include "geo/text/calendar.h"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <cmath>
#include <memory>

namespace kharita::geo::text {
namespace {

constexpr double kMillisecondsADay = 86'400'000.0;

// ICU's calendars are not to be shared between threads; each thread keeps its own.
icu::Calendar* icu_calendar(Calendar calendar) {
  const auto make = [](const char* locale) -> std::unique_ptr<icu::Calendar> {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> made(
        icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), icu::Locale(locale), status));
    if (U_FAILURE(status)) return nullptr;
    made->setLenient(false);
    return made;
  };
  if (calendar == Calendar::hijri) {
    static thread_local const auto hijri = make("ar@calendar=islamic-umalqura");
    return hijri.get();
  }
  static thread_local const auto persian = make("fa@calendar=persian");
  return persian.get();
}

}  // namespace

std::optional<Date> to_gregorian(Calendar calendar, int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (calendar == Calendar::gregorian) {
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional(date) : std::nullopt;
  }
  auto* const icu = icu_calendar(calendar);
  if (icu == nullptr || year < 1 || year > 2500) return std::nullopt;
  UErrorCode status = U_ZERO_ERROR;
  icu->clear();
  icu->set(UCAL_EXTENDED_YEAR, year);
  icu->set(UCAL_MONTH, month - 1);
  icu->set(UCAL_DATE, day);
  const double time = icu->getTime(status);
  if (U_FAILURE(status)) return std::nullopt;
  return Date(
      std::chrono::sys_days(std::chrono::days(static_cast<int>(std::floor(time / kMillisecondsADay)))));
}

int year_on(Calendar calendar, const Date& day) {
  if (calendar == Calendar::gregorian) return static_cast<int>(day.year());
  auto* const icu = icu_calendar(calendar);
  if (icu == nullptr) return 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto days = std::chrono::sys_days(day).time_since_epoch().count();
  icu->setTime(static_cast<double>(days) * kMillisecondsADay, status);
  const int year = icu->get(UCAL_EXTENDED_YEAR, status);
  return U_FAILURE(status) ? 0 : year;
}

}  // namespace kharita::geo::text
