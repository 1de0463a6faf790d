// What of the views a changed line would have got past.
#include <algorithm>
#include <numeric>
#include <random>

#include "app/model/views/article_list_view.h"
#include "app/model/views/filters_view.h"
#include "app/model/views/found_view.h"
#include "app/model/views/place_view.h"
#include "app/model/views/reader_view.h"
#include "app/model/views/timeline_view.h"
#include "app/model/words.h"
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
  [[nodiscard]] PlaceIndex index() const { return {state.corpus, test_gazetteer().place_count()}; }
};

ArticleBatch two_days(const Date& first, const Date& last) {
  ArticleBatch corpus;
  add_article(corpus, "first", "", first, "القاهرة", {{"القاهرة", "gn:360630"}});
  add_article(corpus, "last", "", last, "القاهرة", {{"القاهرة", "gn:360630"}});
  return corpus;
}

const Choice* find_choice(const std::vector<Choice>& choices, geo::PlaceId id) {
  const auto found = std::ranges::find(choices, PartValue{id}, &Choice::value);
  return found == choices.end() ? nullptr : &*found;
}

std::vector<geo::PlaceId> cities(std::size_t count) {
  std::vector<geo::PlaceId> found;
  for (std::uint32_t i = 0; found.size() < count; ++i) {
    if (test_gazetteer().place(geo::PlaceId{i}).kind == geo::PlaceKind::city)
      found.push_back(geo::PlaceId{i});
  }
  return found;
}

}  // namespace

TEST_CASE("timeline: as many days as there may be buckets are drawn by day, one more by week") {
  const Opened days(two_days(day(2024, 1, 1), day(2024, 4, 29)));
  CHECK(build_timeline_view(days.state).buckets.size() == TimelineView::kMaxBuckets);
  const Opened weeks(two_days(day(2024, 1, 1), day(2024, 4, 30)));
  CHECK(build_timeline_view(weeks.state).buckets.size() == 18);
}

TEST_CASE("timeline: a quarter has three months, and the next begins where it ends") {
  const Opened o(two_days(day(1996, 2, 3), day(2016, 5, 6)));
  const TimelineView view = build_timeline_view(o.state);
  REQUIRE(view.buckets.size() == 20 * 4 + 2);
  for (const TimelineView::Bucket& bucket : view.buckets) {
    const auto next = Date(std::chrono::sys_days(bucket.to) + std::chrono::days(1));
    CHECK(next == bucket.from + std::chrono::months(3));
  }
}

TEST_CASE("timeline: undated articles follow the filters and what is selected") {
  Opened o(small_corpus());
  apply(o.state, action::Choose{FilterPart::source, std::string("النهار")});
  CHECK(build_timeline_view(o.state).undated == 0);
  apply(o.state, action::Choose{FilterPart::source, std::string("النهار"), Pick::off});
  apply(o.state, action::SelectPlaces{{place_id("gn:360630")}});
  CHECK(build_timeline_view(o.state).undated == 0);
}

TEST_CASE("article list: a selected place counts where its own mention passes") {
  ArticleBatch corpus;
  add_article(corpus, "1", "", day(2024, 1, 1), "القاهرة ثم زاهدان",
              {{"القاهرة", "gn:360630", 0.9f}, {"زاهدان", "gn:1159301", 0.2f}});
  Opened o(std::move(corpus));
  apply(o.state, action::SelectPlaces{{place_id("gn:1159301")}});
  CHECK(build_article_list_view(o.state).articles.size() == 1);
  apply(o.state, action::SetConfidence{0.5f});
  CHECK(o.state.result.articles == 1);
  CHECK(build_article_list_view(o.state).articles.empty());
}

TEST_CASE("article list: of the two ends of an arc both must be named") {
  Opened o(small_corpus());
  apply(o.state, action::SelectArc{place_id("gn:1166993"), place_id("gn:1159301")});
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{0});
}

TEST_CASE("article list: those with most places stand first where that is asked for") {
  Opened o(small_corpus());
  apply(o.state, action::SetOrder{ArticleOrder::most_places});
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{1, 0, 2, 3});
  ArticleBatch more;
  add_article(more, "e", "", std::nullopt, "القاهرة وزاهدان وروالبندي",
              {{"القاهرة", "gn:360630"}, {"زاهدان", "gn:1159301"}, {"روالبندي", "gn:1166993"}});
  apply(o.state, action::AddArticles{more});
  CHECK(build_article_list_view(o.state).articles.front() == 4);
}

