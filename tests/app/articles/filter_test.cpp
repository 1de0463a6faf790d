#include "app/articles/filter.h"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <random>
#include <utility>

using namespace kharita;
using namespace kharita::app;

namespace {

using geo::PlaceId;

struct Random {
  std::mt19937 engine;
  std::uint32_t operator()() { return static_cast<std::uint32_t>(engine()); }
};

Date day(int year, unsigned month, unsigned d) {
  return Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(d));
}

// A small world: ids below 10 are countries, below 40 provinces, else cities; every seventh lies in no
// country.
geo::Place world(PlaceId id) {
  geo::Place place;
  place.id = id;
  const std::uint32_t v = id.value;
  if (v < 10) {
    place.country = id;
  } else if (v % 7 != 0) {
    place.country = PlaceId{v % 10};
    place.admin1 = v < 40 ? id : PlaceId{10 + v % 30};
  }
  place.kind = v < 10   ? geo::PlaceKind::country
               : v < 40 ? geo::PlaceKind::admin1
                        : static_cast<geo::PlaceKind>(2 + v % 4);
  place.location = geo::LatLon::from_degrees(v % 120 - 60.0, v * 37 % 360 - 180.0);
  return place;
}

Article article(std::string text, std::optional<Date> published = std::nullopt, std::string source = {}) {
  Article a;
  a.id = text;
  a.text = std::move(text);
  a.published = published;
  a.source = std::move(source);
  return a;
}

// Heads as the engine takes them, and the texts beside them.
struct Articles {
  Corpus heads;
  ArticleBatch whole;

  void add(Article article, std::vector<ArticleMention> mentions) {
    whole.add(std::move(article), std::move(mentions));
    const auto last = static_cast<std::uint32_t>(whole.articles.size() - 1);
    heads.add(whole.articles.back(), whole.mentions_of(last));
  }
  void add(const Articles& other, std::uint32_t article) {
    const auto mentions = other.whole.mentions_of(article);
    add(other.whole.articles[article], {mentions.begin(), mentions.end()});
  }
  // Tells the engine what was added since `first`.
  void told(FilterEngine& engine, std::uint32_t first = 0) const {
    engine.update();
    for (std::uint32_t i = first; i < whole.articles.size(); ++i)
      engine.add_text(i, whole.articles[i].title, whole.articles[i].text);
  }
};

ArticleMention mention(std::uint32_t place, float confidence = 1) {
  ArticleMention m;
  m.place = PlaceId{place};
  m.confidence = confidence;
  return m;
}

Articles random_corpus(Random& random, int articles) {
  static const std::vector<std::string> kWords{
      "بغداد", "وببغداد", "للكويت",     "كويت", "القاهرة", "مأرب",  "سد",       "news",
      "2024",  "مسؤول",   "فللمسئولين", "لبن",  "ولبنان",  "والله", "الخارجية", "بالخارج"};
  Articles corpus;
  for (int i = 0; i < articles; ++i) {
    std::string text;
    for (int w = 0; w < 6; ++w)
      text += kWords[random() % kWords.size()] + (random() % 4 == 0 ? "، " : " ");
    Article a = article(text);
    if (random() % 5 != 0)
      a.published = day(2021 + static_cast<int>(random() % 3), 1 + random() % 12, 1 + random() % 28);
    a.source = std::string(1, static_cast<char>('a' + random() % 4));
    a.language = std::array{"", "ar", "fa"}[random() % 3];
    std::vector<ArticleMention> mentions(random() % 5);
    for (auto& m : mentions) {
      m = mention(random() % 8 == 0 ? PlaceId::kNone : random() % 100,
                  static_cast<float>(random() % 101) / 100);
      m.start = random() % 100;
    }
    corpus.add(std::move(a), std::move(mentions));
  }
  return corpus;
}

// What the header says, word for word and without an index.
struct Oracle {
  const Corpus& corpus;
  const Filter& filter;

