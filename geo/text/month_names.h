// Months' names in the languages of feeds and spreadsheets that Arab readers follow. Private to geo/text.
#pragma once

#include <string_view>

namespace kharita::geo::text {

// 1 to 12 for the normal form of a Gregorian month's name in one word (janvier, janv, Ocak, غشت), or its
// first three letters and more; 0 for any other word. From ICU, so prose must not ask it: "mar" is March, and
// Tuesday in France.
[[nodiscard]] int month_by_name(std::string_view normal);

}  // namespace kharita::geo::text
