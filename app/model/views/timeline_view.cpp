#include "app/model/views/timeline_view.h"

#include <algorithm>
#include <chrono>

#include "app/model/views/selected.h"

namespace kharita::app {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

enum class BucketUnit : std::uint8_t { day, week, month, quarter, year };

sys_days floor_to(BucketUnit unit, const Date& date) {
  using namespace std::chrono;
  switch (unit) {
    case BucketUnit::day:
      return sys_days(date);
    case BucketUnit::week:
      return sys_days(date) - (weekday(sys_days(date)) - Monday);
    case BucketUnit::month:
      return sys_days(date.year() / date.month() / 1);
    case BucketUnit::quarter: {
      const unsigned first = (static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1;
      return sys_days(date.year() / month(first) / 1);
    }
    case BucketUnit::year:
      return sys_days(date.year() / January / 1);
  }
  return sys_days(date);
}

sys_days next_bucket(BucketUnit unit, sys_days start) {
  using namespace std::chrono;
  const Date date(start);
  switch (unit) {
    case BucketUnit::day:
      return start + days(1);
    case BucketUnit::week:
      return start + days(7);
    case BucketUnit::month:
      return sys_days(date + months(1));
    case BucketUnit::quarter:
      return sys_days(date + months(3));
    case BucketUnit::year:
      return sys_days(date + years(1));
  }
  return start + days(1);
}

BucketUnit finest_unit(sys_days first, sys_days last) {
  const auto span = static_cast<std::size_t>((last - first).count()) + 1;
  if (span <= TimelineView::kMaxBuckets) return BucketUnit::day;
  if (span / 7 + 2 <= TimelineView::kMaxBuckets) return BucketUnit::week;
  if (span / 28 + 2 <= TimelineView::kMaxBuckets) return BucketUnit::month;
  if (span / 90 + 2 <= TimelineView::kMaxBuckets) return BucketUnit::quarter;
  return BucketUnit::year;
}

void count_into_buckets(const AppState& state, const std::vector<std::uint8_t>& selected,
                        TimelineView& view) {
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    const auto& date = state.corpus.articles[i].published;
    if (!date || state.result.passes_without_date[i] == 0) continue;
    if (!selected.empty() && selected[i] == 0) continue;
    const auto* found = bucket_of(view, *date);
    if (found == nullptr) continue;
    auto* bucket = &view.buckets[static_cast<std::size_t>(found - view.buckets.data())];
    ++bucket->others;
    bucket->passing += state.result.article_passes[i];
  }
}

}  // namespace

const TimelineView::Bucket* bucket_of(const TimelineView& view, const Date& date) {
  auto after = std::upper_bound(view.buckets.begin(), view.buckets.end(), date,
                                [](const Date& d, const TimelineView::Bucket& b) { return d < b.from; });
  if (after == view.buckets.begin()) return nullptr;
  --after;
  return date <= after->to ? &*after : nullptr;
}

TimelineView build_timeline_view(const AppState& state) {
  TimelineView view;
  view.from = state.view.filter.from;
  view.to = state.view.filter.to;
  const std::vector<std::uint8_t> selected = mentions_selected(state);
  std::optional<Date> first;
  std::optional<Date> last;
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    const auto& date = state.corpus.articles[i].published;
    if (!date) {
      if (selected.empty() || selected[i] != 0) view.undated += state.result.passes_without_date[i];
      continue;
    }
    if (!first || *date < *first) first = date;
    if (!last || *last < *date) last = date;
  }
  if (!first) return view;
  const BucketUnit unit = finest_unit(sys_days(*first), sys_days(*last));
  for (sys_days start = floor_to(unit, *first); start <= sys_days(*last); start = next_bucket(unit, start)) {
    view.buckets.push_back({Date(start), Date(next_bucket(unit, start) - days(1)), 0, 0});
  }
  count_into_buckets(state, selected, view);
  for (const auto& bucket : view.buckets)
    view.highest = std::max(view.highest, bucket.others);
  return view;
}

}  // namespace kharita::app
