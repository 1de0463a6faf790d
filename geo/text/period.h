// The days that a person means by what he types into a field for dates.
#pragma once

#include <optional>
#include <string_view>

#include "geo/text/dates.h"

namespace kharita::geo::text {

// From the first day to the last, both inclusive.
struct Period {
  Date from;
  Date to;

  friend bool operator==(const Period&, const Period&) = default;
};

// The days that the whole text names, none where it names none. All calendars, months and digits that
// find_dates knows; today is `today`.
//   2024, 2024-01, 1/2024, 17/1/2024, ١٧/١/٢٠٢٤, يناير 2024, 17 كانون الثاني, رمضان 1445, 1445 هـ
//   أمس, أول أمس, today, الاثنين الماضي; الأسبوع الماضي, هذا الشهر, last year: whole weeks (from Monday),
//   months and years; آخر 30 يوما, last 3 months, past week: so long up to today
//   قبل 3 أيام, 2 weeks ago: that day; منذ 2020, since May: up to today
//   Q1 2024, الربع الأول 2024, النصف الثاني, H2 2023
//   2020-2023, 3-5 مايو 2024, مايو إلى يوليو 2024, from 1/2023 to 3/2023
// Without a year it is the last one that has begun by today. O(length).
[[nodiscard]] std::optional<Period> parse_period(std::string_view text, const Date& today);

}  // namespace kharita::geo::text
