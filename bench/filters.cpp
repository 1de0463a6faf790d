// A change of the filter to what it counts and shows, beside crossfilter2, which is given the same columns
// and steps.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/view_cache.h"
#include "bench/benchmarks.h"
#include "bench/made_up.h"
#include "bench/measure.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {
namespace {

constexpr int kRuns = 5;

// Filters that an analyst goes through: two dates, then a country, another one, a source, doubts left out.
struct FilterStep {
  std::optional<int> from = {}, to = {};                 // days from the first one
  std::optional<std::size_t> source = {}, country = {};  // by their numbers in Columns
  std::optional<float> least = {};
};
const std::vector<FilterStep> kSteps{
    {0, 59},        {180, 239},      {180, 239, {}, 0},      {180, 239, {}, 1},       {{}, {}, {}, 1},
    {{}, {}, 3, 1}, {{}, {}, 3, {}}, {{}, {}, {}, {}, 0.5f}, {30, 299, {}, {}, 0.5f}, {}};

// The mentions of a corpus as numbers, and what the numbers stand for.
struct Columns {
  std::vector<std::int32_t> days;
  std::vector<std::uint32_t> sources, countries, places;
  std::vector<float> confidences;
  std::vector<std::string> source_names;
  std::vector<geo::PlaceId> country_ids;  // the most mentioned first
  app::Date first_day;
};

Columns columns_of(const app::AppState& state) {
  const app::Corpus& corpus = state.corpus;
  Columns columns;
  columns.first_day = *corpus.articles.front().published;
  std::map<std::uint32_t, std::uint64_t> mentions_of;
  for (const auto& article : corpus.articles)
    columns.first_day = std::min(columns.first_day, *article.published);
  for (const app::CorpusMention& mention : corpus.mentions)
    ++mentions_of[state.gazetteer.country_of(mention.place).value];
  for (const auto& [country, count] : mentions_of)
    columns.country_ids.push_back({country});
  std::ranges::stable_sort(columns.country_ids, std::greater(),
                           [&](geo::PlaceId id) { return mentions_of[id.value]; });
  std::map<std::uint32_t, std::uint32_t> country_number;
  for (std::uint32_t i = 0; i < columns.country_ids.size(); ++i)
    country_number[columns.country_ids[i].value] = i;
  std::map<std::string, std::uint32_t, std::less<>> source_number;
  for (const app::CorpusMention& mention : corpus.mentions) {
    const auto& article = corpus.articles[mention.article];
    const auto [source, is_new] =
        source_number.try_emplace(std::string(article.source), columns.source_names.size());
    if (is_new) columns.source_names.emplace_back(article.source);
    columns.days.push_back(static_cast<std::int32_t>(
        (std::chrono::sys_days(*article.published) - std::chrono::sys_days(columns.first_day)).count()));
    columns.sources.push_back(source->second);
    columns.countries.push_back(country_number[state.gazetteer.country_of(mention.place).value]);
    columns.places.push_back(mention.place.value);
    columns.confidences.push_back(mention.confidence);
  }
  return columns;
}

template <typename Number>
void write_column(std::ofstream& out, const std::vector<Number>& column) {
  out.write(reinterpret_cast<const char*>(column.data()),
            static_cast<std::streamsize>(column.size() * sizeof(Number)));
}

template <typename Value>
std::string or_dash(const std::optional<Value>& value) {
  return value ? fmt::format("{}", *value) : "-";
}

// What crossfilter's run.js reads.
void write_for_peer(const Columns& columns, const std::filesystem::path& folder) {
  std::ofstream out(folder / "columns", std::ios::binary);
  write_column(out, columns.days);
  write_column(out, columns.sources);
  write_column(out, columns.countries);
  write_column(out, columns.places);
  write_column(out, columns.confidences);
  std::ofstream steps(folder / "steps");
  for (const FilterStep& step : kSteps) {
    steps << fmt::format("{} {} {} {} {}\n", or_dash(step.from), or_dash(step.to), or_dash(step.source),
                         or_dash(step.country), or_dash(step.least));
  }
}

app::Date days_after(const app::Date& first, int days) {
  return app::Date(std::chrono::sys_days(first) + std::chrono::days(days));
}

app::Filter filter_of(const FilterStep& step, const Columns& columns) {
  app::Filter filter;
  if (step.from) filter.from = days_after(columns.first_day, *step.from);
  if (step.to) filter.to = days_after(columns.first_day, *step.to);
  if (step.source) filter.sources = {columns.source_names[*step.source]};
  if (step.country) filter.countries = {columns.country_ids[*step.country]};
  filter.min_confidence = step.least.value_or(0);
  return filter;
}

// On the average of all steps, and the dearest: milliseconds of CPU time.
struct StepTimes {
  double mean = 0, dearest = 0;
};
template <typename Change>
StepTimes time_steps(const Columns& columns, const Change& change) {
  std::vector<double> best(kSteps.size(), 1e300);
  for (int run = 0; run < kRuns; ++run) {
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
      const app::Filter filter = filter_of(kSteps[i], columns);
      best[i] = std::min(best[i], best_cpu_seconds(1, [&] { change(filter); }) * 1000);
    }
  }
  const double sum = std::accumulate(best.begin(), best.end(), 0.0);
  return {sum / static_cast<double>(best.size()), *std::ranges::max_element(best)};
}

}  // namespace

int measure_filters(const std::filesystem::path& file, const std::filesystem::path& peer_folder) {
  const auto gazetteer = geo::Gazetteer::open(file);
  if (!gazetteer) {
    fmt::print(stderr, "kharita_bench: {}\n", gazetteer.error().message);
    return 2;
  }
  app::AppState state(*gazetteer);
  apply(state, app::action::AddArticles{make_up_corpus(*gazetteer, {50'000, 10, 20'000})});
  app::ViewCache views;
  views.refresh(state);
  const Columns columns = columns_of(state);
  write_for_peer(columns, peer_folder);
  const StepTimes counts = time_steps(columns, [&](const app::Filter& filter) {
    apply(state, app::action::SetFilter{filter});
    views.timeline = build_timeline_view(state);
    views.filters = build_filters_view(state, count_facets(state));
  });
  const StepTimes all = time_steps(columns, [&](const app::Filter& filter) {
    apply(state, app::action::SetFilter{filter});
    views.refresh(state);
  });
  print_figure("filter, to its counts", counts.mean, "ms");
  print_figure("filter, to its counts, the dearest", counts.dearest, "ms");
  print_figure("filter, to all views anew", all.mean, "ms");
  print_figure("filter, to all views anew, the dearest", all.dearest, "ms");
  return 0;
}

}  // namespace kharita::bench
