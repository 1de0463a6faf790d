#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "geo/gazetteer/sources.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;

namespace {

void add_town(GazetteerDraft& draft, const std::string& name) {
  PlaceDraft place;
  place.stable_id = "gn:" + name;
  place.name = name;
  place.kind = PlaceKind::city;
  add_name(place, name, kNameArabicScript);
  draft.add(std::move(place));
}

}  // namespace

TEST_CASE("dictionary: Persian words and their plurals that are places, too, are ordinary words of Persian") {
  GazetteerDraft draft;
  for (const char* name : {"جریان", "آبها", "تهران"})
    add_town(draft, name);
  const kharita::test::TempFolder folder;
  const auto file = folder.write("index.dic", "4\nجریان/pa\nآب/pa\nدرخت/pa\n");
  REQUIRE(add_persian_dictionary(file, draft).has_value());
  const auto has = [&](const std::string& phrase) {
    return std::ranges::count_if(draft.lexicon, [&](const LexiconDraft& word) {
      return word.phrase == phrase && word.entry.word_class == WordClass::common &&
             word.entry.value == static_cast<std::uint32_t>(WordSense::dictionary);
    });
  };
  CHECK(has("fa جريان") == 1);
  CHECK(has("fa ابها") == 1);
  CHECK(draft.lexicon.size() == 2);
  CHECK_FALSE(add_persian_dictionary(folder.path() / "none", draft).has_value());
}
