#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>

#include "app/model/place_search.h"
#include "bench/benchmarks.h"
#include "bench/measure.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {
namespace {

constexpr int kRuns = 5;
constexpr std::size_t kMost = 8;

// The dearest of a name's beginnings, in milliseconds: a key each, the best of some runs.
double dearest_key_ms(const app::PlaceSearch& search, const std::vector<std::string>& letters) {
  double dearest = 0;
  std::string typed;
  const auto nobody = [](geo::PlaceId) { return false; };
  for (const std::string& letter : letters) {
    typed += letter;
    const double seconds = best_cpu_seconds(kRuns, [&] { (void)search.find(typed, kMost, nobody); });
    dearest = std::max(dearest, seconds * 1000);
  }
  return dearest;
}

}  // namespace

int measure_search(const std::filesystem::path& file) {
  const auto gazetteer = geo::Gazetteer::open(file);
  if (!gazetteer) {
    fmt::print(stderr, "kharita_bench: {}\n", gazetteer.error().message);
    return 2;
  }
  std::optional<app::PlaceSearch> search;
  print_figure("search, sorting all names once", best_cpu_seconds(1, [&] { search.emplace(*gazetteer); }),
               "s");
  print_figure("search, names", static_cast<double>(search->name_count()), "");
  print_figure("search, a key, rawalpindi",
               dearest_key_ms(*search, {"r", "a", "w", "a", "l", "p", "i", "n", "d", "i"}), "ms");
  print_figure("search, a key, الاسكندرية",
               dearest_key_ms(*search, {"ا", "ل", "ا", "س", "ك", "ن", "د", "ر", "ي", "ة"}), "ms");
  print_figure("search, a key, in no name", dearest_key_ms(*search, {"ق", "ق", "ز", "ظ", "ك", "ن"}), "ms");
  return 0;
}

}  // namespace kharita::bench
