// A small corpus of our own over the real gazetteer.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/views/filters_view.h"
#include "geo/gazetteer/gazetteer.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

namespace kharita::app {

inline const geo::Gazetteer& test_gazetteer() {
  const geo::Gazetteer* const gazetteer = geo::test::built_gazetteer();
  REQUIRE(gazetteer != nullptr);
  return *gazetteer;
}

inline geo::PlaceId place_id(std::string_view stable_id) {
  const auto found = test_gazetteer().find(stable_id);
  REQUIRE_MESSAGE(found.has_value(), stable_id);
  return *found;
}

inline Date day(int year, unsigned month, unsigned day_of_month) {
  return Date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day_of_month)};
}

inline FiltersView filters_of(const AppState& state, const FacetSearches& searches = {}) {
  return build_filters_view(state, count_facets(state), searches);
}

struct MentionOf {
  std::string_view words;  // their first occurrence in the text is the mention
  std::string_view place;  // stable id
  float confidence = 0.9f;
};

inline void add_article(ArticleBatch& corpus, std::string id, std::string source,
                        std::optional<Date> published, std::string text,
                        std::initializer_list<MentionOf> mentions) {
  Article article;
  article.id = std::move(id);
  article.title = "عنوان " + article.id;
  article.source = std::move(source);
  article.published = published;
  article.published_from = PublishedFrom::metadata;
  article.text = std::move(text);
  const auto code_points = [](std::string_view s) {
    std::uint32_t n = 0;
    for (const char c : s)
      n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return n;
  };
  std::vector<ArticleMention> found;
  for (const MentionOf& m : mentions) {
    const std::size_t at = article.text.find(m.words);
    REQUIRE(at != std::string::npos);
    ArticleMention mention;
    mention.start = code_points(std::string_view(article.text).substr(0, at));
    mention.end = mention.start + code_points(m.words);
    mention.place = place_id(m.place);
    mention.confidence = m.confidence;
    found.push_back(std::move(mention));
  }
  corpus.add(std::move(article), std::move(found));
}

// Four articles: two about Pakistan and Iran in January 2024, one about Egypt in March, one about Pakistan
// without a date.
inline ArticleBatch small_corpus() {
  ArticleBatch corpus;
  add_article(corpus, "a", "المرصد", day(2024, 1, 10), "التقى الوفدان في روالبندي ثم في زاهدان",
              {{"روالبندي", "gn:1166993"}, {"زاهدان", "gn:1159301"}});
  add_article(corpus, "b", "المرصد", day(2024, 1, 20), "أعلنت باكستان وإيران اتفاقا",
              {{"باكستان", "ne:PK"}, {"إيران", "ne:IR"}});
  add_article(corpus, "c", "النهار", day(2024, 3, 5), "افتتح المعرض في القاهرة", {{"القاهرة", "gn:360630"}});
  add_article(corpus, "d", "", std::nullopt, "عاد إلى روالبندي", {{"روالبندي", "gn:1166993", 0.3f}});
  return corpus;
}

}  // namespace kharita::app
