// Progress of long work, shared between the thread that does it and the one that shows it.
#pragma once

#include <atomic>
#include <cstdint>

namespace kharita {

// The worker adds to `done` and asks `cancelled`; the watcher reads and may cancel. Any thread may do either.
// `total` is 0 while it is unknown. The unit is the worker's own: files, bytes, places.
struct Progress {
  std::atomic<std::uint64_t> done{0};
  std::atomic<std::uint64_t> total{0};
  std::atomic<bool> cancelled{false};
};

}  // namespace kharita