  bool text_passes(const Article& a) const {
    const TextQuery query = parse_query(filter.text);
    return std::all_of(query.clauses.begin(), query.clauses.end(), [&](const TextQuery::Clause& clause) {
      return std::any_of(clause.begin(), clause.end(), [&](const TextQuery::Phrase& phrase) {
        return (holds(a.title, phrase) || holds(a.text, phrase)) != phrase.excluded;
      });
    });
  }
  // A token is a word where one of its readings is it, letter by letter.
  static bool is(const std::string& token, const std::string& word, bool as_beginning) {
    std::array<geo::text::Reading, 64> readings;
    std::string scratch;
    const std::size_t count = geo::text::proclitic_readings(token, readings, scratch);
    for (std::size_t i = 0; i < count; ++i) {
      if (as_beginning ? readings[i].rest.starts_with(word) : readings[i].rest == word) return true;
    }
    return false;
  }
  static bool holds(const std::string& text, const TextQuery::Phrase& phrase) {
    geo::text::Tokens tokens;
    geo::text::tokenise(text, tokens);
    std::vector<std::string> words;
    for (const auto& token : tokens.tokens) {
      if (token.kind == geo::text::Token::Kind::punctuation) continue;
      std::string word(tokens.norm(token));
      for (std::size_t at = 0; at + 1 < word.size(); ++at) {
        if (word.compare(at, 2, "ؤ") == 0) word.replace(at, 2, "و");
        if (word.compare(at, 2, "ئ") == 0) word.replace(at, 2, "ي");
      }
      words.push_back(word);
    }
    for (std::size_t at = 0; at + phrase.words.size() <= words.size(); ++at) {
      bool all = true;
      for (std::size_t i = 0; i < phrase.words.size(); ++i)
        all = all && is(words[at + i], phrase.words[i], phrase.unfinished && i + 1 == phrase.words.size());
      if (all) return true;
    }
    return false;
  }
  bool date_passes(const Article& a) const {
    if (!filter.from && !filter.to) return true;
    return a.published && (!filter.from || *filter.from <= *a.published) &&
           (!filter.to || *a.published <= *filter.to);
  }
  template <typename T>
  static bool has(const std::vector<T>& list, const T& value) {
    return std::count(list.begin(), list.end(), value) > 0;
  }
  bool names_pass(const Article& a) const {
    return (filter.sources.empty() || has(filter.sources, a.source)) && !has(filter.not_sources, a.source) &&
           (filter.languages.empty() || has(filter.languages, a.language)) &&
           !has(filter.not_languages, a.language);
  }
  static bool lies_in(const geo::Place& place, const std::vector<PlaceId>& list) {
    return has(list, place.id) || (place.country.valid() && has(list, place.country)) ||
           (place.admin1.valid() && has(list, place.admin1));
  }
  static bool is_of(const geo::Place& place, const std::vector<PlaceId>& countries) {
    return place.country.valid() && has(countries, place.country);
  }
  bool mention_passes(const CorpusMention& m) const {
    if (!m.place.valid()) return false;
    const geo::Place place = world(m.place);
    if (!filter.kinds.empty() && !has(filter.kinds, place.kind)) return false;
    if (has(filter.not_kinds, place.kind)) return false;
    if (!filter.countries.empty() && !is_of(place, filter.countries)) return false;
    if (!filter.places.empty() && !lies_in(place, filter.places)) return false;
    return (!filter.box || filter.box->contains(place.location)) && m.confidence >= filter.min_confidence;
  }
  // Whether one of an article's mentions, as sure as is asked for, is of a place for which this holds.
  template <typename Holds>
  bool mentions(std::uint32_t i, Holds holds) const {
    for (const auto& m : corpus.mentions_of(i)) {
      if (m.place.valid() && m.confidence >= filter.min_confidence && holds(world(m.place))) return true;
    }
    return false;
  }
  bool presence_passes(std::uint32_t i) const {
    if (mentions(i, [&](const geo::Place& p) { return is_of(p, filter.not_countries); })) return false;
    if (mentions(i, [&](const geo::Place& p) { return lies_in(p, filter.not_places); })) return false;
    for (const PlaceId id : filter.all_countries ? filter.countries : std::vector<PlaceId>{}) {
      if (!mentions(i, [&](const geo::Place& p) { return is_of(p, {id}); })) return false;
    }
    for (const PlaceId id : filter.all_places ? filter.places : std::vector<PlaceId>{}) {
      if (!mentions(i, [&](const geo::Place& p) { return lies_in(p, {id}); })) return false;
    }
    return true;
  }
  bool mentioned(std::uint32_t i) const {
    if (filter.kinds.empty() && filter.not_kinds.empty() && filter.countries.empty() &&
        filter.places.empty() && !filter.box && filter.min_confidence <= 0)
      return true;
    for (const auto& m : corpus.mentions_of(i)) {
      if (mention_passes(m)) return true;
    }
    return false;
  }
  bool article_passes(const Article& a, std::uint32_t i) const {
    return date_passes(a) && names_pass(a) && text_passes(a) && presence_passes(i) && mentioned(i);
  }
};

