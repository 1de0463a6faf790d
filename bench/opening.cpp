#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "bench/benchmarks.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {

int measure_opening(const std::filesystem::path& gazetteer) {
  using Clock = std::chrono::steady_clock;  // two threads check the file, so it is what one waits for
  constexpr int kRuns = 20;
  double best = 1e300;
  for (int i = 0; i < kRuns; ++i) {
    const auto before = Clock::now();
    const auto opened = geo::Gazetteer::open(gazetteer);
    best = std::min(best, std::chrono::duration<double>(Clock::now() - before).count());
    if (!opened) {
      fmt::print(stderr, "kharita_bench: {}\n", opened.error().message);
      return 2;
    }
  }
  fmt::print("{:.2f}\n", best * 1000);
  return 0;
}

}  // namespace kharita::bench
