#include <map>

#include "geo/boundary/boundary_builder.h"
#include "geo/gazetteer/sources.h"

namespace kharita::geo {
namespace {

// "ne:IR04" by the FIPS code, where it is one of a province and no other province bears it; else
// "ne:IR:Tehran" by country and name, with a number behind the name of a second one of that name.
class ProvinceIds {
 public:
  explicit ProvinceIds(std::span<const ProvinceSource> provinces) {
    for (const ProvinceSource& province : provinces)
      ++fips_[province.fips];
  }
  std::string of(const ProvinceSource& province) {
    constexpr std::size_t kFipsSize = 4;  // two letters are a country's
    if (province.fips.size() >= kFipsSize && fips_[province.fips] == 1) return "ne:" + province.fips;
    std::string id = "ne:" + (province.iso_a2.empty() ? "no-code" : province.iso_a2) + ":" +
                     (province.name.empty() ? "unnamed" : province.name);
    if (const int nth = ++seen_[id]; nth > 1) id += "#" + std::to_string(nth);
    return id;
  }

 private:
  std::map<std::string, int> fips_;
  std::map<std::string, int> seen_;
};

PlaceDraft country_place(const CountrySource& source) {
  PlaceDraft place;
  const bool is_country = source.iso_a2.size() == 2;
  place.kind = is_country ? PlaceKind::country : PlaceKind::other;
  place.stable_id = "ne:" + (is_country ? source.iso_a2 : "no-code");
  place.name = is_country ? source.name : "Areas without a country code";
  if (is_country) {
    place.iso_a2 = source.iso_a2;
    add_name(place, source.name, kNamePreferred);
  }
  return place;
}

PlaceDraft province_place(const ProvinceSource& source, ProvinceIds& ids) {
  PlaceDraft place;
  place.kind = PlaceKind::admin1;
  place.stable_id = ids.of(source);
  place.name = source.name;
  if (place.name.empty()) place.name = source.gn_name.empty() ? source.woe_name : source.gn_name;
  if (place.name.empty()) place.name = "Unnamed part of " + source.admin;
  add_name(place, source.name, kNamePreferred);
  add_name(place, source.gn_name, 0);
  add_name(place, source.woe_name, 0);
  return place;
}

}  // namespace

void add_countries_and_provinces(std::span<const CountrySource> countries,
                                 std::span<const ProvinceSource> provinces,
                                 std::span<const LatLon> label_points, GazetteerDraft& draft) {
  const auto add = [&](PlaceDraft place, AreaId area) {
    place.area = area;
    if (area.value < label_points.size()) place.location = label_points[area.value];
    return draft.add(std::move(place));
  };
  for (const CountrySource& source : countries) {
    const PlaceId id = add(country_place(source), source.area);
    if (draft.at(id).kind == PlaceKind::country) draft.at(id).country = id;
  }
  ProvinceIds ids(provinces);
  for (const ProvinceSource& source : provinces) {
    const PlaceId id = add(province_place(source, ids), source.area);
    draft.at(id).admin1 = id;
    if (const auto country = draft.country(source.iso_a2)) draft.at(id).country = *country;
  }
}

}  // namespace kharita::geo