TEST_CASE("article list: each order is what comparing one article with another gives") {
  std::mt19937 random(8);
  ArticleBatch batch;
  for (int i = 0; i < 700; ++i) {
    std::optional<Date> published;
    if (random() % 6 != 0)
      published = Date(std::chrono::sys_days(day(1960, 1, 1)) + std::chrono::days(random() % 40'000));
    const std::string source(random() % 3, static_cast<char>('a' + random() % 3));
    if (random() % 3 == 0) {
      add_article(batch, std::to_string(i), source, published, "لا مكان", {});
    } else {
      add_article(batch, std::to_string(i), source, published, "القاهرة", {{"القاهرة", "gn:360630"}});
    }
  }
  Opened o(std::move(batch));
  const Corpus& corpus = o.state.corpus;
  for (const ArticleOrder order : {ArticleOrder::newest_first, ArticleOrder::oldest_first,
                                   ArticleOrder::most_places, ArticleOrder::source}) {
    apply(o.state, action::SetOrder{order});
    std::vector<std::uint32_t> expected(corpus.articles.size());
    std::iota(expected.begin(), expected.end(), 0U);
    std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
      const ArticleHead& one = corpus.articles[a];
      const ArticleHead& other = corpus.articles[b];
      if (order == ArticleOrder::most_places && corpus.mentions_of(a).size() != corpus.mentions_of(b).size())
        return corpus.mentions_of(a).size() > corpus.mentions_of(b).size();
      if (order == ArticleOrder::source && one.source != other.source)
        return !one.source.empty() && (other.source.empty() || one.source < other.source);
      if (one.published.has_value() != other.published.has_value()) return one.published.has_value();
      if (!one.published || *one.published == *other.published) return false;
      return (*one.published < *other.published) == (order == ArticleOrder::oldest_first);
    });
    CAPTURE(static_cast<int>(order));
    CHECK(build_article_list_view(o.state).articles == expected);
  }
}

TEST_CASE("article list: a day that was inferred says what it was read off") {
  ArticleBatch corpus = small_corpus();
  corpus.articles[0].published_from = PublishedFrom::text;
  corpus.articles[1].published_from = PublishedFrom::file_name;
  const Opened o(std::move(corpus));
  CHECK(build_article_row(o.state, {}, 0).detail.find("from the text") != std::string::npos);
  CHECK(build_article_row(o.state, {}, 1).detail.find("from the file's name") != std::string::npos);
  CHECK(build_article_row(o.state, {}, 2).detail.find("from the") == std::string::npos);
}

TEST_CASE("article list: an article without a title bears its first line") {
  ArticleBatch corpus = small_corpus();
  corpus.articles[0].title.clear();
  corpus.articles[0].text = "first line\nsecond line";
  const Opened o(std::move(corpus));
  CHECK(build_article_row(o.state, {}, 0).title == "first line");
}

TEST_CASE("filters: a chosen country stays in the list where no article names it; countries are no places") {
  Opened o(small_corpus());
  apply(o.state, action::Choose{FilterPart::country, place_id("ne:FR")});
  const FiltersView view = filters_of(o.state);
  const Choice* chosen = find_choice(view.facet(FilterPart::country).choices, place_id("ne:FR"));
  REQUIRE(chosen != nullptr);
  CHECK(chosen->pick == Pick::only);
  CHECK(chosen->articles == 0);
  apply(o.state, action::Choose{FilterPart::country, place_id("ne:FR"), Pick::off});
  const FiltersView all = filters_of(o.state);
  CHECK(find_choice(all.facet(FilterPart::place).choices, place_id("gn:360630")) != nullptr);
  CHECK(find_choice(all.facet(FilterPart::place).choices, place_id("ne:PK")) == nullptr);
}

TEST_CASE("filters: an article that names a country's places twice counts once") {
  ArticleBatch corpus;
  add_article(corpus, "1", "", day(2024, 1, 1), "باكستان ثم روالبندي",
              {{"باكستان", "ne:PK"}, {"روالبندي", "gn:1166993"}});
  const Opened o(std::move(corpus));
  const FiltersView view = filters_of(o.state);
  REQUIRE(find_choice(view.facet(FilterPart::country).choices, place_id("ne:PK")) != nullptr);
  CHECK(find_choice(view.facet(FilterPart::country).choices, place_id("ne:PK"))->articles == 1);
}

