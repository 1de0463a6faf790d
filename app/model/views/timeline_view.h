// The timeline: articles in buckets of days, weeks, months, quarters or years.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/time_window.h"

namespace kharita::app {

// Articles over time: those that mention a selected place, where places are selected. Buckets are of the
// finest unit that gives at most `kMaxBuckets`. They leave no gap between the first and the last dated
// article, or within what TimelineOptions::shown says.
struct TimelineView {
  static constexpr std::size_t kMaxBuckets = 120;
  static constexpr std::size_t kMaxParts = 6;  // of a stack; the last holds all others
  struct Bucket {
    Date from;
    Date to;                     // inclusive
    std::uint32_t others = 0;    // articles that pass all filters but the dates
    std::uint32_t passing = 0;   // of these, those that pass the dates, too
    std::uint32_t inferred = 0;  // of `others`, those whose date was read off what was not made to tell it
    std::array<std::uint32_t, kMaxParts> parts{};  // of `others`; nothing where nothing is stacked
  };
  TimeUnit unit = TimeUnit::day;
  std::vector<Bucket> buckets;
  std::vector<std::string> parts;     // names of a bucket's; none where nothing is stacked
  std::uint32_t highest = 0;          // of Bucket::others
  std::uint32_t undated = 0;          // articles without a date that pass all other filters
  std::uint32_t undated_passing = 0;  // of these, those that pass the dates, too
  std::optional<Period> all;          // from the first dated article to the last
  bool closer = false;                // buckets show a part of it
  std::optional<Date> from, to;       // the filter's
};
[[nodiscard]] TimelineView build_timeline_view(const AppState& state);

// The bucket that holds a date; null where none does.
[[nodiscard]] const TimelineView::Bucket* bucket_of(const TimelineView& view, const Date& date);

}  // namespace kharita::app
