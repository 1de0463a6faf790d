#include <random>

#include "app/model/scene_builder.h"
#include "app/model/texts.h"
#include "app/model/views/article_list_view.h"
#include "app/model/views/reader_view.h"
#include "app/model/views/timeline_view.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;

namespace {

Article article(std::string id, std::string text, std::optional<Date> published = {},
                PublishedFrom from = PublishedFrom::metadata) {
  Article a;
  a.id = std::move(id);
  a.text = std::move(text);
  a.published = published;
  a.published_from = from;
  return a;
}

struct Opened {
  AppState state{test_gazetteer()};
  explicit Opened(std::vector<Article> articles) {
    ArticleBatch corpus;
    for (Article& a : articles)
      corpus.add(std::move(a), {});
    apply(state, action::SetLanguage{Language::english});
    apply(state, action::AddArticles{std::move(corpus)});
  }
};

std::vector<std::string> cut(std::string_view text, const std::vector<TextHit>& hits) {
  std::vector<std::string> words;
  for (const TextHit& hit : hits)
    words.emplace_back(text.substr(hit.byte_start, hit.byte_end - hit.byte_start));
  return words;
}

}  // namespace

TEST_CASE("search view: a row shows the words around the first hit, marked, as one line") {
  std::string text = "سطر أول\n";
  for (int i = 0; i < 50; ++i)
    text += "كلام كثير ";
  text += "في\nبغداد انفجار ثم ";
  for (int i = 0; i < 100; ++i)
    text += "كلام كثير ";
  Article a = article("a", text + "بغداد");
  a.title = "خبر من بغداد";
  Opened o({std::move(a)});
  apply(o.state, action::SetText{"بغداد انفجار"});
  const ArticleListView list = build_article_list_view(o.state);
  const ArticleRow row = build_article_row(o.state, list, 0);
  CHECK(row.snippet.starts_with("…"));
  CHECK(row.snippet.find('\n') == std::string::npos);
  CHECK(row.snippet.size() < 400);
  CHECK(cut(row.snippet, row.snippet_hits) == std::vector<std::string>{"بغداد", "انفجار"});
  CHECK(cut(row.title, row.title_hits) == std::vector<std::string>{"بغداد"});
  apply(o.state, action::SetText{""});
  CHECK(build_article_row(o.state, build_article_list_view(o.state), 0).snippet.empty());
}

TEST_CASE("search view: a hit at either end of a text is shown whole") {
  for (const std::string text : {"بغداد", "بغداد كبيرة", "مدينة بغداد"}) {
    const auto hits = HitFinder("بغداد").find(text);
    REQUIRE(hits.size() == 1);
    const Snippet snippet = snippet_of(text, hits);
    CHECK(snippet.text == text);
    CHECK(snippet.hits == hits);
  }
  const std::string long_word = std::string(2000, 'a');
  const Snippet snippet = snippet_of(long_word, HitFinder("aa").find(long_word));
  CHECK(snippet.text == long_word);
}

TEST_CASE("search view: hits are counted as they are marked, in the articles that are listed") {
  std::mt19937 random(21);
  const std::vector<std::string> words{"بغداد", "وبغداد", "سد", "مأرب", "للكويت", "مسؤول", "بغدادي"};
  const std::vector<std::string> queries{
      "بغداد ", "بغ", "\"سد مأرب\"", "\"سد مأرب\" سد",  "كويت OR مسوول -سد",
      "-سد",    "",   "\"سد مأ",     "\"بغداد بغداد\"", "مسؤول مسؤول "};
  for (int round = 0; round < 60; ++round) {
    std::vector<Article> articles;
    for (int i = 0; i < 12; ++i) {
      std::string text;
      for (std::size_t w = random() % 9; w > 0; --w)
        text += words[random() % words.size()] + " ";
      articles.push_back(article(std::to_string(i), text));
      articles.back().title = words[random() % words.size()];
    }
    Opened o(std::move(articles));
    apply(o.state, action::SetText{queries[random() % queries.size()]});
    const ArticleListView list = build_article_list_view(o.state);
    std::uint64_t marked = 0;
    for (const std::uint32_t i : list.articles)
      marked += list.hits.find(whole_article(o.state, i)->text).size();
    CAPTURE(o.state.view.filter.text);
    REQUIRE(list.hit_count == marked);
  }
}

