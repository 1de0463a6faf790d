// The timeline: articles in buckets of days, weeks, months, quarters or years.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// Articles over time: those that mention a selected place, where places are selected. Buckets are days, weeks
// (from Monday), months, quarters or years: the finest that gives at most `kMaxBuckets`. They leave no gap
// between the first and the last dated article.
struct TimelineView {
  static constexpr std::size_t kMaxBuckets = 120;
  struct Bucket {
    Date from;
    Date to;                    // inclusive
    std::uint32_t others = 0;   // articles that pass all filters but the dates
    std::uint32_t passing = 0;  // of these, those that pass the dates, too
  };
  std::vector<Bucket> buckets;
  std::uint32_t highest = 0;     // of Bucket::others
  std::uint32_t undated = 0;     // articles without a date that pass all other filters
  std::optional<Date> from, to;  // the filter's
};
[[nodiscard]] TimelineView build_timeline_view(const AppState& state);

// The bucket that holds a date; null where none does.
[[nodiscard]] const TimelineView::Bucket* bucket_of(const TimelineView& view, const Date& date);

}  // namespace kharita::app
