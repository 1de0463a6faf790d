// What the benchmarks share: clocks, the best of several runs, and the numbers of a figure on one line.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace kharita::bench {

// CPU time that this process has used, all threads, in seconds: what other programs on the machine take
// does not count.
[[nodiscard]] double cpu_seconds() noexcept;

// The least CPU time in seconds that `work` takes in `runs` runs; `runs` is at least 1.
template <typename Work>
[[nodiscard]] double best_cpu_seconds(int runs, Work&& work) {
  double best = 1e300;
  for (int i = 0; i < runs; ++i) {
    const double before = cpu_seconds();
    work();
    best = std::min(best, cpu_seconds() - before);
  }
  return best;
}

// Prints "name<TAB>value<TAB>unit", which run.sh reads.
void print_figure(std::string_view name, double value, std::string_view unit);

}  // namespace kharita::bench
