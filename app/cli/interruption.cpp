#include "app/cli/interruption.h"

#include <atomic>

namespace kharita::app::cli {
namespace {

static_assert(std::atomic<std::atomic<bool>*>::is_always_lock_free && std::atomic<bool>::is_always_lock_free,
              "a signal handler may touch no other kind");
std::atomic<std::atomic<bool>*> cancelled{nullptr};

void cancel(int) {
  if (std::atomic<bool>* flag = cancelled) *flag = true;
}

}  // namespace

Interruption::Interruption(Progress& progress) {
  cancelled = &progress.cancelled;
  struct sigaction action {};
  action.sa_handler = cancel;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, &before_int_);
  sigaction(SIGTERM, &action, &before_term_);
}

Interruption::~Interruption() {
  sigaction(SIGINT, &before_int_, nullptr);
  sigaction(SIGTERM, &before_term_, nullptr);
  cancelled = nullptr;
}

}  // namespace kharita::app::cli
