#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
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
constexpr MadeUp kCorpus{17'639, 20, 20'000};

// The dearest of a query's beginnings, in milliseconds: a letter each, from the key to all views anew.
double dearest_key_ms(app::AppState& state, app::ViewCache& views, const std::vector<std::string>& letters) {
  double dearest = 0;
  std::string typed;
  for (const std::string& letter : letters) {
    double best = 1e300;
    for (int run = 0; run < kRuns; ++run) {
      apply(state, app::action::SetText{typed});
      views.refresh(state);
      best = std::min(best, best_cpu_seconds(1, [&] {
                        apply(state, app::action::SetText{typed + letter});
                        views.refresh(state);
                      }));
    }
    typed += letter;
    dearest = std::max(dearest, best * 1000);
  }
  return dearest;
}

}  // namespace

int measure_desk(const std::filesystem::path& file) {
  const auto gazetteer = geo::Gazetteer::open(file);
  if (!gazetteer) {
    fmt::print(stderr, "kharita_bench: {}\n", gazetteer.error().message);
    return 2;
  }
  app::AppState state(*gazetteer);
  const app::ArticleBatch articles = make_up_corpus(*gazetteer, kCorpus);
  apply(state, app::action::AddArticles{articles});
  app::ViewCache views;
  views.refresh(state);
  print_figure("texts, a key, a word", dearest_key_ms(state, views, {"ا", "ل", "ق", "ا", "ه", "ر", "ة", " "}),
               "ms");
  print_figure("texts, a key, two words and one left out",
               dearest_key_ms(state, views, {"ب", "ي", "ت", " ", "م", "و", "ن", " ", "-", "س", "ا", "ن"}),
               "ms");
  print_figure("texts, a key, a phrase",
               dearest_key_ms(state, views, {"\"", "ب", "ي", "ت", " ", "ا", "ل", "م", "ق", "\""}), "ms");
  std::string pasted;
  for (const app::Article& article : articles.articles) {
    if (pasted.size() > 20'000) break;
    pasted += article.text;
  }
  print_figure("texts, 10,000 letters pasted", dearest_key_ms(state, views, {pasted}), "ms");
  return 0;
}

}  // namespace kharita::bench
