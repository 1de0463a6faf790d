// The lists of the filters: what they count, how they are searched and how several articles are chosen.
#include <algorithm>
#include <random>

#include "app/model/language_name.h"
#include "app/model/scene_builder.h"
#include "app/model/view_cache.h"
#include "app/model/views/article_list_view.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

struct Opened {
  AppState state{test_gazetteer()};
  explicit Opened(ArticleBatch corpus) {
    apply(state, action::SetLanguage{Language::english});
    apply(state, action::AddArticles{std::move(corpus)});
  }
};

// Articles that name some of a few places, in several sources and languages.
ArticleBatch mixed_corpus(unsigned seed, int articles) {
  static const std::vector<std::string> kPlaces{"gn:1166993", "gn:1159301", "ne:PK",   "ne:IR",
                                                "gn:360630",  "ne:EG",      "ne:IR04", "gn:98182"};
  std::mt19937 random(seed);
  ArticleBatch corpus;
  for (int i = 0; i < articles; ++i) {
    Article article;
    article.id = std::to_string(i);
    article.text = "نص";
    article.source = std::string(static_cast<std::size_t>(random() % 4), 's');
    article.language = random() % 3 == 0 ? "" : random() % 2 == 0 ? "ar" : "fa";
    if (random() % 4 != 0)
      article.published =
          day(2024, 1 + static_cast<unsigned>(random() % 12), 1 + static_cast<unsigned>(random() % 28));
    std::vector<ArticleMention> mentions(random() % 5);
    for (ArticleMention& mention : mentions) {
      mention.place = place_id(kPlaces[random() % kPlaces.size()]);
      mention.confidence = static_cast<float>(random() % 10) / 10;
    }
    corpus.add(std::move(article), std::move(mentions));
  }
  return corpus;
}

Filter random_filter(unsigned seed, const std::vector<Choice>& choices, FilterPart part) {
  std::mt19937 random(seed);
  Filter filter;
  for (const Choice& choice : choices) {
    if (random() % 3 == 0)
      set_pick(filter, part, choice.value, random() % 2 == 0 ? Pick::only : Pick::without);
  }
  return filter;
}

std::vector<std::string> labels(const Facet& facet) {
  std::vector<std::string> labels;
  for (const Choice& choice : facet.choices)
    labels.push_back(choice.label);
  return labels;
}

}  // namespace

TEST_CASE("facets: a value's count is how many articles pass once it alone is chosen in its list") {
  for (unsigned seed = 0; seed < 12; ++seed) {
    Opened o(mixed_corpus(seed, 40));
    const FiltersView all = filters_of(o.state);
    const FilterPart other = kFacetParts[seed % kFacets];
    apply(o.state, action::SetFilter{random_filter(seed, all.facet(other).choices, other)});
    apply(o.state, action::SetConfidence{seed % 2 == 0 ? 0.0f : 0.4f});
    const FiltersView view = filters_of(o.state);
    for (const FilterPart part : kFacetParts) {
      for (const Choice& choice : view.facet(part).choices) {
        Filter alone = o.state.view.filter;
        clear_part(alone, part);
        set_pick(alone, part, choice.value, Pick::only);
        FilterResult result;
        o.state.engine.apply(alone, result);
        CAPTURE(choice.label);
        CAPTURE(seed);
        CHECK(choice.articles == result.articles);
      }
    }
  }
}

TEST_CASE("facets: where all places must be mentioned, a count is what one more of them leaves") {
  Opened o(mixed_corpus(7, 60));
  apply(o.state, action::Choose{FilterPart::place, place_id("gn:1166993")});
  apply(o.state, action::Choose{FilterPart::place, place_id("gn:360630")});
  const std::uint32_t either = o.state.result.articles;
  apply(o.state, action::SetAllOf{FilterPart::place, true});
  CHECK(o.state.result.articles < either);
  const FiltersView view = filters_of(o.state);
  CHECK(view.facet(FilterPart::place).chosen == 2);
  for (const Choice& choice : view.facet(FilterPart::place).choices) {
    Filter more = o.state.view.filter;
    set_pick(more, FilterPart::place, choice.value, Pick::only);
    FilterResult result;
    o.state.engine.apply(more, result);
    CAPTURE(choice.label);
    CHECK(choice.articles == result.articles);
  }
}

TEST_CASE("facets: what is left out goes from list and map, has a chip that says so, and can be undone") {
  Opened o(small_corpus());
  apply(o.state, action::Choose{FilterPart::country, place_id("ne:IR"), Pick::without});
  CHECK(o.state.result.articles == 2);  // c and d
  const FiltersView view = filters_of(o.state);
  REQUIRE(view.chips.size() == 1);
  CHECK(view.chips[0].label == "not \u2068Iran\u2069");
  CHECK(view.facet(FilterPart::country).choices.front().pick == Pick::without);
  CHECK(view.facet(FilterPart::country).choices.front().articles == 2);
  apply(o.state, view.chips[0].remove);
  CHECK(o.state.result.articles == 4);
  apply(o.state, action::Undo{});
  CHECK(o.state.result.articles == 2);
}

