// The search for places, made ready on a thread of its own when it is first asked for.
#pragma once

#include <functional>
#include <future>
#include <memory>

#include "app/model/place_search.h"

namespace kharita::app {

class PlaceFinder {
 public:
  // `wake` is called from another thread when the names are sorted.
  PlaceFinder(const geo::Gazetteer& gazetteer, std::function<void()> wake)
      : gazetteer_(gazetteer), wake_(std::move(wake)) {}

  // Null until it is ready.
  [[nodiscard]] const PlaceSearch* get();
  [[nodiscard]] bool ready() const noexcept { return search_ != nullptr; }

 private:
  const geo::Gazetteer& gazetteer_;
  std::function<void()> wake_;
  std::future<std::unique_ptr<PlaceSearch>> making_;
  std::unique_ptr<PlaceSearch> search_;
};

}  // namespace kharita::app
