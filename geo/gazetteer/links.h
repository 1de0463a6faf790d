// What the sources leave open between places: the province that a city lies in, the country of what has none,
// sums.
#pragma once

#include <functional>
#include <optional>

#include "geo/gazetteer/draft.h"

namespace kharita::geo {

class Boundaries;

// Where the map says that a point lies; the areas' places stand first in the draft, in the order of the
// areas.
struct AreaFinder {
  // The innermost province, or the nearest one within max_km; none at sea.
  std::function<std::optional<PlaceId>(const LatLon& point, double max_km)> province;
  std::function<std::optional<PlaceId>(const LatLon& point, double max_km)> country;
};
[[nodiscard]] AreaFinder finder_of(const Boundaries& boundaries);

// Gives every city its province, every province without a country code its country, and new places both.
// GeoNames' code decides where it means the same province as Natural Earth's, which is so where most of the
// code's places lie within that polygon; else the polygon decides. Whatever the two say differently goes into
// the draft's disagreements.
void link_places(GazetteerDraft& draft, const AreaFinder& map);

// Populations of provinces and countries: at least the sum of their cities'.
void sum_populations(GazetteerDraft& draft);

}  // namespace kharita::geo