TEST_CASE("filters: of many places those with most articles are listed") {
  ArticleBatch corpus;
  const std::vector<geo::PlaceId> named = cities(Facet::kMostRows + 30);
  for (std::size_t i = 0; i < named.size(); ++i) {
    for (std::size_t times = i + 1 == named.size() ? 2 : 1; times > 0; --times) {
      Article article;
      article.id = std::to_string(i) + "-" + std::to_string(times);
      ArticleMention mention;
      mention.end = 1;
      mention.place = named[i];
      mention.confidence = 0.9f;
      corpus.add(std::move(article), {mention});
    }
  }
  const Opened o(std::move(corpus));
  const FiltersView view = filters_of(o.state);
  REQUIRE(view.facet(FilterPart::place).choices.size() == Facet::kMostRows);
  CHECK(view.facet(FilterPart::place).choices.front().value == PartValue{named.back()});
  CHECK(view.facet(FilterPart::place).all == named.size());
}

TEST_CASE("place view: it counts what passes, and names the first of many places") {
  Opened o(small_corpus());
  apply(o.state, action::SetDates{day(2024, 1, 1), std::nullopt});
  const geo::PlaceId rawalpindi = place_id("gn:1166993");
  const auto one = build_place_view(o.state, o.index(), {&rawalpindi, 1});
  REQUIRE(one);
  CHECK(one->counts.find('1') != std::string::npos);
  CHECK(one->counts.find('2') == std::string::npos);
  const std::vector<geo::PlaceId> many = cities(PlaceView::kMaxNames + 1);
  const auto shortened = build_place_view(o.state, o.index(), many);
  REQUIRE(shortened);
  CHECK(std::ranges::count(shortened->title, ',') == PlaceView::kMaxNames - 1);
  CHECK(shortened->title.ends_with("…"));
  const auto whole = build_place_view(o.state, o.index(), std::span(many).first(PlaceView::kMaxNames));
  REQUIRE(whole);
  CHECK_FALSE(whole->title.ends_with("…"));
}

TEST_CASE("found places: an article that names a place twice counts once") {
  ArticleBatch corpus;
  add_article(corpus, "1", "", day(2024, 1, 1), "روالبندي ثم روالپندي",
              {{"روالبندي", "gn:1166993"}, {"روالپندي", "gn:1166993"}});
  const Opened o(std::move(corpus));
  const PlaceSearch search(test_gazetteer());
  const auto found = build_found_view(o.state, o.index(), search, "rawalpindi");
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().articles == "1");
}

TEST_CASE("reader: a mention that the filters leave out is dimmed; one at the bound of doubt is none") {
  ArticleBatch corpus;
  add_article(corpus, "1", "", day(2024, 1, 1), "القاهرة ثم زاهدان",
              {{"القاهرة", "gn:360630", 0.9f}, {"زاهدان", "gn:1159301", kDoubtful}});
  Opened o(std::move(corpus));
  apply(o.state, action::OpenArticle{0});
  apply(o.state, action::Choose{FilterPart::place, place_id("gn:360630")});
  const ReaderView view = build_reader_view(o.state);
  REQUIRE(view.highlights.size() == 2);
  CHECK(view.highlights[0].passes);
  CHECK_FALSE(view.highlights[1].passes);
  CHECK_FALSE(view.highlights[1].doubtful);
}

TEST_CASE("hover card: the newest of many articles stand first; its dates are those of the whole timeline") {
  ArticleBatch corpus;
  for (unsigned i = 1; i <= 5; ++i)
    add_article(corpus, std::to_string(i), "", day(2023, 2 * i, 1), "القاهرة", {{"القاهرة", "gn:360630"}});
  Opened o(std::move(corpus));
  const TimelineView timeline = build_timeline_view(o.state);
  const auto view = build_hover_view(o.state, o.index(), timeline, place_id("gn:360630"));
  REQUIRE(view);
  REQUIRE(view->newest.size() == HoverView::kNewest);
  CHECK(view->newest[0].title == "عنوان 5");
  CHECK(view->newest[2].title == "عنوان 3");
  CHECK(view->first_date == date_words(timeline.buckets.front().from, Language::english));
  CHECK(view->last_date == date_words(timeline.buckets.back().to, Language::english));
  CHECK(timeline.buckets.back().from != timeline.buckets.back().to);
  // An article that came in behind the timeline that is shown stands in none of its bars.
  ArticleBatch later;
  add_article(later, "later", "", day(2024, 6, 1), "القاهرة", {{"القاهرة", "gn:360630"}});
  apply(o.state, action::AddArticles{later});
  const auto more = build_hover_view(o.state, o.index(), timeline, place_id("gn:360630"));
  REQUIRE(more);
  CHECK(std::accumulate(more->articles.begin(), more->articles.end(), 0u) == 5);
  CHECK(more->newest[0].title == "عنوان later");
}