// Words, parts of words, marks, in any order: most of it means something.
std::string random_query(Random& random) {
  static const std::vector<std::string> kParts{
      "بغداد", "سد",   "مارب", "الكويت", "قاهره", "news", "2024", "مسوول", "الخارج", "لبنان", "الله", "و",
      "بغ",    "قاه",  "ال",   "ا",      "الخ",   "مسؤ",  "ل",    " ",     " ",      " ",     " ",    " -",
      " OR ",  " أو ", "|",    "\"",     "\"",    "«",    "»",    "، ",    "-",      "zzz"};
  std::string query;
  for (std::uint32_t i = 1 + random() % 7; i > 0; --i)
    query += kParts[random() % kParts.size()];
  return query;
}

Filter random_filter(Random& random) {
  Filter filter;
  if (random() % 3 == 0) filter.from = day(2021, 1 + random() % 12, 5);
  if (random() % 3 == 0) filter.to = day(2022, 1 + random() % 12, 5);
  filter.text = random() % 3 == 0 ? std::string() : random_query(random);
  for (std::uint32_t i = random() % 3; i > 0; --i)
    filter.sources.push_back(std::string(1, static_cast<char>('a' + random() % 5)));
  if (random() % 2 == 0) {
    for (std::uint32_t i = random() % 3; i > 0; --i)
      filter.countries.push_back(PlaceId{random() % 10});
  }
  if (random() % 3 == 0) {
    for (std::uint32_t i = random() % 4; i > 0; --i)
      filter.places.push_back(PlaceId{random() % 100});
  }
  for (std::uint32_t i = random() % 6; i < 2; ++i)
    filter.not_sources.push_back(std::string(1, static_cast<char>('a' + random() % 5)));
  if (random() % 4 == 0) filter.languages = {"ar", ""};
  if (random() % 5 == 0) filter.not_languages = {"ar"};
  const auto kind = [&] { return static_cast<geo::PlaceKind>(random() % 6); };
  if (random() % 4 == 0) filter.kinds = {kind(), kind(), kind()};
  if (random() % 4 == 0) filter.not_kinds = {kind()};
  if (random() % 4 == 0) filter.not_countries = {PlaceId{random() % 10}};
  if (random() % 4 == 0) filter.not_places = {PlaceId{random() % 100}, PlaceId{random() % 100}};
  filter.all_countries = random() % 4 == 0;
  filter.all_places = random() % 4 == 0;
  if (random() % 4 == 0) filter.box = geo::LatLonBox{100, -30, -50, 40};
  if (random() % 4 == 0) filter.min_confidence = 0.5f;
  return filter;
}

std::vector<int> passing(const Articles& corpus, const std::string& text) {
  FilterEngine engine(corpus.heads, world);
  corpus.told(engine);
  FilterResult result;
  Filter filter;
  filter.text = text;
  engine.apply(filter, result);
  std::vector<int> indices;
  for (std::size_t i = 0; i < result.article_passes.size(); ++i) {
    if (result.article_passes[i] != 0) indices.push_back(static_cast<int>(i));
  }
  return indices;
}

}  // namespace

