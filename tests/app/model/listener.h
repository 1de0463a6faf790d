// A library that a test listens to.
#pragma once

#include <chrono>
#include <memory>
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
  Event& await() {
    for (;;) {
      for (LibraryEvent& event : library.take_events())
        events.push_back(std::move(event));
      for (; seen < events.size(); ++seen) {
        if (auto* found = std::get_if<Event>(&events[seen])) {
          ++seen;
          return *found;
        }
      }
      REQUIRE(woken.try_acquire_for(std::chrono::seconds(60)));
    }
  }
  // What a store held is shown in the state, as the window shows it.
  void open_in(AppState& state) {
    apply(state, action::AddHeads{std::make_shared<Corpus>(std::move(await<library_event::Heads>().heads))});
    auto& told = await<library_event::Words>();
    apply(state, action::SetWords{std::make_shared<TextIndex>(std::move(told.words)), told.articles});
  }
  [[nodiscard]] std::vector<std::string> loaded_ids() const {
    std::vector<std::string> ids;
    for (const LibraryEvent& event : events) {
      if (const auto* loaded = std::get_if<library_event::Loaded>(&event)) {
        for (const Article& a : loaded->batch.articles)
          ids.push_back(a.id);
      }
      if (const auto* stored = std::get_if<library_event::Heads>(&event)) {
        for (const ArticleHead& a : stored->heads.articles)
          ids.emplace_back(a.id);
      }
    }
    return ids;
  }
};

}  // namespace kharita::app
