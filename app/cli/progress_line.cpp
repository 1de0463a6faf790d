#include "app/cli/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace kharita::app::cli {

std::string progress_words(std::uint64_t done, std::uint64_t total, std::chrono::seconds since) {
  if (total == 0) return "…";
  const double share = std::min(1.0, static_cast<double>(done) / static_cast<double>(total));
  std::string words = fmt::format("{} %", static_cast<int>(100 * share));
  if (since < std::chrono::seconds(5) || share < 0.01) return words;
  const auto left = static_cast<long>(static_cast<double>(since.count()) * (1 - share) / share);
  return words + fmt::format(" ({}:{:02} left)", left / 60, left % 60);
}

ProgressLine::ProgressLine(std::string what, const Progress& progress)
    : what_(std::move(what)), progress_(progress) {
  if (::isatty(STDERR_FILENO) == 0) return;
  thread_ = std::jthread([this](const std::stop_token& stop) {
    const auto started = std::chrono::steady_clock::now();
    std::mutex mutex;
    std::condition_variable_any waiting;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      show(started);
      waiting.wait_for(lock, stop, std::chrono::milliseconds(500), [] { return false; });
    }
    std::fputs("\r\x1b[K", stderr);
  });
}

ProgressLine::~ProgressLine() = default;

void ProgressLine::show(std::chrono::steady_clock::time_point started) const {
  const auto since =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - started);
  fmt::print(stderr, "\r{}: {}\x1b[K", what_, progress_words(progress_.done, progress_.total, since));
  std::fflush(stderr);
}

}  // namespace kharita::app::cli