TEST_CASE("filter: random filters on random corpora give what a plain reading of the rules gives") {
  Random random{std::mt19937(20240129)};
  FilterResult result;
  for (int round = 0; round < 400; ++round) {
    const Articles corpus = random_corpus(random, 1 + static_cast<int>(random() % 40));
    FilterEngine engine(corpus.heads, world);
    corpus.told(engine);
    const Filter filter = random_filter(random);
    engine.apply(filter, result);
    const Oracle oracle{corpus.heads, filter};
    std::uint32_t articles = 0;
    std::uint32_t mentions = 0;
    for (std::uint32_t i = 0; i < corpus.heads.articles.size(); ++i) {
      const Article& a = corpus.whole.articles[i];
      const bool passes = oracle.article_passes(a, i);
      REQUIRE(result.article_passes[i] == (passes ? 1 : 0));
      for (const FilterPartRow& row : filter_parts()) {
        Filter others = filter;
        clear_part(others, row.part);
        const Oracle without{corpus.heads, others};
        CAPTURE(static_cast<int>(row.part));
        // What passes as it is counts for each part.
        REQUIRE(result.passes_without(row.part, i) == (passes || without.article_passes(a, i) ? 1 : 0));
        if (row.asks == nullptr) continue;
        for (std::uint32_t m = corpus.heads.first_mention[i]; m < corpus.heads.first_mention[i + 1]; ++m)
          REQUIRE(((result.holds_but[m] & mask_of(row.part)) != 0) ==
                  without.mention_passes(corpus.heads.mentions[m]));
      }
      articles += passes ? 1 : 0;
      for (std::uint32_t m = corpus.heads.first_mention[i]; m < corpus.heads.first_mention[i + 1]; ++m) {
        const bool shown = passes && oracle.mention_passes(corpus.heads.mentions[m]);
        REQUIRE(result.mention_passes[m] == (shown ? 1 : 0));
        mentions += shown ? 1 : 0;
      }
    }
    REQUIRE(result.articles == articles);
    REQUIRE(result.mentions == mentions);
  }
}

TEST_CASE("filter: a value is chosen, left out or neither, and a flag for all goes with the last of them") {
  Filter filter;
  const PartValue pakistan = PlaceId{3};
  CHECK(pick_of(filter, FilterPart::country, pakistan) == Pick::off);
  set_pick(filter, FilterPart::country, pakistan, Pick::only);
  set_pick(filter, FilterPart::country, PlaceId{4}, Pick::only);
  filter.*all_of(FilterPart::country) = true;
  CHECK(filter.countries == std::vector{PlaceId{3}, PlaceId{4}});
  set_pick(filter, FilterPart::country, pakistan, Pick::without);
  CHECK(filter.countries == std::vector{PlaceId{4}});
  CHECK(filter.not_countries == std::vector{PlaceId{3}});
  CHECK(pick_of(filter, FilterPart::country, pakistan) == Pick::without);
  set_pick(filter, FilterPart::country, pakistan, Pick::off);
  set_pick(filter, FilterPart::country, PlaceId{4}, Pick::off);
  CHECK(filter == Filter{});
  set_pick(filter, FilterPart::source, pakistan, Pick::only);  // no source
  set_pick(filter, FilterPart::date, pakistan, Pick::only);    // no list
  CHECK(filter == Filter{});
  CHECK(all_of(FilterPart::source) == nullptr);
}

TEST_CASE("filter: taking articles up in pieces is the same as at once") {
  Random random{std::mt19937(5)};
  const Articles all_articles = random_corpus(random, 60);
  Articles growing;
  std::uint32_t told = 0;
  FilterEngine engine(growing.heads, world);
  for (std::uint32_t i = 0; i < all_articles.whole.articles.size(); ++i) {
    growing.add(all_articles, i);
    if (i % 7 == 0) growing.told(engine, std::exchange(told, i + 1));
  }
  growing.told(engine, told);
  FilterEngine at_once(all_articles.heads, world);
  all_articles.told(at_once);
  Filter filter;
  filter.text = "بغداد";
  filter.countries = {PlaceId{3}, PlaceId{4}};
  FilterResult a;
  FilterResult b;
  engine.apply(filter, a);
  at_once.apply(filter, b);
  CHECK(a.article_passes == b.article_passes);
  CHECK(a.mention_passes == b.mention_passes);
}

