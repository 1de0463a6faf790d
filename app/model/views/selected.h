// What the selected places choose of the articles: shared by the views.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// The places whose mentions count for those given: they themselves and, in MapStyle::areas, all that lies in
// a country or province of the level shown, which its colour counts, too. Each once. O(places), in
// MapStyle::areas O(mentions).
[[nodiscard]] std::vector<geo::PlaceId> counted_for(const AppState& state,
                                                    std::span<const geo::PlaceId> places);

// One an article: 1 where one of its mentions of a selected place, or of each of two selected together,
// passes the mention parts of the filter. Empty where nothing is selected: then all count.
[[nodiscard]] std::vector<std::uint8_t> mentions_selected(const AppState& state);

// How many of all articles that are open.
[[nodiscard]] std::string count_of_all(const AppState& state, std::size_t articles);

}  // namespace kharita::app
