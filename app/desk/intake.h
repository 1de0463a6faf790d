// Takes up what the library tells: articles that come in, what was done, what went wrong.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>

#include "app/desk/notices.h"
#include "app/model/app_state.h"
#include "app/model/library.h"

namespace kharita::app {

// Articles come in by small parts, of which as many are taken up at once as the caller lets.
class Intake {
 public:
  // At least one event is taken up where `may_go_on` says so. True where articles came in.
  bool take(Library& library, AppState& state, Notices& notices, double now_s,
            const std::function<bool()>& may_go_on);
  [[nodiscard]] bool waiting() const noexcept { return !events_.empty(); }
  // The library's, or taking up what it told.
  [[nodiscard]] const std::optional<Library::Job>& job() const noexcept { return job_; }

 private:
  std::deque<LibraryEvent> events_;  // not yet taken up
  std::size_t taken_ = 0;            // since there were none
  std::optional<Library::Job> job_;
};

}  // namespace kharita::app