TEST_CASE("filter: what a filter gives of articles that are added is what it gives of all at once") {
  Random random{std::mt19937(11)};
  for (int round = 0; round < 200; ++round) {
    const Articles all_articles = random_corpus(random, 1 + static_cast<int>(random() % 60));
    const Filter filter = random_filter(random);
    Articles growing;
    std::uint32_t told = 0;
    FilterEngine engine(growing.heads, world);
    FilterResult added;
    engine.apply(filter, added);
    for (std::uint32_t i = 0; i < all_articles.whole.articles.size(); ++i) {
      growing.add(all_articles, i);
      if (random() % 9 != 0 && i + 1 < all_articles.whole.articles.size()) continue;
      growing.told(engine, std::exchange(told, i + 1));
      engine.apply_to_added(filter, added);
    }
    FilterResult all;
    engine.apply(filter, all);
    REQUIRE(added.article_passes == all.article_passes);
    REQUIRE(added.mention_passes == all.mention_passes);
    REQUIRE(added.holds_but == all.holds_but);
    for (std::size_t m = 0; m < all.holds_but.size(); ++m)
      REQUIRE(added.mention_holds(m) == all.mention_holds(m));
    REQUIRE(added.passes_but == all.passes_but);
    REQUIRE(added.articles == all.articles);
    REQUIRE(added.mentions == all.mentions);
  }
}

TEST_CASE("filter: text is found whatever its proclitics, spelling and article") {
  Articles corpus;
  for (const char* text :
       {"انفجار في بغداد", "وببغداد أيضاً", "وصل للكويت", "إِلى الكُوَيت", "بغدادي الأصل", "كويت"}) {
    corpus.add(article(text), {});
  }
  CHECK(passing(corpus, "بغداد ") == std::vector{0, 1});
  CHECK(passing(corpus, "الكويت") == std::vector{2, 3, 5});
  CHECK(passing(corpus, "كويت") == std::vector{2, 3, 5});
  CHECK(passing(corpus, "الى ") == std::vector{3});
  CHECK(passing(corpus, "بغدا ").empty());
  CHECK(passing(corpus, "").size() == 6);
  CHECK(passing(corpus, " \" ").size() == 6);
}

TEST_CASE("filter: an unfinished last word stands for the words that begin with it") {
  Articles corpus;
  for (const char* text : {"انفجار في بغداد", "وببغداد أيضاً", "بغدادي الأصل", "وصل للكويت"})
    corpus.add(article(text), {});
  CHECK(passing(corpus, "بغد") == std::vector{0, 1, 2});
  CHECK(passing(corpus, "بغداد") == std::vector{0, 1, 2});
  CHECK(passing(corpus, "بغداد ") == std::vector{0, 1});  // a space finishes it
  CHECK(passing(corpus, "انفجار بغ") == std::vector{0});
  CHECK(passing(corpus, "بغد انفجار").empty());
  CHECK(passing(corpus, "\"بغد") == std::vector{0, 1, 2});  // the phrase stands open
  CHECK(passing(corpus, "\"بغد\"").empty());
  CHECK(passing(corpus, "\"في بغد") == std::vector{0});
  CHECK(passing(corpus, "كوي") == std::vector{3});
  CHECK(passing(corpus, "ا") == std::vector{0, 1, 2, 3});  // it may become ال
}

TEST_CASE("filter: part of a word finds what the word is in, though the part is a word, too") {
  Articles corpus;
  for (const char* text :
       {"بيان وزارة الخارجية", "وزارة خارجية لبنان", "نقلا عن وزارة، خار عزمه", "وزارة الداخلية"})
    corpus.add(article(text), {});
  CHECK(passing(corpus, "وزارة الخار") == std::vector{0, 1, 2});
  CHECK(passing(corpus, "وزارة الخارجية") == std::vector{0, 1});
  CHECK(passing(corpus, "وزارة الخ") == std::vector{0, 1, 2});
}

