#include "geo/resolve/engine.h"

#include <doctest/doctest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita::geo;
using kharita::geo::test::built_gazetteer;

namespace {

constexpr std::string_view kText =
    "بغداد - وكالات: وصل وزير الخارجية المصري إلى مدينة طرابلس الليبية بعد زيارة بيروت ودمشق وعمان.\n"
    "وأقلعت طائرات من الموصل وكركوك إلى السليمانية، وقالت جامعة القاهرة إن الجديدة والحديدة في المغرب "
    "واليمن، "
    "فيما زار محمد سعيد مدينة صور في جنوب لبنان ثم طرابلس وحلب بسوريا وقرية المدينة قرب الرياض.";

}  // namespace

TEST_CASE("engine: what a span's own features add up to once is what all its features give anew") {
  if (built_gazetteer() == nullptr) return;
  Engine engine(*built_gazetteer(), Weights::built_in());
  (void)engine.resolve({kText, {}, {}, {}}, {});
  REQUIRE(engine.spans().size() > 20);
  FeatureList list;
  std::size_t raised = 0;
  std::size_t hopeless = 0;
  for (std::size_t i = 0; i < engine.spans().size(); ++i) {
    engine.features(i, list);
    const float plain = Weights::built_in().score(list);
    if (engine.score(i) < -5) {  // the article was not asked about it; it would not have made a place of it
      ++hopeless;
      CHECK(plain < -2);
      continue;
    }
    raised += engine.score(i) != plain ? 1 : 0;
    if (engine.spans()[i].name_words == 1) CHECK(engine.score(i) == plain);
  }
  CHECK(hopeless > 0);
  CHECK(raised <= 3);  // longer names over shorter ones
}

TEST_CASE("engine: words and names are found in a text with what is kept of others as without") {
  if (built_gazetteer() == nullptr) return;
  std::vector<std::string> pieces;
  std::istringstream in{std::string(kText)};
  for (std::string piece; in >> piece;)
    pieces.push_back(piece);
  for (const char* more : {"ا",        "فريقيا", "لشبون", "ه",           "ب",
                           "في",       "و",      "-",     "نيو",         "يورك",
                           "بطرابلصس", "قرب",    "مدينة", "بغدادة",      "كازابلانكاه",
                           "ريال",     "مدريد",  "عُمان",  "والاسكندريه", "الجمهوريةالعربيةالمتحدة"})
    pieces.emplace_back(more);
  std::mt19937 random(5);
  text::Vocabulary vocabulary;
  text::Tokens plain_tokens;
  text::Tokens tokens;
  Words words;
  Lattice lattice;
  std::size_t similar = 0;
  std::size_t joined = 0;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (std::size_t i = 0; i < 60; ++i)
      text += pieces[random() % pieces.size()] + (random() % 15 == 0 ? "\n" : " ");
    const Script script = round % 10 == 0 ? Script::arabic_plain : Script::arabic_with_clitics;
    text::tokenise(text, plain_tokens);
    Words plain_words;
    Lattice plain_lattice;
    plain_words.analyse(plain_tokens, built_gazetteer()->names(), script);
    plain_lattice.build(text, plain_tokens, built_gazetteer()->names(), plain_words);
    text::tokenise(text, vocabulary, tokens);
    words.analyse(tokens, built_gazetteer()->names(), script);
    lattice.build(text, tokens, built_gazetteer()->names(), words);
    REQUIRE(words.size() == plain_words.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      CHECK(words[i].cues == plain_words[i].cues);
      CHECK(words[i].break_before == plain_words[i].break_before);
      CHECK(words[i].reading_count == plain_words[i].reading_count);
      CHECK(words[i].nisba == plain_words[i].nisba);
    }
    CHECK(lattice.phrases().size() == plain_lattice.phrases().size());
    REQUIRE(lattice.spans().size() == plain_lattice.spans().size());
    for (std::size_t i = 0; i < lattice.spans().size(); ++i) {
      const Span& a = lattice.spans()[i];
      const Span& b = plain_lattice.spans()[i];
      CHECK(a.start == b.start);
      CHECK(a.end == b.end);
      CHECK(a.names.size() == b.names.size());
      CHECK(a.names.front().place == b.names.front().place);
      CHECK(a.bare_names.data() == b.bare_names.data());
      similar += a.skeleton ? 1 : 0;
      joined += a.joined ? 1 : 0;
    }
  }
  CHECK(similar > 0);
  CHECK(joined > 0);
}
