// Starting threads, without the exception that std::thread throws where the system gives no more.
#pragma once

#include <future>
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

// The result of `work`, which runs on a thread of its own; where none could be started, in the get() that
// asks for it. The future's destructor waits.
template <typename Work>
[[nodiscard]] auto in_background(Work work) {
  try {
    return std::async(std::launch::async, work);
  } catch (const std::system_error&) {
    return std::async(std::launch::deferred, work);
  }
}

}  // namespace kharita
