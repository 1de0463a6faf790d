// What Persian, Urdu and Kurdish call the countries: names in texts of that language alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "geo/gazetteer/sources.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

const NameDraft* name_in(const GazetteerDraft& draft, PlaceId place, const std::string& language) {
  const auto& names = draft.places[place.value].names;
  const auto found = std::ranges::find(names, language, &NameDraft::language);
  return found == names.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("own languages: a country's name is preferred in its language, and no general name") {
  GazetteerDraft draft;
  const PlaceId mongolia = add_country(draft, "MN", "Mongolia");
  const PlaceId town = add_city(draft, 1, "Darhan", mongolia);
  add_names_in_own_languages(draft);
  const NameDraft* const persian = name_in(draft, mongolia, "fa");
  REQUIRE(persian != nullptr);
  CHECK(persian->text == "مغولستان");
  CHECK((persian->flags & kNamePreferred) != 0);
  CHECK((persian->flags & kNameCurated) == 0);
  CHECK(name_in(draft, mongolia, "ur") != nullptr);
  CHECK(name_in(draft, town, "fa") == nullptr);
}

TEST_CASE("own languages: a name by hand that is the same stays the only one") {
  GazetteerDraft draft;
  const PlaceId mongolia = add_country(draft, "MN", "Mongolia");
  add_name(draft.at(mongolia), "مغولستان", kNameCurated);
  add_names_in_own_languages(draft);
  CHECK(name_in(draft, mongolia, "fa") == nullptr);
}
