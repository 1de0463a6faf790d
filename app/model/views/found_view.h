// What the search for places found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/place_index.h"
#include "app/model/place_search.h"

namespace kharita::app {

// A place that the search for places found.
struct FoundPlace {
  geo::PlaceId place;
  std::string title;     // in the state's language
  std::string detail;    // the other language, kind, province, country
  std::string articles;  // how many of those open mention it; empty where none does
  static constexpr std::size_t kMost = 8;
};
[[nodiscard]] std::vector<FoundPlace> build_found_view(const AppState& state, const PlaceIndex& index,
                                                       const PlaceSearch& search, std::string_view typed);

}  // namespace kharita::app
