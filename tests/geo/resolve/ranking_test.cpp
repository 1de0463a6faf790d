// Each term of the ranking on a small world in which nothing else decides.
#include "geo/resolve/ranking.h"

#include <doctest/doctest.h>

#include <optional>
#include <vector>

#include "geo/text/normalise.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

// Two countries, with names of several places; all far from each other.
struct World {
  TempFolder folder;
  GazetteerDraft draft;
  PlaceId first = add_country(draft, "AA", "أولى");
  PlaceId second = add_country(draft, "BB", "ثانية");
  std::optional<Gazetteer> gazetteer;
  int numbers = 0;

  PlaceId city(const std::string& name, PlaceId country, std::uint64_t population, double lat, double lon) {
    const PlaceId id = add_city(draft, ++numbers, name, country, population);
    draft.at(id).location = LatLon::from_degrees(lat, lon);
    return id;
  }
  PlaceId province(const std::string& name, PlaceId country) {
    PlaceDraft place;
    place.stable_id = "ne:" + name;
    place.name = name;
    place.kind = PlaceKind::admin1;
    place.country = country;
    add_name(place, name, kNamePreferred);
    return draft.add(std::move(place));
  }
  PlaceId place(PlaceKind kind, std::uint64_t population, std::uint16_t flags = kNamePreferred) {
    PlaceDraft place;
    place.stable_id = "kh:" + std::to_string(++numbers);
    place.name = "نورة";
    place.kind = kind;
    place.country = first;
    place.population = population;
    place.location = LatLon::from_degrees(10.0 * numbers, 40);
    add_name(place, "نورة", flags);
    return draft.add(std::move(place));
  }
  // Every name once, in this order; the place that the first one means after two sweeps.
  PlaceId meaning(const std::vector<std::string>& names, LocalEvidence evidence = {},
                  const std::string& bare = {}) {
    if (!gazetteer) gazetteer.emplace(write_and_open(draft, folder.path() / "world"));
    const NameIndex& index = gazetteer->names();
    std::vector<Span> spans;
    for (const std::string& name : names) {
      Span span;
      span.first = static_cast<std::uint32_t>(spans.size());
      span.last = span.first + 1;
      span.name_words = 1;
      span.node = index.child(index.root(), text::normalise(name));
      span.names = index.names(span.node);
      REQUIRE_FALSE(span.names.empty());
      spans.push_back(span);
    }
    if (!bare.empty())
      spans.front().bare_names = index.names(index.child(index.root(), text::normalise(bare)));
    std::vector<LocalEvidence> all(spans.size());
    all.front() = evidence;
    const std::vector<float> sure(spans.size(), 1.0F);
    Ranking ranking(*gazetteer);
    ranking.begin(spans);
    ranking.set_evidence(all);
    ranking.sweep(sure, 0);
    ranking.sweep(sure, 0);
    return ranking.candidates(0).front().place;
  }
};

}  // namespace

TEST_CASE("ranking: of two towns of a name, the one in the province of the article's other places is meant") {
  World world;
  const PlaceId north = world.province("شمالية", world.first);
  const PlaceId south = world.province("جنوبية", world.first);
  const PlaceId here = world.city("نورة", world.first, 40000, 10, 10);
  const PlaceId there = world.city("نورة", world.first, 50000, -10, 10);
  const PlaceId beside = world.city("سلمى", world.first, 1000, 10, 40);
  world.draft.at(here).admin1 = north;
  world.draft.at(there).admin1 = south;
  world.draft.at(beside).admin1 = north;
  CHECK(world.meaning({"نورة"}) == there);  // the larger one
  CHECK(world.meaning({"نورة", "سلمى"}) == here);
}

TEST_CASE("ranking: of two towns of a name, the one near the article's other places is meant") {
  World world;
  const PlaceId here = world.city("نورة", world.first, 40000, 10, 10);
  const PlaceId there = world.city("نورة", world.first, 50000, -10, 10);
  world.city("سلمى", world.first, 1000, 10.1, 10.1);
  CHECK(world.meaning({"نورة"}) == there);
  CHECK(world.meaning({"نورة", "سلمى"}) == here);
}

TEST_CASE("ranking: a name counts once in the article's masses, however often it stands there") {
  World world;
  const PlaceId here = world.city("نورة", world.first, 50000, 10, 10);
  const PlaceId there = world.city("نورة", world.second, 50000, -10, 60);
  world.city("سلمى", world.first, 1000, 30, 10);
  for (const char* name : {"ليلى", "هدى", "منال", "ريم"})
    world.city(name, world.second, 1000, -30, 60);
  std::vector<std::string> names{"نورة", "ليلى", "هدى", "منال", "ريم"};
  names.insert(names.end(), 9, "سلمى");
  CHECK(world.meaning(names) == there);  // four names of the second, one of the first
  CHECK(world.meaning({"نورة", "سلمى"}) == here);
}

TEST_CASE("ranking: a place whose spelling has other vowels than the text is not meant") {
  World world;
  const PlaceId small = world.city("نورة", world.first, 1000, 10, 10);
  const PlaceId large = world.city("نورة", world.first, 900000, -10, 10);
  CHECK(world.meaning({"نورة"}) == large);
  LocalEvidence other_vowels;
  other_vowels.misspelled = large;
  CHECK(world.meaning({"نورة"}, other_vowels) == small);
  LocalEvidence own_vowels;
  own_vowels.spelled = small;
  CHECK(world.meaning({"نورة"}, own_vowels) == small);
}

