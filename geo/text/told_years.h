// Years that a text does not write but tells all the same. Private to geo/text.
#pragma once

#include <optional>
#include <span>

#include "geo/text/date_scanner.h"

namespace kharita::geo::text {

// "الاثنين 5 رجب 1445 الموافق 16 يناير": the day in the other calendar tells the year.
void take_years_of_twins(std::span<WrittenDate> written);

// Dates without a year that have a weekday ("اليوم الاثنين 16 يناير") get the latest year that the text
// writes
// ("… عام 2023"), where all of them fall on their weekdays then. A weekday alone tells no year: it comes
// round to a date every five or six. Nothing is filled in without `not_after`, or what would lie after it.
void take_years_of_weekdays(std::span<WrittenDate> written, std::optional<Date> not_after);

}  // namespace kharita::geo::text
