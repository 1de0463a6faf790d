// The article that is open: what it names, how it is cited.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// Null where none is open, or while it is being read.
[[nodiscard]] const Article* open_article(const AppState& state);
// The places that it names, or those of several articles that are chosen; ascending, each once.
[[nodiscard]] std::vector<geo::PlaceId> places_of_open_article(const AppState& state);

// A reading of a mention by the number that its card gives it: 1 is what was read, 2 its first rival. Not
// valid where there is none.
[[nodiscard]] geo::PlaceId reading_at(const AppState& state, std::uint32_t mention, unsigned number);

// Whether a browser may be sent there: one of http or https, without spaces or control characters.
[[nodiscard]] bool is_web_address(std::string_view address);
// Title, source, date and address, as far as they are known, in one line: "«عنوان»، النهار، 5 مارس 2024،
// https://…".
[[nodiscard]] std::string citation(const Article& article, Language language);

}  // namespace kharita::app
