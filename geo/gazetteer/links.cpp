#include "geo/gazetteer/links.h"

#include <algorithm>
#include <map>

namespace kharita::geo {
namespace {

using Code = std::pair<std::uint32_t, std::string>;  // country, GeoNames' admin1 code

// Natural Earth's FIPS code ends as GeoNames' admin1 code, in the countries where both follow FIPS 10-4.
std::map<Code, PlaceId> provinces_by_code(const GazetteerDraft& draft) {
  constexpr std::size_t kFipsIdSize = 7;  // "ne:IR04"
  std::map<Code, PlaceId> provinces;
  for (std::uint32_t i = 0; i < draft.places.size(); ++i) {
    const PlaceDraft& place = draft.places[i];
    if (place.kind != PlaceKind::admin1 || place.stable_id.size() != kFipsIdSize || place.stable_id[5] == ':')
      continue;
    provinces[{place.country.value, place.stable_id.substr(5)}] = {i};
  }
  return provinces;
}

}  // namespace

void link_provinces(GazetteerDraft& draft) {
  const auto by_code = provinces_by_code(draft);
  for (PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::city) continue;
    if (const auto found = by_code.find({place.country.value, place.admin1_code}); found != by_code.end()) {
      place.admin1 = found->second;
    }
  }
}

void sum_populations(GazetteerDraft& draft) {
  std::map<PlaceId, std::uint64_t> sums;
  for (const PlaceDraft& place : draft.places) {
    if (place.kind != PlaceKind::city || place.is_part_of_city) continue;
    if (place.country.valid()) sums[place.country] += place.population;
    if (place.admin1.valid()) sums[place.admin1] += place.population;
  }
  for (const auto& [id, sum] : sums)
    draft.at(id).population = std::max(draft.at(id).population, sum);
}

}  // namespace kharita::geo