TEST_CASE("search view: in very many articles the hits of a first letter are not counted") {
  std::vector<Article> articles;
  for (int i = 0; i < 50'000; ++i)
    articles.push_back(article(std::to_string(i), "مأرب"));
  Opened o(std::move(articles));
  apply(o.state, action::SetText{"م"});
  const ArticleListView list = build_article_list_view(o.state);
  CHECK(list.articles.size() == 50'000);
  CHECK_FALSE(list.hit_count);
  apply(o.state, action::SetText{"مأ"});
  CHECK(build_article_list_view(o.state).hit_count == 50'000);
}

TEST_CASE("search view: the open article's hits are counted, and one of them is shown") {
  Opened o({article("a", "بغداد ثم وبغداد ثم بغداد"), article("b", "بغداد")});
  apply(o.state, action::SetText{"بغداد "});
  apply(o.state, action::OpenArticle{0});
  CHECK(build_reader_view(o.state).hits.size() == 3);
  CHECK(build_reader_view(o.state).hit == 0);
  const std::size_t steps = o.state.undo.size();
  apply(o.state, action::OpenHit{0, 1});
  CHECK(build_reader_view(o.state).hit == 1);
  CHECK(o.state.undo.size() == steps);  // steps within an article are none of undo
  apply(o.state, action::OpenHit{1, 99});
  CHECK(build_reader_view(o.state).article == 1);
  CHECK(build_reader_view(o.state).hit == 0);
  apply(o.state, action::OpenHit{77, 0});
  CHECK(build_reader_view(o.state).article == 1);
  apply(o.state, action::SetText{""});
  CHECK_FALSE(build_reader_view(o.state).hit);
}

TEST_CASE("timeline: undated articles pass alone, or beside those of the dates") {
  Opened o({article("a", "a", day(2024, 1, 10)), article("b", "b", day(2024, 2, 10)), article("c", "c")});
  const auto passing = [&] { return o.state.result.article_passes; };
  using Bits = std::vector<std::uint8_t>;
  apply(o.state, action::SetDates{{}, {}, true});
  CHECK(passing() == Bits{0, 0, 1});
  CHECK(build_timeline_view(o.state).undated_passing == 1);
  apply(o.state, action::SetDates{day(2024, 2, 1), {}, true});
  CHECK(passing() == Bits{0, 1, 1});
  apply(o.state, action::SetDates{day(2024, 2, 1), {}});
  CHECK(passing() == Bits{0, 1, 0});
  CHECK(build_timeline_view(o.state).undated == 1);
  CHECK(build_timeline_view(o.state).undated_passing == 0);
  apply(o.state, action::SetDates{{}, {}, true});
  CHECK(filter_words(o.state.view.filter, test_gazetteer(), Language::english) == "undated");
  apply(o.state, action::ClearFilter{FilterPart::date});
  CHECK(passing() == Bits{1, 1, 1});
}

TEST_CASE("timeline: inferred dates are counted apart") {
  Opened o({article("a", "a", day(2024, 1, 10)),
            article("b", "b", day(2024, 1, 10), PublishedFrom::file_name),
            article("c", "c", day(2024, 1, 10), PublishedFrom::text)});
  const TimelineView view = build_timeline_view(o.state);
  REQUIRE(view.buckets.size() == 1);
  CHECK(view.buckets[0].others == 3);
  CHECK(view.buckets[0].inferred == 2);
}

TEST_CASE("timeline: a stack's parts make up each bar, and sources beyond a few are others") {
  std::vector<Article> articles;
  for (int i = 0; i < 60; ++i) {
    articles.push_back(article(std::to_string(i), "x", day(2024, 1, 1 + static_cast<unsigned>(i) % 9)));
    articles.back().source = std::string(1, static_cast<char>('a' + i * i % 10));
  }
  Opened o(std::move(articles));
  CHECK(build_timeline_view(o.state).parts.empty());
  for (const TimelineStack stack : {TimelineStack::source, TimelineStack::kind}) {
    apply(o.state, action::SetTimeline{{.shown = {}, .stack = stack}});
    const TimelineView view = build_timeline_view(o.state);
    CHECK(view.parts.size() == TimelineView::kMaxParts);
    for (const auto& bucket : view.buckets) {
      std::uint32_t sum = 0;
      for (const std::uint32_t part : bucket.parts)
        sum += part;
      CHECK(sum == bucket.others);
    }
  }
}

TEST_CASE("timeline: what is shown of time is drawn finer") {
  Opened o({article("a", "a", day(2020, 1, 10)), article("b", "b", day(2024, 2, 10))});
  CHECK(build_timeline_view(o.state).unit == TimeUnit::month);
  CHECK_FALSE(build_timeline_view(o.state).closer);
  apply(o.state, action::SetTimeline{{.shown = Period{day(2024, 1, 1), day(2024, 3, 31)}}});
  const TimelineView view = build_timeline_view(o.state);
  CHECK(view.closer);
  CHECK(view.unit == TimeUnit::day);
  CHECK(view.buckets.front().from == day(2024, 1, 1));
  CHECK(view.buckets.back().to == day(2024, 2, 10));
  CHECK(view.all == Period{day(2020, 1, 10), day(2024, 2, 10)});
  // Where nothing of it lies within the articles' time, all is shown.
  apply(o.state, action::SetTimeline{{.shown = Period{day(2030, 1, 1), day(2030, 3, 31)}}});
  CHECK_FALSE(build_timeline_view(o.state).closer);
}
