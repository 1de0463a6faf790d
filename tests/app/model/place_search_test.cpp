#include "app/model/place_search.h"

#include <algorithm>
#include <set>

#include "tests/app/model/fixture.h"

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

const PlaceSearch& search() {
  static const PlaceSearch all(test_gazetteer());
  return all;
}

bool nobody(geo::PlaceId) {
  return false;
}

std::vector<geo::PlaceId> find(std::string_view typed, std::size_t most = 8) {
  std::vector<geo::PlaceId> places;
  for (const PlaceSearch::Hit& hit : search().find(typed, most, nobody))
    places.push_back(hit.place);
  return places;
}

geo::PlaceId first(std::string_view typed) {
  const auto places = find(typed);
  return places.empty() ? geo::PlaceId{} : places.front();
}

// Oracle: every name of every place, one after another.
std::set<geo::PlaceId> places_by_scan(std::string_view typed) {
  const std::string query = PlaceSearch::fold(typed);
  std::set<geo::PlaceId> places;
  for (std::uint32_t i = 0; i < test_gazetteer().place_count(); ++i) {
    for (const std::string_view spelling : test_gazetteer().names_of(geo::PlaceId{i})) {
      const std::string name = PlaceSearch::fold(spelling);
      if (name.starts_with(query) || (name.starts_with("ال") && name.substr(4).starts_with(query)))
        places.insert(geo::PlaceId{i});
    }
  }
  return places;
}

}  // namespace

TEST_CASE("place search: a place is found by any of its spellings, in any script and case") {
  const geo::PlaceId pindi = place_id("gn:1166993");
  for (const char* typed :
       {"روالبندي", "روالبندى", "rawalpindi", "Rawalpindi", "RAWALPINDI", "راولپنڈی", "rawal pindi"})
    CHECK_MESSAGE(first(typed) == pindi, typed);
  CHECK(first("xian") == first("Xi'an"));
  CHECK(test_gazetteer().place(first("شيان")).country_iso == "CN");
  CHECK(first("القاهرة") == place_id("gn:360630"));
  CHECK(first("القاهره") == place_id("gn:360630"));
  CHECK(first("قاهرة") == place_id("gn:360630"));  // without the article
  CHECK(first("ايران") == place_id("ne:IR"));
  CHECK(first("إيران") == place_id("ne:IR"));
  CHECK(test_gazetteer().place(first("sao paulo")).name == test_gazetteer().place(first("São Paulo")).name);
}

TEST_CASE("place search: while a name is being typed the well-known places that begin so come first") {
  CHECK(first("rawalpin") == place_id("gn:1166993"));
  CHECK(first("باكست") == place_id("ne:PK"));
  CHECK(first("لندن") == first("london"));
  CHECK(test_gazetteer().place(first("paris")).country_iso == "FR");
}

TEST_CASE("place search: whole names come before beginnings, mentioned places before others") {
  const auto hits = search().find("paris", 8, nobody);
  REQUIRE(hits.size() > 2);
  CHECK(hits.front().exact);
  CHECK(std::is_partitioned(hits.begin(), hits.end(), [](const PlaceSearch::Hit& h) { return h.exact; }));
  const geo::PlaceId last = hits.back().place;
  const auto again = search().find("paris", 8, [&](geo::PlaceId id) { return id == last; });
  const auto rank = [](const std::vector<PlaceSearch::Hit>& list, geo::PlaceId id) {
    return std::find_if(list.begin(), list.end(), [&](const auto& h) { return h.place == id; }) -
           list.begin();
  };
  CHECK(rank(again, last) < rank(hits, last));
}

TEST_CASE("place search: what is found is what a scan of all names finds, each place once") {
  for (const char* typed : {"روالب", "زاه", "tehr", "new del", "العي", "غز", "ß", "q"}) {
    const auto hits = search().find(typed, 100000, nobody);
    std::set<geo::PlaceId> found;
    for (const PlaceSearch::Hit& hit : hits)
      found.insert(hit.place);
    CHECK_MESSAGE(found.size() == hits.size(), typed);
    CHECK_MESSAGE(found == places_by_scan(typed), typed);
  }
}

TEST_CASE("place search: the best few are the head of all") {
  const auto all = search().find("a", 300, nobody);
  const auto few = search().find("a", 8, nobody);
  REQUIRE(few.size() == 8);
  CHECK(std::equal(few.begin(), few.end(), all.begin()));
}

TEST_CASE("place search: nothing is found for nothing, signs, or letters in no name") {
  CHECK(find("").empty());
  CHECK(find("  ").empty());
  CHECK(find("…!").empty());
  CHECK(find("qqqqxxzz").empty());
  CHECK(find("روالبندي", 0).empty());
}
