// Finds date expressions among tokens, as they are written: what day of which calendar, without settling
// years that are not said. Private to geo/text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "geo/text/date_words.h"
#include "geo/text/dates.h"
#include "geo/text/normalise.h"

namespace kharita::geo::text {

// A date as written. 0 stands for a part that is not there.
struct WrittenDate {
  std::uint32_t first_token = 0;
  std::uint32_t end_token = 0;  // one past the last
  std::uint8_t skip = 0;        // proclitics in the first token, in code points
  Calendar calendar = Calendar::gregorian;
  int year = 0;
  bool year_inferred = false;  // it was not written
  int month = 0;
  int day = 0;
  Tense tense = Tense::none;              // الجاري, المقبل
  bool tense_of_year = false;             // ... of the year: من العام الماضي
  std::optional<std::uint8_t> weekday;    // 0 is Sunday
  std::optional<std::int8_t> day_offset;  // أمس, اليوم, غدا
  bool opens_range = false;               // the next one is its end
  enum class Kind : std::uint8_t {
    calendar,
    relative_day,
    relative_month,
    relative_year
  } kind = Kind::calendar;
};

// By first_token, not overlapping. O(tokens).
[[nodiscard]] std::vector<WrittenDate> scan_dates(const Tokens& tokens);
// What find_dates and infer_publication make of `written`, which scan_dates found in `tokens`.
[[nodiscard]] std::vector<DateMention> settle_dates(const Tokens& tokens,
                                                    std::span<const WrittenDate> written,
                                                    std::optional<Date> published,
                                                    std::optional<Date> not_after);
// Where only the weekdays tell the day's year, the years of all dates with weekdays are filled in.
[[nodiscard]] Publication infer_publication(const Tokens& tokens, std::span<WrittenDate> written,
                                            std::optional<Date> not_after);

}  // namespace kharita::geo::text
