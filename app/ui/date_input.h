// Dates as people type them into a field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/text/dates.h"

namespace kharita::app::ui {

struct DateInput {
  enum class State : std::uint8_t {
    empty,
    unfinished,
    wrong,
    whole
  };  // unfinished: may become a date by typing on
  State state = State::empty;
  std::optional<geo::text::Date> date;  // where whole
};

// YYYY-MM-DD, also with / or . and without leading zeros, in European, Arabic-Indic or Persian digits.
[[nodiscard]] DateInput parse_date_input(std::string_view utf8);
// YYYY-MM-DD.
[[nodiscard]] std::string to_input(const geo::text::Date& date);

}  // namespace kharita::app::ui
