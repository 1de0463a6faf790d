#include <fmt/format.h>

#include <cstdio>

#include "bench/benchmarks.h"
#include "bench/measure.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {

int measure_opening(const std::filesystem::path& gazetteer) {
  constexpr int kRuns = 20;
  bool opened = true;
  const double best = best_cpu_seconds(kRuns, [&] { opened = opened && geo::Gazetteer::open(gazetteer); });
  if (!opened) {
    fmt::print(stderr, "kharita_bench: {}: cannot be opened\n", gazetteer.string());
    return 2;
  }
  fmt::print("{:.2f}\n", best * 1000);
  return 0;
}

}  // namespace kharita::bench
