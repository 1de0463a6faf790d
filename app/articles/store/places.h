// Where a store finds places: a gazetteer, or what a test makes up.
#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

struct PlaceSource {
  std::function<geo::Place(geo::PlaceId)> place;  // of a valid id
  std::function<std::optional<geo::PlaceId>(std::string_view stable_id)> find;

  // The gazetteer must outlive it.
  [[nodiscard]] static PlaceSource of(const geo::Gazetteer& gazetteer) {
    return {[&gazetteer](geo::PlaceId id) { return gazetteer.place(id); },
            [&gazetteer](std::string_view stable_id) { return gazetteer.find(stable_id); }};
  }
};

}  // namespace kharita::app
