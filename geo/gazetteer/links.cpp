#include "geo/gazetteer/links.h"

#include <algorithm>
#include <map>
#include <vector>

#include "geo/boundary/boundaries.h"

namespace kharita::geo {
namespace {

// Harbours, islets and simplified coasts: as far from an area as a place of it may lie.
constexpr double kCoastKm = 25;
// Places on islands that the map leaves out.
constexpr double kRemoteKm = 1500;
// How far the map's borders are off at most: a place beyond one by less belongs with its country's places
// nearby.
constexpr double kBorderKm = 15;

using Code = std::pair<PlaceId, std::string>;  // country, GeoNames' admin1 code
using Tally = std::map<PlaceId, std::size_t>;

// The place counted most, and its count; the first of equals.
std::pair<PlaceId, std::size_t> most(const Tally& tally) {
  std::pair<PlaceId, std::size_t> best;
  for (const auto& [place, count] : tally) {
    if (count > best.second) best = {place, count};
  }
  return best;
}

std::size_t total(const Tally& tally) {
  std::size_t sum = 0;
  for (const auto& [place, count] : tally)
    sum += count;
  return sum;
}

std::string label(const GazetteerDraft& draft, PlaceId id) {
  return id.valid() ? fmt::format("{} {}", draft.at(id).stable_id, draft.at(id).name)
                    : std::string("nowhere");
}

class Linker {
 public:
  Linker(GazetteerDraft& draft, const AreaFinder& map) : draft_(draft), map_(map) {}

  void run() {
    locate();
    name_countries_of_provinces();
    tally_codes();
    trust_codes();
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      PlaceDraft& place = draft_.places[i];
      if (place.kind == PlaceKind::city && place.stable_id.starts_with("gn:")) {
        link_city(i);
      } else if (place.kind == PlaceKind::city || place.kind == PlaceKind::other) {
        link_point(place);
      }
    }
  }

 private:
  // The province whose polygon holds each city.
  void locate() {
    on_map_.resize(draft_.places.size());
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      const PlaceDraft& place = draft_.places[i];
      if (place.kind != PlaceKind::city) continue;
      if (const auto province = map_.province(place.location, kCoastKm)) on_map_[i] = *province;
    }
  }

