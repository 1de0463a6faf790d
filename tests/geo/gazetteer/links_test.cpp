#include "geo/gazetteer/links.h"

#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

// Two countries side by side on the equator: A west of 10 E, B east of it; each has a province south and one
// north of it.
struct TwoCountries {
  GazetteerDraft draft;
  PlaceId a = add_country(draft, "AA", "A");
  PlaceId b = add_country(draft, "BB", "B");
  PlaceId a_south = add_province("ne:AA01", a);
  PlaceId a_north = add_province("ne:AA02", a);
  PlaceId b_south = add_province("ne:BB01", b);
  PlaceId b_north = add_province("ne:BB02", b);
  int cities = 0;

  PlaceId add_province(const std::string& id, PlaceId country) {
    PlaceDraft place;
    place.stable_id = id;
    place.name = id;
    place.kind = PlaceKind::admin1;
    place.country = country;
    return draft.add(std::move(place));
  }
  PlaceId city(PlaceId country, const std::string& code, double lat, double lon,
               std::uint64_t population = 1) {
    const PlaceId id = add_city(draft, ++cities, "City", country, population);
    draft.at(id).admin1_code = code;
    draft.at(id).location = LatLon::from_degrees(lat, lon);
    return id;
  }
  void link() {
    const auto province = [&](const LatLon& p, double) -> std::optional<PlaceId> {
      if (p.lon_deg() > 90) return std::nullopt;  // the sea
      return p.lon_deg() < 10 ? (p.lat_deg() < 0 ? a_south : a_north) : (p.lat_deg() < 0 ? b_south : b_north);
    };
    const auto country = [&](const LatLon& p, double) -> std::optional<PlaceId> {
      return p.lon_deg() < 10 ? a : b;
    };
    link_places(draft, {province, country});
  }
};

}  // namespace

TEST_CASE(
    "gazetteer links: where code and map mean one province, the code decides, and differences are listed") {
  TwoCountries world;
  for (int i = 0; i < 3; ++i)
    (void)world.city(world.a, "01", -1 - i, 5);
  const PlaceId beyond = world.city(world.a, "01", 0.1, 5);
  world.link();
  CHECK(world.draft.at(beyond).admin1 == world.a_south);
  REQUIRE(world.draft.disagreements.size() == 1);
  CHECK(world.draft.disagreements[0].find("gn:4") != std::string::npos);
}

TEST_CASE("gazetteer links: where the code means another province, the map decides") {
  TwoCountries world;
  std::vector<PlaceId> cities;
  for (int i = 0; i < 3; ++i)
    cities.push_back(world.city(world.a, "01", 1 + i, 5));  // code 01 is the north here
  const PlaceId unknown = world.city(world.a, "77", -1, 5);
  world.link();
  for (const PlaceId city : cities)
    CHECK(world.draft.at(city).admin1 == world.a_north);
  CHECK(world.draft.at(unknown).admin1 == world.a_south);
  CHECK(world.draft.disagreements.size() == 1);
}

TEST_CASE("gazetteer links: a town just across the map's border stays with its country's places nearby") {
  TwoCountries world;
  (void)world.city(world.a, "x", 1, 9.95);
  (void)world.city(world.b, "y", 5, 15);
  const PlaceId across = world.city(world.a, "x", 1, 10.05);  // 11 km off
  const PlaceId deep = world.city(world.a, "x", 1, 12);
  for (int i = 0; i < 30; ++i)
    (void)world.city(world.b, "y", 6, 15);  // the province is B's without doubt
  world.link();
  CHECK(world.draft.at(across).admin1 == world.a_north);
  CHECK(world.draft.at(deep).admin1 == world.b_north);
  CHECK(world.draft.at(deep).country == world.a);
  CHECK(world.draft.disagreements.size() == 2);
}

TEST_CASE(
    "gazetteer links: a province takes the country of its cities where nearly all have another than the "
    "map's") {
  TwoCountries world;
  for (int i = 0; i < 9; ++i)
    (void)world.city(world.b, "z", 1, 5);
  world.link();
  CHECK(world.draft.at(world.a_north).country == world.b);
  CHECK(world.draft.at(world.a_south).country == world.a);
  CHECK(world.draft.disagreements.size() == 1);
}

TEST_CASE("gazetteer links: a place without a country takes the map's, one at sea has no province") {
  TwoCountries world;
  const PlaceId lost = world.city({}, "", -1, 20);
  const PlaceId at_sea = world.city(world.b, "", -1, 100);
  world.link();
  CHECK(world.draft.at(lost).country == world.b);
  CHECK(world.draft.at(lost).admin1 == world.b_south);
  CHECK_FALSE(world.draft.at(at_sea).admin1.valid());
}

TEST_CASE("gazetteer links: populations add up, parts of cities count once") {
  TwoCountries world;
  (void)world.city(world.a, "", 1, 5, 100);
  const PlaceId part = world.city(world.a, "", 1, 5, 40);
  world.draft.at(part).is_part_of_city = true;
  (void)world.city(world.a, "", -1, 5, 7);
  world.link();
  sum_populations(world.draft);
  CHECK(world.draft.at(world.a_north).population == 100);
  CHECK(world.draft.at(world.a_south).population == 7);
  CHECK(world.draft.at(world.a).population == 107);
}
