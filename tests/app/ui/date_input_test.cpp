#include "app/ui/date_input.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace kharita::app::ui;
using kharita::geo::text::Date;
using kharita::geo::text::Period;
using State = DateInput::State;

namespace {

constexpr Date kToday{std::chrono::year(2024) / 5 / 15};

}  // namespace

TEST_CASE("date input: a field says the days that it names, that it is empty, or that it names none") {
  const Date day = std::chrono::year(2024) / 1 / 29;
  CHECK(parse_date_input("2024-01-29", kToday).period == Period{day, day});
  CHECK(parse_date_input("٢٩/١/٢٠٢٤", kToday).period == Period{day, day});
  CHECK(parse_date_input("2024", kToday).state == State::whole);
  CHECK(parse_date_input("أمس", kToday).state == State::whole);
  for (const char* text : {"", " ", "\u200F "})
    CHECK(parse_date_input(text, kToday).state == State::empty);
  for (const char* text : {"20", "2024-", "2023-02-29", "soon"}) {
    CHECK(parse_date_input(text, kToday).state == State::unknown);
    CHECK_FALSE(parse_date_input(text, kToday).period);
  }
}

TEST_CASE("date input: a written date is read back") {
  for (int days = -60000; days < 80000; days += 997) {
    const Date date{std::chrono::sys_days{std::chrono::days{days}}};
    CHECK(parse_date_input(to_input(date), kToday).period == Period{date, date});
  }
  CHECK(to_input(std::chrono::year(2024) / 1 / 29) == "2024-01-29");
}
