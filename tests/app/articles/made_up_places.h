// A gazetteer for tests: place n has the stable id "t:n". Below 10 countries, below 40 provinces, else
// cities; every seventh city lies in no country.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "app/articles/store/places.h"

namespace kharita::test {

inline constexpr std::uint32_t kMadeUpPlaces = 1000;

inline const std::string& made_up_id(std::uint32_t value) {
  static const std::vector<std::string> ids = [] {
    std::vector<std::string> all;
    for (std::uint32_t i = 0; i < kMadeUpPlaces; ++i)
      all.push_back("t:" + std::to_string(i));
    return all;
  }();
  return ids.at(value);
}

inline geo::Place made_up_place(geo::PlaceId id) {
  geo::Place place;
  const std::uint32_t v = id.value;
  place.id = id;
  place.stable_id = made_up_id(v);
  place.name = "Place";
  place.name_ar = "مكان";
  place.kind = v < 10 ? geo::PlaceKind::country : v < 40 ? geo::PlaceKind::admin1 : geo::PlaceKind::city;
  if (v < 10) {
    place.country = id;
  } else if (v % 7 != 0) {
    place.country = geo::PlaceId{v % 10};
    place.admin1 = v < 40 ? id : geo::PlaceId{10 + v % 30};
  }
  if (place.country.valid()) place.country_iso = "IQ";
  place.location = geo::LatLon::from_degrees(v % 120 - 60.0, v * 37 % 360 - 180.0);
  return place;
}

inline std::optional<geo::PlaceId> find_made_up_place(std::string_view stable_id) {
  if (!stable_id.starts_with("t:")) return std::nullopt;
  std::uint32_t value = 0;
  const auto number = stable_id.substr(2);
  const auto parsed = std::from_chars(number.data(), number.data() + number.size(), value);
  if (parsed.ec != std::errc() || value >= kMadeUpPlaces) return std::nullopt;
  return geo::PlaceId{value};
}

inline app::PlaceSource made_up_places() {
  return {made_up_place, find_made_up_place};
}

}  // namespace kharita::test
