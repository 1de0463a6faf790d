#include "app/model/views/timeline_view.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <string_view>

#include "app/model/views/selected.h"

namespace kharita::app {
namespace {

using std::chrono::sys_days;

constexpr std::size_t kKinds = 6;  // of places

bool is_inferred(PublishedFrom from) {
  return from == PublishedFrom::byline || from == PublishedFrom::file_name || from == PublishedFrom::text;
}

// The kind of place that most of an article's mentions are of; kKinds where it has none.
std::size_t kind_of(const AppState& state, std::uint32_t article) {
  std::array<std::uint32_t, kKinds> counts{};
  for (const CorpusMention& mention : state.corpus.mentions_of(article)) {
    if (mention.place.valid()) ++counts[static_cast<std::size_t>(state.gazetteer.kind(mention.place))];
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return *most == 0 ? kKinds : static_cast<std::size_t>(most - counts.begin());
}

// Parts an article's bar into a few: by number, and with their names.
class Stacking {
 public:
  Stacking(const AppState& state, TimelineView& view) : state_(state), by_(state.timeline.stack) {
    if (by_ == TimelineStack::source) name_sources(view);
    if (by_ == TimelineStack::kind) {
      for (std::size_t kind = 0; kind + 1 < kKinds; ++kind)
        view.parts.emplace_back(kind_word(static_cast<geo::PlaceKind>(kind), state.language));
      view.parts.emplace_back(word(Word::stack_others, state.language));
    }
  }

  [[nodiscard]] std::size_t part_of(std::uint32_t article) const {
    constexpr std::size_t kOthers = TimelineView::kMaxParts - 1;
    if (by_ == TimelineStack::kind) return std::min(kind_of(state_, article), kOthers);
    const auto found = sources_.find(state_.corpus.articles[article].source);
    return found == sources_.end() ? kOthers : found->second;
  }

 private:
  // Those with most articles, whatever the filters say: a part keeps its colour.
  void name_sources(TimelineView& view) {
    std::map<std::string_view, std::uint32_t> counts;
    for (const ArticleHead& article : state_.corpus.articles)
      ++counts[article.source];
    std::vector<std::pair<std::string_view, std::uint32_t>> most(counts.begin(), counts.end());
    std::stable_sort(most.begin(), most.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const bool fit = most.size() <= TimelineView::kMaxParts;
    if (!fit) most.resize(TimelineView::kMaxParts - 1);
    for (const auto& [source, count] : most) {
      sources_.emplace(source, view.parts.size());
      view.parts.emplace_back(source.empty() ? word(Word::unknown_source, state_.language) : source);
    }
    if (!fit) view.parts.emplace_back(word(Word::stack_others, state_.language));
  }

  const AppState& state_;
  TimelineStack by_;
  std::map<std::string_view, std::size_t> sources_;
};

void count_into_buckets(const AppState& state, const std::vector<std::uint8_t>& selected,
                        TimelineView& view) {
  const Stacking stacking(state, view);
  for (std::uint32_t i = 0; i < state.corpus.articles.size(); ++i) {
    const ArticleHead& article = state.corpus.articles[i];
    if (!article.published || state.result.passes_without(FilterPart::date, i) == 0) continue;
    if (!selected.empty() && selected[i] == 0) continue;
    const auto* found = bucket_of(view, *article.published);
    if (found == nullptr) continue;
    auto* bucket = &view.buckets[static_cast<std::size_t>(found - view.buckets.data())];
    ++bucket->others;
    bucket->passing += state.result.article_passes[i];
    bucket->inferred += is_inferred(article.published_from) ? 1 : 0;
    if (!view.parts.empty()) ++bucket->parts[stacking.part_of(i)];
  }
}

// What the dates of articles say: from the first to the last, and how many have none.
void look_at_dates(const AppState& state, const std::vector<std::uint8_t>& selected, TimelineView& view) {
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    const auto& date = state.corpus.articles[i].published;
    if (!date) {
      if (!selected.empty() && selected[i] == 0) continue;
      view.undated += state.result.passes_without(FilterPart::date, i);
      view.undated_passing += state.result.article_passes[i];
      continue;
    }
    if (!view.all) view.all = Period{*date, *date};
    view.all->from = std::min(view.all->from, *date);
    view.all->to = std::max(view.all->to, *date);
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
  look_at_dates(state, selected, view);
  if (!view.all) return view;
  Period shown = *view.all;
  const auto& wanted = state.timeline.shown;
  if (wanted && wanted->from <= shown.to && wanted->to >= shown.from) {
    shown = {std::max(wanted->from, shown.from), std::min(wanted->to, shown.to)};
    view.closer = shown != *view.all;
  }
  view.unit = finest_unit(shown, TimelineView::kMaxBuckets);
  for (Period unit = unit_around(view.unit, shown.from); unit.from <= shown.to;
       unit = next_unit(view.unit, unit))
    view.buckets.push_back({.from = unit.from, .to = unit.to});
  count_into_buckets(state, selected, view);
  for (const auto& bucket : view.buckets)
    view.highest = std::max(view.highest, bucket.others);
  return view;
}

}  // namespace kharita::app
