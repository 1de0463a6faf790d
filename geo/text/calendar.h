// Days of the Hijri and Iranian calendars as Gregorian ones. Private to geo/text.
#pragma once

#include <cstdint>
#include <optional>

#include "geo/text/dates.h"

namespace kharita::geo::text {

enum class Calendar : std::uint8_t { gregorian, hijri, persian };

// The Gregorian day of a calendar's year (1 and later), month (1 to 12) and day. Hijri is ICU's
// islamic-umalqura, the calendar of Saudi Arabia: moon sightings elsewhere may differ by a day. None where
// the month has no such day.
[[nodiscard]] std::optional<Date> to_gregorian(Calendar calendar, int year, int month, int day);

// The calendar's year on a Gregorian day.
[[nodiscard]] int year_on(Calendar calendar, const Date& day);

}  // namespace kharita::geo::text