TEST_CASE("ranking: the word for a kind before a name speaks for that kind and against the others") {
  World world;
  const PlaceId city = world.city("نورة", world.first, 900000, 10, 10);
  const PlaceId province = world.province("نورة", world.first);
  LocalEvidence before;
  before.trigger_weight = 3;
  before.trigger_kinds = 1U << static_cast<unsigned>(PlaceKind::admin1);
  CHECK(world.meaning({"نورة"}) == city);
  CHECK(world.meaning({"نورة"}, before) == province);
}

TEST_CASE("ranking: a neighbour in a list that is a province tells the country of its sister") {
  LocalEvidence in_list;
  in_list.mates = {-1, 1};
  World world;
  const PlaceId larger = world.city("نورة", world.second, 9000000, 10, 10);
  const PlaceId own = world.province("نورة", world.first);
  world.province("سلمى", world.first);
  CHECK(world.meaning({"نورة", "سلمى"}) == larger);
  CHECK(world.meaning({"نورة", "سلمى"}, in_list) == own);
}

TEST_CASE(
    "ranking: a capital beside another country's is meant as the capital, not as the country of its name") {
  World world;
  const PlaceId country = add_country(world.draft, "CC", "نورة");
  const PlaceId capital = world.city("نورة", world.first, 3000000, 10, 10);
  world.draft.at(capital).is_capital = true;
  const PlaceId other = world.city("سلمى", world.second, 1000000, -40, 90);
  world.draft.at(other).is_capital = true;
  LocalEvidence in_list;
  in_list.mates = {-1, 1};
  CHECK(world.meaning({"نورة", "سلمى"}) == country);
  CHECK(world.meaning({"نورة", "سلمى"}, in_list) == capital);
}

TEST_CASE("ranking: each kind of place is worth a city of its own size") {
  const auto beats = [](PlaceKind kind, std::uint64_t of_city) {
    World world;
    const PlaceId one = world.place(kind, 0);
    world.place(PlaceKind::city, of_city);
    return world.meaning({"نورة"}) == one;
  };
  CHECK(beats(PlaceKind::region, 500000));
  CHECK(beats(PlaceKind::water, 100000));
  CHECK(beats(PlaceKind::other, 20000));
  CHECK(beats(PlaceKind::admin1, 50));
  CHECK_FALSE(beats(PlaceKind::region, 20000000));
  CHECK_FALSE(beats(PlaceKind::admin1, 50000));
}

TEST_CASE("ranking: how the name came to the place counts as inhabitants do") {
  const auto beats = [](std::uint16_t flags, std::uint64_t population, std::uint16_t rivals,
                        std::uint64_t its) {
    World world;
    const PlaceId one = world.place(PlaceKind::city, population, flags);
    world.place(PlaceKind::city, its, rivals);
    return world.meaning({"نورة"}) == one;
  };
  CHECK(beats(kNamePreferred, 2000, 0, 5000));
  CHECK(beats(kNameArabic, 2000, 0, 4000));
  CHECK(beats(0, 2000, kNameFromWords, 20000));
}

TEST_CASE(
    "ranking: a kind that is stated speaks for the small place of that kind, and against the best known") {
  World world;
  world.place(PlaceKind::city, 9999999, kNamePreferred | kNameCurated);
  world.draft.places.back().is_capital = true;
  const PlaceId province = world.place(PlaceKind::admin1, 0);
  LocalEvidence stated;
  stated.trigger_weight = 3;
  stated.trigger_kinds = 1U << static_cast<unsigned>(PlaceKind::admin1);
  CHECK(world.meaning({"نورة"}, stated) == province);
}

TEST_CASE("ranking: the kind that its neighbours in a list have decides between equals") {
  World world;
  const PlaceId city = world.place(PlaceKind::city, 500000);
  const PlaceId water = world.place(PlaceKind::water, 0);
  LocalEvidence beside;
  beside.mate_kinds = 1U << static_cast<unsigned>(PlaceKind::water);
  CHECK(world.meaning({"نورة"}) == city);
  CHECK(world.meaning({"نورة"}, beside) == water);
}

TEST_CASE("ranking: what does not lie where the text says is not meant, however well known") {
  World world;
  const PlaceId small = world.city("نورة", world.first, 10, 10, 10);
  const PlaceId large = world.city("نورة", world.second, 9999999, -10, 60);
  world.draft.at(large).is_capital = true;
  add_name(world.draft.at(large), "نورة", kNameCurated);
  LocalEvidence there;
  there.within = world.first;
  there.within_weight = 1;
  CHECK(world.meaning({"نورة"}) == large);
  CHECK(world.meaning({"نورة"}, there) == small);
}

TEST_CASE("ranking: a name without the text's article is worth less than the name as it stands") {
  World world;
  const PlaceId whole = world.city("النورة", world.first, 1000, 10, 10);
  world.city("نورة", world.first, 5000, -10, 60);
  CHECK(world.meaning({"النورة"}, {}, "نورة") == whole);
}
