#include "app/ui/date_input.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace kharita::app::ui;
using State = DateInput::State;

TEST_CASE("date input: whole dates in every digit shape") {
  const std::chrono::year_month_day date{std::chrono::year{2024}, std::chrono::month{1},
                                         std::chrono::day{29}};
  for (const char* text :
       {"2024-01-29", "2024-1-29", "2024/01/29", " 2024.1.29 ", "٢٠٢٤-٠١-٢٩", "۲۰۲۴/۱/۲۹"}) {
    CAPTURE(text);
    CHECK(parse_date_input(text).date == date);
  }
  CHECK(to_input(date) == "2024-01-29");
}

TEST_CASE("date input: what may still become a date is unfinished") {
  for (const char* text : {"2", "2024", "2024-", "2024-0", "2024-01-", "2024-01-0"}) {
    CAPTURE(text);
    CHECK(parse_date_input(text).state == State::unfinished);
  }
  CHECK(parse_date_input("").state == State::empty);
}

TEST_CASE("date input: what can be no date is wrong") {
  for (const char* text : {"2023-02-29", "2024-13", "2024-01-32", "24-01-29", "20245", "tomorrow", "2024--1",
                           "2024-01-01-1", "\xFF", "2024-00-01"}) {
    CAPTURE(text);
    CHECK(parse_date_input(text).state == State::wrong);
  }
}

TEST_CASE("date input: a written date is read back") {
  for (int days = -400000; days < 400000; days += 997) {
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
    CHECK(parse_date_input(to_input(date)).date == date);
  }
}
