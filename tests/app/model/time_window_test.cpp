#include "app/model/time_window.h"

#include <doctest/doctest.h>

#include <random>
#include <set>

using namespace kharita::app;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

Date day(int year, unsigned month, unsigned d) {
  return Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(d));
}
int length_of(const Period& p) {
  return static_cast<int>((sys_days(p.to) - sys_days(p.from)).count()) + 1;
}
bool is_within(const Period& p, const Period& all) {
  return all.from <= p.from && p.from <= p.to && p.to <= all.to;
}

}  // namespace

TEST_CASE("time window: units hold their date and follow each other without a gap") {
  std::mt19937 random(7);
  for (const TimeUnit unit :
       {TimeUnit::day, TimeUnit::week, TimeUnit::month, TimeUnit::quarter, TimeUnit::year}) {
    for (int i = 0; i < 300; ++i) {
      const Date date(sys_days(day(1990, 1, 1)) + days(random() % 20000));
      const Period around = unit_around(unit, date);
      REQUIRE((around.from <= date && date <= around.to));
      REQUIRE(unit_around(unit, around.from) == around);
      REQUIRE(unit_around(unit, around.to) == around);
      REQUIRE(sys_days(next_unit(unit, around).from) == sys_days(around.to) + days(1));
      REQUIRE(next_unit(unit, previous_unit(unit, around)) == around);
    }
  }
}

TEST_CASE("time window: labels never repeat, are not too many, and stand within what is shown") {
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    const sys_days from = sys_days(day(1950, 1, 1)) + days(random() % 27000);
    const int length = 1 << random() % 15;
    const Period shown{Date(from), Date(from + days(length - 1 + static_cast<int>(random() % 30)))};
    const std::size_t most = 1 + random() % 14;
    for (const Language language : {Language::arabic, Language::english}) {
      const auto marks = time_marks(shown, most, language);
      CAPTURE(kharita::geo::text::to_iso(shown.from) + " " + kharita::geo::text::to_iso(shown.to));
      REQUIRE(marks.size() >= 1);
      REQUIRE(marks.size() <= most);
      std::set<std::string> words;
      for (const TimeMark& mark : marks) {
        REQUIRE(words.insert(mark.words).second);
        REQUIRE((shown.from <= mark.day && mark.day <= shown.to));
      }
    }
  }
}

TEST_CASE("time window: labels are days, months or years by what is shown") {
  const auto words = [](const Period& shown) {
    std::string all;
    for (const TimeMark& mark : time_marks(shown, 6, Language::english))
      all += (all.empty() ? "" : ", ") + mark.words;
    return all;
  };
  CHECK(words({day(2023, 12, 30), day(2024, 1, 2)}) == "30 December 2023, 31 Dec, 1 January 2024, 2 Jan");
  CHECK(words({day(2024, 1, 1), day(2024, 2, 4)}) == "1 January 2024, 8 Jan, 15 Jan, 22 Jan, 29 Jan");
  CHECK(words({day(2024, 1, 10), day(2024, 6, 5)}) == "Feb 2024, Mar 2024, Apr 2024, May 2024, Jun 2024");
  CHECK(words({day(2019, 6, 1), day(2024, 6, 5)}) == "2020, 2021, 2022, 2023, 2024");
}

TEST_CASE("time window: zooming keeps the day under the pointer, and stays within all") {
  const Period all{day(2020, 1, 1), day(2023, 12, 31)};
  const auto half = zoomed(all, all, 0.5, 0.5);
  REQUIRE(half);
  CHECK(length_of(*half) == 731);
  CHECK(half->from == day(2020, 12, 31));
  const auto left = zoomed(all, all, 0.5, 0);
  REQUIRE(left);
  CHECK(left->from == all.from);
  CHECK_FALSE(zoomed(*half, all, 4, 0.5));
  std::mt19937 random(3);
  std::optional<Period> shown;
  for (int i = 0; i < 3000; ++i) {
    const double at = static_cast<double>(random() % 101) / 100;
    const Period now = shown.value_or(all);
    if (random() % 2 == 0) {
      shown = zoomed(now, all, random() % 2 == 0 ? 0.8 : 1.25, at);
    } else {
      shown = moved(now, all, (static_cast<double>(random() % 200) - 100) / 50);
      REQUIRE(length_of(shown.value_or(all)) == length_of(now));
    }
    if (!shown) continue;
    REQUIRE(is_within(*shown, all));
    REQUIRE(length_of(*shown) >= 7);
  }
  const Period short_time{day(2024, 1, 1), day(2024, 1, 3)};
  CHECK_FALSE(zoomed(short_time, short_time, 0.1, 0.5));
}

TEST_CASE("time window: quick ranges end today, or are whole months and years") {
  const Date today = day(2024, 5, 15);
  for (const QuickRange& range : quick_ranges(today)) {
    if (range.word == Word::all_dates) {
      CHECK_FALSE(range.period);
    } else {
      REQUIRE(range.period);
      CHECK(range.period->from <= today);
    }
  }
}

TEST_CASE("words: a period is named as short as it can be") {
  const auto words = [](const Date& from, const Date& to) {
    return period_words({from, to}, Language::english);
  };
  CHECK(words(day(2024, 1, 1), day(2024, 12, 31)) == "2024");
  CHECK(words(day(2020, 1, 1), day(2023, 12, 31)) == "2020 – 2023");
  CHECK(words(day(2024, 2, 1), day(2024, 2, 29)) == "Feb 2024");
  CHECK(words(day(2024, 1, 1), day(2024, 3, 31)) == "Jan 2024 – Mar 2024");
  CHECK(words(day(2024, 1, 17), day(2024, 1, 17)) == "17 January 2024");
  CHECK(words(day(2024, 1, 17), day(2024, 2, 29)) == "17 January 2024 – 29 February 2024");
}
