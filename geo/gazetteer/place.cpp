#include "geo/gazetteer/place.h"

namespace kharita::geo {

std::string_view to_string(PlaceKind kind) noexcept {
  switch (kind) {
    case PlaceKind::country:
      return "country";
    case PlaceKind::admin1:
      return "admin1";
    case PlaceKind::city:
      return "city";
    case PlaceKind::region:
      return "region";
    case PlaceKind::water:
      return "water";
    case PlaceKind::other:
      break;
  }
  return "other";
}

std::optional<PlaceKind> place_kind(std::string_view word) noexcept {
  for (const PlaceKind kind : {PlaceKind::country, PlaceKind::admin1, PlaceKind::city, PlaceKind::region,
                               PlaceKind::water, PlaceKind::other}) {
    if (word == to_string(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace kharita::geo
