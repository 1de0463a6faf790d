#include <map>
#include <random>
#include <set>

#include "geo/text/normalise.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

NameIndex::Node walk(const NameIndex& index, const std::vector<std::string>& tokens) {
  NameIndex::Node node = index.root();
  for (const std::string& token : tokens)
    node = index.child(node, token);
  return node;
}

// Names of one to three words of few letters, so that many share beginnings.
std::string random_name(std::mt19937& random) {
  static const std::vector<std::string> kWords = {"بنجاب", "خان",  "عبد",  "الله", "شاه", "بندر",
                                                  "نيو",   "ديلي", "Port", "San",  "El",  "الشيخ",
                                                  "Said",  "Nova", "كلا",  "تل"};
  std::string name;
  const std::size_t words = 1 + random() % 3;
  for (std::size_t i = 0; i < words; ++i) {
    if (!name.empty()) name += ' ';
    const auto& word = kWords[random() % kWords.size()];
    // One script a name: a mixed one would be left out.
    const bool latin = static_cast<unsigned char>(word[0]) < 0x80;
    const bool name_latin = name.empty() ? latin : static_cast<unsigned char>(name[0]) < 0x80;
    name += latin == name_latin ? word : (name_latin ? "Port" : "خان");
  }
  return name;
}

struct Fixture {
  TempFolder folder;
  std::map<std::vector<std::string>, std::set<std::uint32_t>> by_tokens;  // the plain oracles
  std::map<std::string, std::set<std::uint32_t>> by_joined;
  std::map<std::string, std::set<std::uint32_t>> by_skeleton;
  GazetteerDraft draft;

  Fixture() {
    std::mt19937 random(5);
    const PlaceId country = add_country(draft, "PK", "Pakistan");
    for (int i = 0; i < 2000; ++i) {
      const PlaceId id = add_city(draft, i, random_name(random), country, random() % 1000);
      add_name(draft.at(id), random_name(random), 0);
    }
    for (std::uint32_t i = 0; i < draft.places.size(); ++i) {
      for (const NameDraft& name : draft.places[i].names)
        remember(i, name);
    }
  }
  void remember(std::uint32_t place, const NameDraft& name) {
    const auto tokens = text::name_tokens(name.text);
    by_tokens[tokens].insert(place);
    std::string joined;
    for (const std::string& token : tokens)
      joined += token;
    const bool arabic = (name.flags & kNameArabicScript) != 0;
    if (arabic || tokens.size() > 1) by_joined[joined].insert(place);
    if (arabic && joined.size() >= 10) by_skeleton[text::skeleton(joined)].insert(place);
  }
};

std::set<std::uint32_t> places_of(std::span<const NameEntry> entries) {
  std::set<std::uint32_t> places;
  for (const NameEntry& entry : entries)
    CHECK(places.insert(entry.place.value).second);
  return places;
}

}  // namespace