TEST_CASE("filter: each letter narrows, and none loses what the whole word finds") {
  Articles corpus;
  for (const char* text : {"وزارة الخارجية", "خارج البيت", "والخارطة", "للخارجية", "خار", "الخ",
                           "عبد الله قال له", "مسؤول", "مسئولية", "وبالمسؤولين"})
    corpus.add(article(text), {});
  for (const std::string word : {"الخارجية", "خارج", "مسؤولين", "مسئولية", "وبالمسؤولين", "له"}) {
    std::vector<int> before = passing(corpus, "");
    for (std::size_t end = 2; end <= word.size(); end += 2) {
      const std::vector<int> now = passing(corpus, word.substr(0, end));
      CAPTURE(word.substr(0, end));
      CHECK(std::includes(before.begin(), before.end(), now.begin(), now.end()));
      before = now;
    }
    const std::vector<int> whole = passing(corpus, word + " ");
    CAPTURE(word);
    CHECK(std::includes(before.begin(), before.end(), whole.begin(), whole.end()));
    CHECK(!whole.empty());
  }
  CHECK(passing(corpus, "الله") == std::vector{6});
}

TEST_CASE("filter: hamza's carriers are their letters") {
  Articles corpus;
  for (const char* text : {"قال مسؤول", "قال مسوول", "هيئة البلدية", "الهيية"})
    corpus.add(article(text), {});
  CHECK(passing(corpus, "مسوول") == std::vector{0, 1});
  CHECK(passing(corpus, "مسؤول ") == std::vector{0, 1});
  CHECK(passing(corpus, "هيئة ") == std::vector{2, 3});
}

TEST_CASE("filter: words are left out, and one of several is enough") {
  Articles corpus;
  for (const char* text : {"بغداد والبصرة", "بغداد", "البصرة", "سد مأرب", "مأرب وسد بغداد"})
    corpus.add(article(text), {});
  CHECK(passing(corpus, "بغداد -البصرة") == std::vector{1, 4});
  CHECK(passing(corpus, "-بغداد") == std::vector{2, 3});
  CHECK(passing(corpus, "-\"سد مأرب\" مأرب") == std::vector{4});
  CHECK(passing(corpus, "بصرة OR مأرب") == std::vector{0, 2, 3, 4});
  CHECK(passing(corpus, "بصرة أو مأرب") == std::vector{0, 2, 3, 4});
  CHECK(passing(corpus, "بغداد بصرة | سد ") == std::vector{0, 4});
  CHECK(passing(corpus, "بغداد -") == std::vector{0, 1, 4});
  CHECK(passing(corpus, "بغداد OR ") == std::vector{0, 1, 4});
  CHECK(passing(corpus, "بغداد -ا") == std::vector{0, 1, 4});  // what is left out is a whole word
}

TEST_CASE("filter: a search of 10,000 characters is answered") {
  Articles corpus;
  std::string words;
  for (int i = 0; words.size() < 10000; ++i)
    words += "كلمة" + std::to_string(i) + " ";
  corpus.add(article(words), {});
  corpus.add(article("كلمة0"), {});
  CHECK(passing(corpus, words) == std::vector{0});
  CHECK(passing(corpus, "\"" + words + "\"") == std::vector{0});
  CHECK(passing(corpus, std::string(10000, 'a')).empty());
  CHECK(passing(corpus, std::string(10000, '"')) == std::vector{0, 1});
  CHECK(passing(corpus, std::string(10000, '-')) == std::vector{0, 1});
}

TEST_CASE("filter: a quoted phrase stands together and does not go from title to text") {
  Articles corpus;
  corpus.add(article("سد مأرب القديم"), {});
  corpus.add(article("سد كبير قرب مأرب"), {});
  corpus.add(article("بسد، مأرب"), {});
  Article split = article("مأرب");
  split.title = "سد";
  corpus.add(std::move(split), {});
  CHECK(passing(corpus, "سد مأرب") == std::vector{0, 1, 2, 3});
  CHECK(passing(corpus, "\"سد مأرب\"") == std::vector{0, 2});
  CHECK(passing(corpus, "«سد مارب» القديم") == std::vector{0});
}

TEST_CASE("filter: a short word after ال is not torn off") {
  Articles corpus;
  corpus.add(article("حتى الآن"), {});
  corpus.add(article("إن أن"), {});
  corpus.add(article("من الري وللري"), {});
  CHECK(passing(corpus, "الآن ") == std::vector{0});
  CHECK(passing(corpus, "الري ") == std::vector{2});
}

