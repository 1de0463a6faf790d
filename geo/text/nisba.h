// Nisba adjectives: the forms of an adjective that says where somebody or something is from (إيراني).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kharita::geo::text {

// The forms of a nisba in its normal form, itself first: feminine, plurals, dual, accusative (ايراني:
// ايرانيه, ايرانيون, ايرانيين, ايرانيات, ايرانيان, ايرانيا, ايرانيتين, ايرانيتان). A word that does not end
// in ي is an irregular plural (اتراك) and has no other forms. The forms with ال are read by
// proclitic_readings.
[[nodiscard]] std::vector<std::string> nisba_forms(std::string_view normal_nisba);

}  // namespace kharita::geo::text