  // A province bears the country code of its cities where nearly all have one code: ISO codes that the map
  // lacks (Guadeloupe), areas without a code (Somaliland), and areas that the map gives to another country.
  void name_countries_of_provinces() {
    std::map<PlaceId, Tally> codes;
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      if (on_map_[i].valid() && draft_.places[i].country.valid())
        ++codes[on_map_[i]][draft_.places[i].country];
    }
    for (const auto& [id, tally] : codes) {
      const auto [country, count] = most(tally);
      PlaceDraft& province = draft_.at(id);
      if (country == province.country || count * 10 < total(tally) * 9) continue;
      draft_.disagreements.push_back(fmt::format(
          "{}: the map's country is {}, {} of its {} cities are of {}, which it takes", label(draft_, id),
          label(draft_, province.country), count, total(tally), label(draft_, country)));
      province.country = country;
    }
  }

  // Per GeoNames code, the provinces that its cities lie in by the map.
  void tally_codes() {
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      const PlaceDraft& place = draft_.places[i];
      if (place.kind != PlaceKind::city || !on_map_[i].valid()) continue;
      if (draft_.at(on_map_[i]).country == place.country)
        ++by_code_[{place.country, place.admin1_code}][on_map_[i]];
    }
  }

  // Natural Earth's FIPS code ends as GeoNames' admin1 code, in the countries where both follow FIPS 10-4.
  void trust_codes() {
    constexpr std::size_t kFipsIdSize = 7;  // "ne:IR04"
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      const PlaceDraft& place = draft_.places[i];
      const PlaceId id{i};
      if (place.kind != PlaceKind::admin1 || place.stable_id.size() != kFipsIdSize ||
          place.stable_id[5] == ':')
        continue;
      const auto found = by_code_.find({place.country, place.stable_id.substr(5)});
      if (found == by_code_.end()) continue;
      const auto inside = found->second.contains(id) ? found->second.at(id) : 0;
      if (inside * 2 >= total(found->second)) {
        trusted_[found->first] = id;
      } else {
        draft_.disagreements.push_back(
            fmt::format("{}: GeoNames' code {} means another province: {} of its {} places lie there, most "
                        "in {}; the map decides",
                        label(draft_, id), found->first.second, inside, total(found->second),
                        label(draft_, most(found->second).first)));
      }
    }
  }

  void link_city(std::uint32_t i) {
    PlaceDraft& city = draft_.places[i];
    const PlaceId seen = on_map_[i];
    if (!city.country.valid() && seen.valid()) city.country = draft_.at(seen).country;
    const Code code{city.country, city.admin1_code};
    if (const auto trusted = trusted_.find(code); trusted != trusted_.end()) {
      city.admin1 = trusted->second;
      if (seen != city.admin1) differ(city, seen, "by its code");
    } else if (seen.valid() && draft_.at(seen).country == city.country) {
      city.admin1 = seen;
    } else if (const PlaceId nearby = province_of_nearest(city); nearby.valid()) {
      city.admin1 = nearby;
      differ(city, seen, "as the nearest place of its country");
    } else {
      city.admin1 = seen.valid() ? seen : remote_province(city);
      differ(city, seen, "by the map, for want of another");
    }
  }

  // The province of the nearest city of the same country that the map has in that country, if it is near.
  // O(cities).
  PlaceId province_of_nearest(const PlaceDraft& city) {
    if (at_home_.empty()) list_cities_at_home();
    double best_km = kBorderKm;
    PlaceId best;
    for (const std::uint32_t i : at_home_[city.country]) {
      const PlaceDraft& other = draft_.places[i];
      if (const double km = distance_km(other.location, city.location); km < best_km) {
        best_km = km;
        best = on_map_[i];
      }
    }
    return best;
  }

  void list_cities_at_home() {
    for (std::uint32_t i = 0; i < draft_.places.size(); ++i) {
      const PlaceId country = draft_.places[i].country;
      if (on_map_[i].valid() && draft_.at(on_map_[i]).country == country) at_home_[country].push_back(i);
    }
  }

  PlaceId remote_province(const PlaceDraft& city) const {
    const auto province = map_.province(city.location, kRemoteKm);
    return province && draft_.at(*province).country == city.country ? *province : PlaceId{};
  }

  void differ(const PlaceDraft& city, PlaceId seen, std::string_view why) {
    draft_.disagreements.push_back(fmt::format("{} {} ({}): the map has it in {}; it goes to {}, {}",
                                               city.stable_id, city.name, label(draft_, city.country),
                                               label(draft_, seen), label(draft_, city.admin1), why));
  }

  // A place of names.tsv or a mountain lies where the map says; regions and waters may lie in several.
  void link_point(PlaceDraft& place) {
    if (place.area.valid()) return;
    const auto seen = map_.province(place.location, kCoastKm);
    if (!seen) return;
    if (!place.country.valid()) place.country = draft_.at(*seen).country;
    place.admin1 = draft_.at(*seen).country == place.country ? *seen : province_of_nearest(place);
  }

  GazetteerDraft& draft_;
  const AreaFinder& map_;
  std::vector<PlaceId> on_map_;                            // by place
  std::map<PlaceId, std::vector<std::uint32_t>> at_home_;  // by country: cities that the map has in it
  std::map<Code, Tally> by_code_;                          // within the code's own country
  std::map<Code, PlaceId> trusted_;
};

std::optional<PlaceId> place_of(const std::optional<AreaId>& area) {
  return area ? std::optional(PlaceId{area->value}) : std::nullopt;
}

}  // namespace

AreaFinder finder_of(const Boundaries& boundaries) {
  return {
      [&](const LatLon& p, double km) { return place_of(boundaries.find_near(AreaKind::admin1, p, km)); },
      [&](const LatLon& p, double km) { return place_of(boundaries.find_near(AreaKind::country, p, km)); }};
}

void link_places(GazetteerDraft& draft, const AreaFinder& map) {
  Linker(draft, map).run();
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
