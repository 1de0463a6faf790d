#include "app/articles/store/store.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>

#include "app/articles/filter.h"
#include "bench/benchmarks.h"
#include "bench/made_up.h"
#include "bench/measure.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {
namespace {

constexpr int kRuns = 5;
constexpr MadeUp kCorpus{50'000, 20, 50'000};

int complain(const Error& error) {
  fmt::print(stderr, "kharita_bench: {}\n", error.message);
  return 2;
}

void measure_filter(const app::ArticleBatch& articles, const geo::Gazetteer& gazetteer) {
  const app::Corpus corpus(articles);
  app::FilterEngine engine(corpus, gazetteer);
  const auto take_up = [&] {
    engine.update();
    for (std::uint32_t i = 0; i < articles.articles.size(); ++i)
      engine.add_text(i, articles.articles[i].title, articles.articles[i].text);
  };
  print_figure("filter, index of 50,000 articles", best_cpu_seconds(1, take_up) * 1000, "ms");
  app::FilterResult result;
  const auto figure = [&](std::string_view name, const app::Filter& filter) {
    print_figure(name, best_cpu_seconds(kRuns, [&] { engine.apply(filter, result); }) * 1000, "ms");
  };
  app::Filter filter;
  figure("filter, none, 1,000,000 mentions", filter);
  filter.min_confidence = 0.5F;
  figure("filter, confidence", filter);
  filter.from = app::Date(std::chrono::year(2024) / 3 / 1);
  filter.to = app::Date(std::chrono::year(2024) / 6 / 30);
  filter.box = geo::LatLonBox{20, 10, 60, 45};
  figure("filter, confidence, dates and box", filter);
  filter.text = articles.articles.front().title;
  figure("filter, confidence, dates, box and text", filter);
}

Result<void> measure_store(const app::ArticleBatch& corpus, const geo::Gazetteer& gazetteer,
                           const std::filesystem::path& file) {
  auto store = app::Store::open(file.string(), gazetteer);
  if (!store) return tl::unexpected(store.error());
  Result<std::uint64_t> added = 0;
  print_figure("store, adding 50,000 articles", best_cpu_seconds(1, [&] { added = store->add(corpus); }),
               "s");
  if (!added) return tl::unexpected(added.error());
  Result<app::ArticleBatch> loaded;
  print_figure("store, loading 50,000 articles", best_cpu_seconds(1, [&] { loaded = store->load(); }), "s");
  if (!loaded) return tl::unexpected(loaded.error());
  if (loaded->mentions.size() != corpus.mentions.size())
    return fail(ErrorCode::parse, "{}: what was loaded is not what was added", file.string());
  return {};
}

}  // namespace

int measure_store_and_filter(const std::filesystem::path& gazetteer_file,
                             const std::filesystem::path& folder) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file);
  if (!gazetteer) return complain(gazetteer.error());
  const app::ArticleBatch corpus = make_up_corpus(*gazetteer, kCorpus);
  measure_filter(corpus, *gazetteer);
  const auto measured = measure_store(corpus, *gazetteer, folder / "made-up.gpkg");
  return measured ? 0 : complain(measured.error());
}

}  // namespace kharita::bench
