// A line on standard error that says how far long work is.
#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "geo/progress.h"

namespace kharita::app::cli {

// Writes "WHAT: 41 % (1:20 left)" over itself, twice a second, while it lives and standard error is a
// terminal; nothing else. `progress` must outlive it.
class ProgressLine {
 public:
  ProgressLine(std::string what, const Progress& progress);
  ~ProgressLine();  // takes the line away
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

 private:
  void show(std::chrono::steady_clock::time_point started) const;

  std::string what_;
  const Progress& progress_;
  std::jthread thread_;
};

// "41 % (1:20 left)"; the time only once it can be told: after five seconds and one per cent.
[[nodiscard]] std::string progress_words(std::uint64_t done, std::uint64_t total, std::chrono::seconds since);

}  // namespace kharita::app::cli
