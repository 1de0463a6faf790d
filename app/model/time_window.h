// Units of time, and the stretch of it that the timeline shows.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/words.h"
#include "geo/text/period.h"

namespace kharita::app {

using geo::text::Date;
using geo::text::Period;

enum class TimeUnit : std::uint8_t { day, week, month, quarter, year };  // weeks begin on Monday

[[nodiscard]] Word word_of(TimeUnit unit) noexcept;
// The day, week … that holds a date.
[[nodiscard]] Period unit_around(TimeUnit unit, const Date& date);
[[nodiscard]] Period next_unit(TimeUnit unit, const Period& period);
[[nodiscard]] Period previous_unit(TimeUnit unit, const Period& period);
// The finest unit of which at most `most` reach from the first day to the last.
[[nodiscard]] TimeUnit finest_unit(const Period& period, std::size_t most);

// What is shown after `shown` was made `factor` times as long (below 1: closer) about the place `at` of it,
// within [0, 1], or moved by `share` of its length: at least a week, within `all`. None: all of it.
[[nodiscard]] std::optional<Period> zoomed(const Period& shown, const Period& all, double factor, double at);
[[nodiscard]] std::optional<Period> moved(const Period& shown, const Period& all, double share);

// A day to be named under the timeline.
struct TimeMark {
  Date day;
  std::string words;
};
// At most `most` marks within the period, evenly spaced in days, months or years that people count by. No two
// have the same words.
[[nodiscard]] std::vector<TimeMark> time_marks(const Period& period, std::size_t most, Language language);

struct QuickRange {
  Word word;
  std::optional<Period> period;  // none: all dates
};
[[nodiscard]] std::vector<QuickRange> quick_ranges(const Date& today);

}  // namespace kharita::app
