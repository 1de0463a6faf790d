// The filters: choices with their counts, and what is set as chips.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// A choice with its count under all other filters: what choosing it as well would give.
struct Choice {
  std::string label;
  std::uint32_t articles = 0;
  bool chosen = false;
  geo::PlaceId place;  // for countries and places
};

// An active filter as a chip that can be taken off.
struct Chip {
  std::string label;
  Action remove;
};

struct FiltersView {
  std::string counts;  // "12 of 60"
  std::uint32_t passing = 0;
  std::vector<Choice> sources;    // most articles first
  std::vector<Choice> countries;  // most articles first
  std::vector<Choice> places;  // cities, provinces, regions … of the passing mentions, most articles first;
                               // at most kMaxPlaces
  std::vector<Chip> chips;
  static constexpr std::size_t kMaxPlaces = 200;
};
[[nodiscard]] FiltersView build_filters_view(const AppState& state);

}  // namespace kharita::app
