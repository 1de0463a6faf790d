// A library that a test listens to.
#pragma once

#include <chrono>
#include <semaphore>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "app/model/library.h"
#include "tests/app/model/fixture.h"

namespace kharita::app {

// A library and what it has told so far.
struct Listener {
  std::counting_semaphore<> woken{0};
  Library library;
  std::vector<LibraryEvent> events;
  std::size_t seen = 0;  // events that await() has gone past

  explicit Listener(std::string location)
      : library(test_gazetteer(), std::move(location), [this] { woken.release(); }) {}

  // The next event of this kind; everything that came before it is kept in `events`.
  template <typename Event>
  const Event& await() {
    for (;;) {
      for (LibraryEvent& event : library.take_events())
        events.push_back(std::move(event));
      for (; seen < events.size(); ++seen) {
        if (const auto* found = std::get_if<Event>(&events[seen])) {
          ++seen;
          return *found;
        }
      }
      REQUIRE(woken.try_acquire_for(std::chrono::seconds(60)));
    }
  }
  [[nodiscard]] std::vector<std::string> loaded_ids() const {
    std::vector<std::string> ids;
    for (const LibraryEvent& event : events) {
      if (const auto* loaded = std::get_if<library_event::Loaded>(&event)) {
        for (const Article& a : loaded->corpus.articles)
          ids.push_back(a.id);
      }
    }
    return ids;
  }
};

}  // namespace kharita::app