TEST_CASE("filter: an article without a date fails where an end of the range is set") {
  Articles corpus;
  corpus.add(article("a"), {});
  corpus.add(article("b", day(1969, 12, 31)), {});
  corpus.add(article("c", day(2024, 1, 29)), {});
  FilterEngine engine(corpus.heads, world);
  corpus.told(engine);
  FilterResult result;
  Filter filter;
  filter.to = day(2024, 1, 29);
  engine.apply(filter, result);
  CHECK(result.article_passes == std::vector<std::uint8_t>{0, 1, 1});
  for (std::size_t i = 0; i < 3; ++i)
    CHECK(result.passes_without(FilterPart::date, i) == 1);
  filter.to.reset();
  filter.from = day(2024, 1, 29);
  engine.apply(filter, result);
  CHECK(result.article_passes == std::vector<std::uint8_t>{0, 0, 1});
}

TEST_CASE("filter: a corrected mention counts where it is now") {
  Articles corpus;
  corpus.add(article("a"), {mention(3)});
  FilterEngine engine(corpus.heads, world);
  corpus.told(engine);
  FilterResult result;
  Filter filter;
  filter.countries = {PlaceId{4}};
  engine.apply(filter, result);
  CHECK(result.articles == 0);
  corpus.heads.mentions[0].place = PlaceId{4};
  engine.mention_changed(0);
  engine.apply(filter, result);
  CHECK(result.articles == 1);
  corpus.heads.mentions[0].place = PlaceId{};
  engine.mention_changed(0);
  engine.apply({}, result);
  CHECK(result.articles == 1);
  CHECK(result.mentions == 0);
}

TEST_CASE("filter: a correction is as sure as it is now, and a date set right counts, of the last one, too") {
  Articles corpus;
  corpus.add(article("a", day(2024, 1, 1)), {mention(3, 0.2f)});
  corpus.add(article("b"), {mention(4, 0.2f)});
  FilterEngine engine(corpus.heads, world);
  corpus.told(engine);
  FilterResult result;
  Filter filter;
  filter.min_confidence = 0.5f;
  engine.apply(filter, result);
  CHECK(result.articles == 0);
  corpus.heads.mentions[1].confidence = 1;
  engine.mention_changed(1);
  engine.apply(filter, result);
  CHECK(result.article_passes == std::vector<std::uint8_t>{0, 1});

  Filter year;
  year.from = day(2020, 1, 1);
  corpus.heads.articles[1].published = day(2021, 1, 1);
  engine.article_changed(1);
  engine.apply(year, result);
  CHECK(result.article_passes == std::vector<std::uint8_t>{1, 1});
}

TEST_CASE("corpus: mentions are kept by start and know their article") {
  Articles corpus;
  std::vector<ArticleMention> mentions{mention(1), mention(2)};
  mentions[0].start = 9;
  mentions[1].start = 3;
  corpus.add(article("a"), {});
  corpus.add(article("b"), mentions);
  CHECK(corpus.heads.mentions_of(0).empty());
  REQUIRE(corpus.heads.mentions_of(1).size() == 2);
  CHECK(corpus.heads.mentions_of(1)[0].start == 3);
  CHECK(corpus.heads.mentions_of(1)[1].article == 1);
}

TEST_CASE("filter: each part is set, taken alone and cleared by its row") {
  Filter full;
  full.from = day(2024, 1, 1);
  full.text = "x";
  full.sources = full.not_sources = full.languages = full.not_languages = {"s"};
  full.kinds = full.not_kinds = {geo::PlaceKind::city};
  full.countries = full.places = full.not_countries = full.not_places = {PlaceId{1}};
  full.all_countries = full.all_places = true;
  full.box = geo::LatLonBox{0, 0, 1, 1};
  full.min_confidence = 0.5f;
  Filter left = full;
  for (const FilterPartRow& row : filter_parts()) {
    CHECK_FALSE(is_set(Filter{}, row.part));
    CHECK(is_set(full, row.part));
    const Filter alone = only(full, row.part);
    for (const FilterPartRow& other : filter_parts())
      CHECK(is_set(alone, other.part) == (other.part == row.part));
    clear_part(left, row.part);
    CHECK_FALSE(is_set(left, row.part));
  }
  CHECK(left == Filter{});  // so every member belongs to a part
}
