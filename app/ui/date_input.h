// Dates as people type them into a field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/text/period.h"

namespace kharita::app::ui {

struct DateInput {
  enum class State : std::uint8_t { empty, unknown, whole };  // unknown: it names no period, or not yet
  State state = State::empty;
  std::optional<geo::text::Period> period;  // where whole
};

// Whatever parse_period takes.
[[nodiscard]] DateInput parse_date_input(std::string_view utf8, const geo::text::Date& today);
// YYYY-MM-DD.
[[nodiscard]] std::string to_input(const geo::text::Date& date);

}  // namespace kharita::app::ui