TEST_CASE("gazetteer names: the trie, the joined keys and the skeletons hold what a plain map does") {
  const Fixture fixture;
  const Gazetteer gazetteer = write_and_open(fixture.draft, fixture.folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  for (const auto& [tokens, places] : fixture.by_tokens)
    CHECK(places_of(index.names(walk(index, tokens))) == places);
  for (const auto& [joined, places] : fixture.by_joined)
    CHECK(places_of(index.joined(joined)) == places);
  for (const auto& [skeleton, places] : fixture.by_skeleton)
    CHECK(places_of(index.by_skeleton(skeleton)) == places);
}

TEST_CASE("gazetteer names: random walks end where a plain map has no such beginning") {
  const Fixture fixture;
  const Gazetteer gazetteer = write_and_open(fixture.draft, fixture.folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  std::set<std::vector<std::string>> beginnings;
  for (const auto& [tokens, places] : fixture.by_tokens) {
    for (std::size_t n = 1; n <= tokens.size(); ++n) {
      beginnings.insert({tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(n)});
    }
  }
  std::mt19937 random(6);
  for (int i = 0; i < 5000; ++i) {
    const auto tokens = text::name_tokens(random_name(random) + " " + random_name(random));
    for (std::size_t n = 1; n <= tokens.size(); ++n) {
      const std::vector<std::string> beginning(tokens.begin(),
                                               tokens.begin() + static_cast<std::ptrdiff_t>(n));
      const NameIndex::Node node = walk(index, beginning);
      CHECK(static_cast<bool>(node) == beginnings.contains(beginning));
      const auto longer = beginnings.upper_bound(beginning);
      const bool goes_on = node && longer != beginnings.end() && longer->size() > n &&
                           std::equal(beginning.begin(), beginning.end(), longer->begin());
      CHECK(index.onward(node).empty() != goes_on);
      if (node && n < tokens.size() && !index.onward(node).may_hold(index.find_token(tokens[n]))) {
        auto on = beginning;
        on.push_back(tokens[n]);
        CHECK_FALSE(beginnings.contains(on));
      }
    }
  }
}

TEST_CASE("gazetteer names: no node leads on, whatever is asked of it") {
  const Fixture fixture;
  const Gazetteer gazetteer = write_and_open(fixture.draft, fixture.folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  CHECK_FALSE(index.child({}, "خان"));
  CHECK_FALSE(index.child(index.root(), ""));
  CHECK_FALSE(index.child(NameIndex::Node{4'000'000'000U}, "خان"));
  CHECK_FALSE(index.find_token("كلمه"));
  CHECK(index.find_token("خان"));
  CHECK(index.names({}).empty());
  CHECK(index.names(NameIndex::Node{4'000'000'000U}).empty());
  CHECK(index.lexicon({}).empty());
  CHECK(index.joined("").empty());
  CHECK(index.by_skeleton("").empty());
}

TEST_CASE(
    "gazetteer names: a name's places come best first: by hand, then units and capitals, then by "
    "population") {
  GazetteerDraft draft;
  const PlaceId country = add_country(draft, "DZ", "Algeria");
  const PlaceId small = add_city(draft, 1, "Tunis", country, 10);
  const PlaceId large = add_city(draft, 2, "Tunis", country, 1000);
  const PlaceId capital = add_city(draft, 3, "Tunis", country, 100);
  draft.at(capital).is_capital = true;
  const PlaceId curated = add_city(draft, 4, "Other", country, 1);
  add_name(draft.at(curated), "Tunis", kNameCurated);
  const PlaceId weak = add_city(draft, 5, "Another", country, 5000);
  add_name(draft.at(weak), "Tunis", kNameFromWords);
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(draft, folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  std::vector<PlaceId> order;
  for (const NameEntry& entry : index.names(index.child(index.root(), "tunis")))
    order.push_back(entry.place);
  CHECK(order == std::vector<PlaceId>{curated, capital, large, small, weak});
}

TEST_CASE("gazetteer names: spellings of one normal form are one entry a place, with the flags of all") {
  GazetteerDraft draft;
  const PlaceId country = add_country(draft, "IR", "Iran");
  const PlaceId city = add_city(draft, 1, "Abadan", country);
  add_name(draft.at(city), "آبادان", 0);
  add_name(draft.at(city), "أبادان", kNameArabic | kNamePreferred);
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(draft, folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  const auto entries = index.names(index.child(index.root(), text::normalise("آبادان")));
  REQUIRE(entries.size() == 1);
  CHECK(entries[0].flags == (kNameArabic | kNamePreferred | kNameArabicScript));
  CHECK(index.spelling(entries[0]) == "أبادان");
}

TEST_CASE("gazetteer names: lexicon entries share the trie with the names") {
  GazetteerDraft draft;
  const PlaceId country = add_country(draft, "IR", "Iran");
  draft.lexicon.push_back({"رئيس الوزراء", {WordClass::person_title, 0, 2.5F}});
  draft.lexicon.push_back({"إيراني", {WordClass::nisba, country.value, 1}});
  draft.lexicon.push_back(
      {"قناة", {WordClass::kind_trigger, static_cast<std::uint32_t>(PlaceKind::water), 1}});
  draft.lexicon.push_back(
      {"قناة", {WordClass::organisation, static_cast<std::uint32_t>(WordSense::media), 3}});
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(draft, folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  const auto title = index.lexicon(walk(index, text::name_tokens("رئيس الوزراء")));
  REQUIRE(title.size() == 1);
  CHECK(title[0].word_class == WordClass::person_title);
  CHECK(title[0].weight == 2.5F);
  CHECK(index.lexicon(walk(index, text::name_tokens("رئيس"))).empty());
  CHECK(index.lexicon(walk(index, text::name_tokens("إيراني")))[0].value == country.value);
  CHECK(index.lexicon(walk(index, text::name_tokens("قناة"))).size() == 2);
}
