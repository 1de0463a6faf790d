// Ctrl-C and SIGTERM while a command works: the work ends as when it is cancelled.
#pragma once

#include <csignal>

#include "geo/progress.h"

namespace kharita::app::cli {

inline constexpr int kExitInterrupted = 130;  // 128 and the number of SIGINT, as shells have it

// While it lives, the first SIGINT or SIGTERM cancels `progress`, which must outlive it; a second one ends
// the program as ever. One at a time.
class Interruption {
 public:
  explicit Interruption(Progress& progress);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

 private:
  struct sigaction before_int_ {};
  struct sigaction before_term_ {};
};

}  // namespace kharita::app::cli