TEST_CASE("facets: a kind that is left out hides its mentions, and articles that name nothing else") {
  Opened o(small_corpus());
  apply(o.state, action::Choose{FilterPart::kind, geo::PlaceKind::country, Pick::without});
  CHECK(o.state.result.articles == 3);
  CHECK(o.state.result.article_passes[1] == 0);
}

TEST_CASE("facets: a search narrows a list to names in either language, and says how many there are") {
  Opened o(small_corpus());
  FacetSearches searches;
  searches[0] = "مصر";
  const Facet found = filters_of(o.state, searches).facet(FilterPart::country);
  CHECK(labels(found) == std::vector<std::string>{"Egypt"});
  CHECK(found.matching == 1);
  CHECK(found.all == 3);
  searches[0] = "zz";
  CHECK(filters_of(o.state, searches).facet(FilterPart::country).choices.empty());
  ViewCache cache;
  cache.refresh(o.state);
  cache.search_facets(o.state, {"pak"});
  CHECK(labels(cache.filters.facet(FilterPart::country)) == std::vector<std::string>{"Pakistan"});
  cache.search_facets(o.state, {});
  CHECK(cache.filters.facet(FilterPart::country).choices.size() == 3);
}

TEST_CASE("facets: languages are called by their names") {
  CHECK(language_name("ar", Language::english) == "Arabic");
  CHECK(language_name("ar", Language::arabic) == "العربية");
  CHECK(language_name("fa", Language::english) == "Persian");
  CHECK(language_name("", Language::english) == "Unknown language");
  CHECK(language_name("zzz", Language::english) == "zzz");
}

TEST_CASE("filter words: what is left out and what must be together is said") {
  Filter filter;
  filter.countries = {place_id("ne:PK"), place_id("ne:IR")};
  filter.all_countries = true;
  filter.not_sources = {"x", ""};
  filter.kinds = {geo::PlaceKind::city};
  filter.not_languages = {"fa"};
  std::string words = filter_words(filter, test_gazetteer(), Language::english);
  for (const char* isolate : {"\u2068", "\u2069"}) {
    for (std::size_t at = words.find(isolate); at != std::string::npos; at = words.find(isolate))
      words.erase(at, 3);
  }
  CHECK(words == "Pakistan, Iran together · not x, Unknown source · not Persian · city");
}

TEST_CASE("article list: sorted by source, then the newest; those without a source last") {
  Opened o(small_corpus());
  apply(o.state, action::SetOrder{ArticleOrder::source});
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{1, 0, 2, 3});
}

TEST_CASE("article list: by relevance stands first what the search found most often") {
  ArticleBatch corpus;
  add_article(corpus, "once", "", day(2024, 3, 1), "القاهرة", {});
  add_article(corpus, "thrice", "", day(2024, 1, 1), "القاهرة والقاهرة ثم القاهرة", {});
  add_article(corpus, "twice", "", day(2024, 2, 1), "القاهرة والقاهرة", {});
  Opened o(std::move(corpus));
  apply(o.state, action::SetOrder{ArticleOrder::relevance});
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{0, 2, 1});  // nothing sought
  apply(o.state, action::SetText{"القاهرة"});
  const ArticleListView view = build_article_list_view(o.state);
  CHECK(view.articles == std::vector<std::uint32_t>{1, 2, 0});
  CHECK(view.hit_count == 6);
}

TEST_CASE("article list: several that are chosen show their places on the map, until one is opened") {
  Opened o(small_corpus());
  ViewCache cache;
  apply(o.state, action::ChooseArticles{{2, 0, 2, 99}});
  CHECK(o.state.view.selection.articles == std::vector<std::uint32_t>{0, 2});
  cache.refresh(o.state);
  std::vector<geo::PlaceId> expected{place_id("gn:1166993"), place_id("gn:1159301"), place_id("gn:360630")};
  std::ranges::sort(expected);
  CHECK(cache.scene.open_places == expected);
  apply(o.state, action::OpenArticle{1});
  CHECK(o.state.view.selection.articles.empty());
  cache.refresh(o.state);
  CHECK(cache.scene.open_places.size() == 2);  // its own
  apply(o.state, action::Undo{});
  CHECK(o.state.view.selection.articles.size() == 2);
  apply(o.state, action::ChooseArticles{{1}});  // one is none of several
  CHECK(o.state.view.selection.articles.empty());
}
