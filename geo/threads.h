// Starting threads, without the exception that std::thread throws where the system gives no more.
#pragma once

#include <system_error>
#include <thread>
#include <utility>

namespace kharita {

// A thread that runs `work`, to be joined by the caller; one that is not joinable where none could be
// started.
template <typename Work>
[[nodiscard]] std::thread start_thread(Work work) {
  try {
    return std::thread(std::move(work));
  } catch (const std::system_error&) {
    return {};
  }
}

}  // namespace kharita
