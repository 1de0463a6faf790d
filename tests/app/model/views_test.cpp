#include <algorithm>
#include <numeric>

#include "app/model/scene_builder.h"
#include "app/model/texts.h"
#include "app/model/view_cache.h"
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
  Opened() {
    apply(state, action::SetLanguage{Language::english});
    apply(state, action::AddArticles{small_corpus()});
  }
};

const Choice* find_choice(const std::vector<Choice>& choices, geo::PlaceId id) {
  for (const Choice& c : choices) {
    if (c.value == PartValue{id}) return &c;
  }
  return nullptr;
}

}  // namespace

TEST_CASE(
    "timeline: buckets cover first to last article without gaps, and undated articles are counted apart") {
  Opened o;
  const TimelineView view = build_timeline_view(o.state);
  REQUIRE(view.buckets.size() == 56);  // 10 January to 5 March 2024, by day
  CHECK(view.buckets.front().from == day(2024, 1, 10));
  CHECK(view.buckets.back().to == day(2024, 3, 5));
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < view.buckets.size(); ++i) {
    sum += view.buckets[i].others;
    if (i > 0) {
      CHECK(std::chrono::sys_days(view.buckets[i].from) ==
            std::chrono::sys_days(view.buckets[i - 1].to) + std::chrono::days(1));
    }
  }
  CHECK(sum == 3);
  CHECK(view.undated == 1);
}

TEST_CASE("timeline: it shows what other dates would give, and follows the other filters") {
  Opened o;
  apply(o.state, action::SetDates{day(2024, 1, 1), day(2024, 1, 31)});
  TimelineView view = build_timeline_view(o.state);
  std::uint32_t others = 0;
  std::uint32_t passing = 0;
  for (const auto& b : view.buckets) {
    others += b.others;
    passing += b.passing;
  }
  CHECK(others == 3);
  CHECK(passing == 2);
  apply(o.state, action::Choose{FilterPart::source, std::string("النهار")});
  view = build_timeline_view(o.state);
  CHECK(view.highest == 1);
  CHECK(view.buckets.front().others == 0);
  CHECK(view.buckets.back().others == 1);
  CHECK(view.buckets.back().passing == 0);
}

TEST_CASE("timeline: eighty years fit into the buckets there may be") {
  AppState state{test_gazetteer()};
  ArticleBatch corpus;
  add_article(corpus, "old", "", day(1944, 6, 6), "القاهرة", {});
  add_article(corpus, "new", "", day(2024, 6, 6), "القاهرة", {});
  apply(state, action::AddArticles{corpus});
  const TimelineView view = build_timeline_view(state);
  CHECK(view.buckets.size() <= TimelineView::kMaxBuckets);
  CHECK(view.buckets.front().others == 1);
  CHECK(view.buckets.back().others == 1);
}

TEST_CASE("timeline: weeks begin on Monday, quarters in January, April, July and October") {
  const auto first_bucket = [](const Date& first, const Date& last) {
    AppState state{test_gazetteer()};
    ArticleBatch corpus;
    add_article(corpus, "first", "", first, "القاهرة", {});
    add_article(corpus, "last", "", last, "القاهرة", {});
    apply(state, action::AddArticles{corpus});
    return build_timeline_view(state).buckets.front();
  };
  const auto week = first_bucket(day(2023, 1, 5), day(2023, 12, 31));
  CHECK(week.from == day(2023, 1, 2));
  CHECK(week.to == day(2023, 1, 8));
  for (unsigned month = 1; month <= 12; ++month) {
    CAPTURE(month);
    const auto quarter = first_bucket(day(2000, month, 15), day(2024, 12, 31));
    CHECK(quarter.from == day(2000, (month - 1) / 3 * 3 + 1, 1));
  }
}

TEST_CASE("filters: a country counts the articles that name it or a place in it, each once") {
  Opened o;
  const FiltersView view = filters_of(o.state);
  REQUIRE(find_choice(view.facet(FilterPart::country).choices, place_id("ne:PK")) != nullptr);
  CHECK(find_choice(view.facet(FilterPart::country).choices, place_id("ne:PK"))->articles == 3);
  CHECK(find_choice(view.facet(FilterPart::country).choices, place_id("ne:EG"))->articles == 1);
  CHECK(view.counts == "4 of 4");
}

TEST_CASE("filters: a chosen country keeps the others' counts, so that one more can be chosen") {
  Opened o;
  apply(o.state, action::Choose{FilterPart::country, place_id("ne:EG")});
  const FiltersView view = filters_of(o.state);
  CHECK(view.counts == "1 of 4");
  CHECK(find_choice(view.facet(FilterPart::country).choices, place_id("ne:EG"))->pick == Pick::only);
  REQUIRE(find_choice(view.facet(FilterPart::country).choices, place_id("ne:PK")) != nullptr);
  CHECK(find_choice(view.facet(FilterPart::country).choices, place_id("ne:PK"))->articles == 3);
}

TEST_CASE("filters: a country leaves out what is less sure than asked for") {
  AppState state{test_gazetteer()};
  ArticleBatch corpus;
  add_article(corpus, "a", "", day(2024, 1, 1), "القاهرة ثم روالبندي",
              {{"القاهرة", "gn:360630", 0.9f}, {"روالبندي", "gn:1166993", 0.3f}});
  apply(state, action::AddArticles{corpus});
  CHECK(find_choice(filters_of(state).facet(FilterPart::country).choices, place_id("ne:PK")) != nullptr);
  apply(state, action::SetConfidence{0.5f});
  CHECK(find_choice(filters_of(state).facet(FilterPart::country).choices, place_id("ne:EG")) != nullptr);
  CHECK(find_choice(filters_of(state).facet(FilterPart::country).choices, place_id("ne:PK")) == nullptr);
}

TEST_CASE("filters: a chosen source stays in the list where none of its articles passes, to be taken off") {
  Opened o;
  apply(o.state, action::Choose{FilterPart::source, std::string("النهار")});
  apply(o.state, action::SetText{"زاهدان"});
  const FiltersView view = filters_of(o.state);
  REQUIRE(view.facet(FilterPart::source).choices.size() == 2);
  CHECK(view.facet(FilterPart::source).choices[0].label == "النهار");
  CHECK(view.facet(FilterPart::source).choices[0].pick == Pick::only);
  CHECK(view.facet(FilterPart::source).choices[0].articles == 0);
  CHECK(view.facet(FilterPart::source).choices[1].articles == 1);
}

TEST_CASE("filters: the sources with most articles stand first") {
  Opened o;
  const FiltersView view = filters_of(o.state);
  REQUIRE(view.facet(FilterPart::source).choices.size() == 3);
  CHECK(view.facet(FilterPart::source).choices[0].label == "المرصد");
  CHECK(view.facet(FilterPart::source).choices[0].articles == 2);
}

TEST_CASE("filters: each chip takes its own filter off") {
  Opened o;
  apply(o.state, action::SetText{"القاهرة"});
  apply(o.state, action::SetDates{day(2024, 1, 1), std::nullopt});
  FiltersView view = filters_of(o.state);
  REQUIRE(view.chips.size() == 2);
  for (const Chip& chip : view.chips)
    apply(o.state, chip.remove);
  CHECK(o.state.view.filter == Filter{});
}

TEST_CASE("article list: a selected place leaves the articles that mention it, newest first, undated last") {
  Opened o;
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{2, 1, 0, 3});
  apply(o.state, action::SelectPlaces{{place_id("gn:1166993")}});
  const ArticleListView view = build_article_list_view(o.state);
  CHECK(view.articles == std::vector<std::uint32_t>{0, 3});
  CHECK(view.counts == "2 of 4");
}

TEST_CASE("article list: oldest first leaves the undated last, too") {
  Opened o;
  apply(o.state, action::SetOrder{ArticleOrder::oldest_first});
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{0, 1, 2, 3});
}

TEST_CASE("article list: of several selected places the articles that mention any of them") {
  Opened o;
  apply(o.state, action::SelectPlaces{{place_id("gn:1166993"), place_id("gn:360630")}});
  CHECK(build_article_list_view(o.state).articles == std::vector<std::uint32_t>{2, 0, 3});
}

TEST_CASE("timeline: with places selected its bars count the articles that mention one of them") {
  Opened o;
  apply(o.state, action::SelectPlaces{{place_id("gn:1166993")}});
  const auto sum = [](const TimelineView& view, auto part) {
    std::uint32_t n = 0;
    for (const auto& bucket : view.buckets)
      n += bucket.*part;
    return n;
  };
  TimelineView view = build_timeline_view(o.state);
  CHECK(sum(view, &TimelineView::Bucket::others) == 1);
  CHECK(view.undated == 1);
  // Dates narrow what passes and leave the other bars, so that the brush can be moved.
  apply(o.state, action::SetDates{day(2024, 3, 1), std::nullopt});
  view = build_timeline_view(o.state);
  CHECK(sum(view, &TimelineView::Bucket::others) == 1);
  CHECK(sum(view, &TimelineView::Bucket::passing) == 0);
}

TEST_CASE("hover card: counts, a bar a bucket, and the newest articles first") {
  Opened o;
  const PlaceIndex index(o.state.corpus, test_gazetteer().place_count());
  const TimelineView timeline = build_timeline_view(o.state);
  apply(o.state, action::SetLanguage{Language::english});
  const auto view = build_hover_view(o.state, index, timeline, place_id("gn:1166993"));
  REQUIRE(view);
  CHECK(view->place.title == "Rawalpindi");
  CHECK(view->place.subtitle.find("روالبندي") != std::string::npos);
  CHECK(view->place.counts.find('2') != std::string::npos);
  CHECK(view->articles.size() == timeline.buckets.size());
  CHECK(std::accumulate(view->articles.begin(), view->articles.end(), 0u) == 1);  // the other has no date
  REQUIRE(view->newest.size() == 2);
  CHECK(view->newest[0].title == "عنوان a");
  CHECK(view->newest[0].detail.find("10 January 2024") != std::string::npos);
  CHECK(view->newest[1].title == "عنوان d");
  CHECK_FALSE(build_hover_view(o.state, index, timeline, {}));
}

TEST_CASE("hover card: by country an area tells what its colour counts, each mention once, and its own") {
  AppState state(test_gazetteer());
  apply(state, action::SetLanguage{Language::english});
  ArticleBatch corpus;
  // Zahedan lies in the province that is named, the province in Iran.
  add_article(corpus, "1", "a", day(2024, 1, 1), "زاهدان وسيستان وبلوشستان وإيران",
              {{"زاهدان", "gn:1159301"}, {"سيستان وبلوشستان", "ne:IR04"}, {"إيران", "ne:IR"}});
  add_article(corpus, "2", "a", day(2024, 1, 2), "زاهدان", {{"زاهدان", "gn:1159301"}});
  add_article(corpus, "3", "a", day(2024, 1, 3), "القاهرة", {{"القاهرة", "gn:360630"}});
  apply(state, action::AddArticles{corpus});
  StyleOptions style{MapStyle::areas};
  apply(state, action::SetStyle{style});
  const PlaceIndex index(state.corpus, test_gazetteer().place_count());
  const auto hover = [&](const char* id) {
    const auto view = build_hover_view(state, index, build_timeline_view(state), place_id(id));
    REQUIRE(view);
    return *view;
  };
  const auto plain = [](std::string words) {
    for (const char* mark : {"\u2068", "\u2069"}) {
      for (auto at = words.find(mark); at != std::string::npos; at = words.find(mark))
        words.erase(at, 3);
    }
    return words;
  };
  MapScene scene =
      build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::english, style);
  REQUIRE(scene.areas.size() == 2);  // no province
  CHECK(scene.areas[0].place == place_id("ne:IR"));
  CHECK(scene.areas[0].mentions == 4);
  CHECK(plain(hover("ne:IR").place.counts) == "Mentions: 4 · Articles: 2");
  CHECK(plain(hover("ne:IR").place.own) == "Of these by its own name: 1");
  CHECK(hover("ne:IR").newest.size() == 2);
  // A click lists what the card counts.
  apply(state, action::SelectPlaces{{place_id("ne:IR")}});
  CHECK(build_article_list_view(state).articles.size() == 2);
  const auto selected = build_place_view(state, index, state.view.selection.places);
  REQUIRE(selected);
  CHECK(plain(selected->counts) == "Mentions: 4 · Articles: 2");

  style.area_level = AreaLevel::admin1;
  style.measure = Measure::articles;
  style.share = true;
  apply(state, action::SetStyle{style});
  scene =
      build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::english, style);
  CHECK(std::ranges::none_of(scene.areas, [](const SceneArea& a) { return a.place == place_id("ne:IR"); }));
  CHECK(plain(hover("ne:IR04").place.counts) == "Mentions: 3 · Articles: 2 · 67% of all");
  CHECK(plain(hover("ne:IR04").place.own) == "Of these by its own name: 1");

  apply(state, action::SetStyle{});  // points: what is said of Iran itself
  CHECK(plain(hover("ne:IR").place.counts) == "Mentions: 1 · Articles: 1");
  CHECK(hover("ne:IR").place.own.empty());
  CHECK(build_article_list_view(state).articles.size() == 1);
}

TEST_CASE("place index: the mentions of every place are those that a scan finds") {
  Opened o;
  const PlaceIndex index(o.state.corpus, test_gazetteer().place_count());
  for (const char* id : {"gn:1166993", "gn:1159301", "ne:PK", "ne:IR", "gn:360630", "ne:EG"}) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < o.state.corpus.mentions.size(); ++i) {
      if (o.state.corpus.mentions[i].place == place_id(id)) expected.push_back(i);
    }
    const auto found = index.mentions_of(place_id(id));
    CHECK(std::vector<std::uint32_t>(found.begin(), found.end()) == expected);
  }
  CHECK(index.mentions_of({}).empty());
  CHECK(PlaceIndex().mentions_of(place_id("ne:PK")).empty());
}

TEST_CASE("reader: highlights stand on the bytes of the mention, after Arabic text, too") {
  Opened o;
  apply(o.state, action::OpenArticle{1});
  const ReaderView view = build_reader_view(o.state);
  REQUIRE(view.highlights.size() == 2);
  const auto& h = view.highlights[1];
  CHECK(view.text.substr(h.byte_start, h.byte_end - h.byte_start) == "إيران");
}

TEST_CASE("reader: highlights of mentions that lie within each other are each on their own words") {
  AppState state(test_gazetteer());
  ArticleBatch corpus;
  add_article(corpus, "1", "", day(2024, 1, 1), "من سيستان وبلوشستان إلى القاهرة",
              {{"سيستان وبلوشستان", "ne:IR04"},
               {"سيستان", "ne:IR04"},
               {"بلوشستان", "ne:IR04"},
               {"القاهرة", "gn:360630"}});
  apply(state, action::AddArticles{corpus});
  apply(state, action::OpenArticle{0});
  const ReaderView view = build_reader_view(state);
  std::vector<std::string> words;
  for (const auto& h : view.highlights) {
    words.push_back(view.text.substr(h.byte_start, h.byte_end - h.byte_start));
    CHECK(words.back() == mention_words(state, h.mention));
  }
  std::ranges::sort(words);
  CHECK(words == std::vector<std::string>{"القاهرة", "بلوشستان", "سيستان", "سيستان وبلوشستان"});
}

TEST_CASE("reader: a mention of low confidence is marked as doubtful") {
  Opened o;
  apply(o.state, action::OpenArticle{3});
  CHECK(build_reader_view(o.state).highlights.front().doubtful);
  apply(o.state, action::OpenArticle{0});
  CHECK_FALSE(build_reader_view(o.state).highlights.front().doubtful);
}

TEST_CASE("scene: countries are areas, cities are points with their counts") {
  Opened o;
  const MapScene scene =
      build_map_scene(o.state.corpus, o.state.result, test_gazetteer(), Theme::dark, Language::arabic);
  REQUIRE(scene.areas.size() == 2);
  REQUIRE(scene.points.size() == 3);
  CHECK(scene.points.front().place == place_id("gn:1166993"));
  CHECK(scene.points.front().mentions == 2);
  CHECK(scene.points.front().articles == 2);
  CHECK(scene.points.front().confidence == doctest::Approx(0.9f));
}

TEST_CASE("scene: an article that names a place twice counts once, and the surest mention tells") {
  AppState state{test_gazetteer()};
  ArticleBatch corpus;
  add_article(corpus, "a", "", day(2024, 1, 1), "القاهرة ثم قاهرة المعز",
              {{"القاهرة", "gn:360630", 0.9f}, {"قاهرة المعز", "gn:360630", 0.4f}});
  apply(state, action::AddArticles{corpus});
  const MapScene scene =
      build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic);
  REQUIRE(scene.points.size() == 1);
  CHECK(scene.points[0].mentions == 2);
  CHECK(scene.points[0].articles == 1);
  CHECK(scene.points[0].confidence == doctest::Approx(0.9f));
}

TEST_CASE("scene: what does not pass is not in it") {
  Opened o;
  apply(o.state, action::SetDates{day(2024, 3, 1), std::nullopt});
  const MapScene scene =
      build_map_scene(o.state.corpus, o.state.result, test_gazetteer(), Theme::dark, Language::arabic);
  CHECK(scene.areas.empty());
  REQUIRE(scene.points.size() == 1);
  CHECK(scene.points.front().place == place_id("gn:360630"));
}

TEST_CASE("scene: its bounds cross the antimeridian where that is the shorter way") {
  MapScene scene;
  scene.points.push_back({{}, geo::LatLon::from_degrees(-18, 178), 1, 1, 1});
  scene.points.push_back({{}, geo::LatLon::from_degrees(-14, -171), 1, 1, 1});
  const geo::LatLonBox box = scene_bounds(scene, test_gazetteer());
  CHECK(box.west_deg == doctest::Approx(178));
  CHECK(box.east_deg == doctest::Approx(-171));
}

TEST_CASE("view cache: the scene's revision changes with the bits and not with a hover") {
  Opened o;
  ViewCache views;
  views.refresh(o.state);
  const auto revision = views.scene.revision;
  apply(o.state, action::Hover{place_id("gn:1166993")});
  views.refresh(o.state);
  CHECK(views.scene.revision == revision);
  CHECK(views.scene.hovered == place_id("gn:1166993"));
  REQUIRE(views.hovered.has_value());
  apply(o.state, action::SetText{"القاهرة"});
  views.refresh(o.state);
  CHECK(views.scene.revision != revision);
}

TEST_CASE("view cache: the chosen places keep their rings when the scene is made anew") {
  Opened o;
  ViewCache views;
  apply(o.state, action::SelectPlaces{{place_id("gn:1166993"), place_id("gn:360630")}});
  views.refresh(o.state);
  const std::vector<geo::PlaceId> chosen = o.state.view.selection.places;
  REQUIRE(chosen.size() == 2);
  REQUIRE(views.scene.selection == chosen);
  StyleOptions heat;
  heat.style = MapStyle::heat;
  ArticleBatch more;
  add_article(more, "e", "", day(2024, 3, 6), "القاهرة", {{"القاهرة", "gn:360630"}});
  const std::vector<Action> changes{
      action::SetTheme{Theme::light}, action::SetLanguage{Language::arabic},
      action::SetStyle{heat},         action::SetDates{day(2024, 1, 1), std::nullopt},
      action::AddArticles{more},      action::CorrectMention{0, place_id("gn:360630")},
  };
  for (const Action& change : changes) {
    const auto revision = views.scene.revision;
    apply(o.state, change);
    views.refresh(o.state);
    CHECK(views.scene.revision != revision);
    CHECK(views.scene.selection == chosen);
  }
}

TEST_CASE("view cache: a choice alone shows in list, timeline and rings, and goes from them again") {
  Opened o;
  ViewCache views;
  views.refresh(o.state);
  const auto bars = [&] {
    std::uint32_t n = 0;
    for (const auto& bucket : views.timeline.buckets)
      n += bucket.others;
    return n;
  };
  CHECK(bars() == 3);
  apply(o.state, action::SelectPlaces{{place_id("gn:360630")}});
  views.refresh(o.state);
  CHECK(views.articles.articles == std::vector<std::uint32_t>{2});
  CHECK(bars() == 1);
  CHECK(views.scene.selection == o.state.view.selection.places);
  REQUIRE(views.selected.has_value());
  CHECK(views.selected->title == "Cairo");
  apply(o.state, action::OpenMention{4});
  views.refresh(o.state);
  CHECK(views.reader.article == 2);
  REQUIRE(views.mention.has_value());
  CHECK(views.mention->words == "القاهرة");
  apply(o.state, action::SelectPlaces{});
  apply(o.state, action::OpenArticle{});
  views.refresh(o.state);
  CHECK(views.articles.articles.size() == 4);
  CHECK(bars() == 3);
  CHECK(views.scene.selection.empty());
  CHECK_FALSE(views.selected.has_value());
  CHECK_FALSE(views.reader.article.has_value());
  CHECK_FALSE(views.mention.has_value());
}

TEST_CASE("view cache: what comes in may wait, what the user does is shown at once and all with it") {
  AppState state(test_gazetteer());
  apply(state, action::SetLanguage{Language::english});
  ViewCache views;
  views.refresh(state);
  const auto empty = views.scene.revision;
  apply(state, action::AddArticles{small_corpus()});
  views.refresh(state, Arrivals::held);
  CHECK(views.scene.revision == empty);
  CHECK(views.articles.articles.empty());
  // A place that is hovered tells all that is known of it.
  apply(state, action::Hover{place_id("gn:1166993")});
  views.refresh(state, Arrivals::held);
  REQUIRE(views.hovered);
  CHECK(views.hovered->newest.size() == 2);
  CHECK(views.scene.revision == empty);
  apply(state, action::SetOrder{ArticleOrder::oldest_first});
  views.refresh(state, Arrivals::held);
  CHECK(views.articles.articles.size() == 4);
  CHECK(views.scene.points.size() == 3);
  CHECK(views.scene.revision != empty);

  ArticleBatch more;
  add_article(more, "e", "", day(2024, 3, 6), "القاهرة", {{"القاهرة", "gn:360630"}});
  apply(state, action::AddArticles{more});
  views.refresh(state, Arrivals::held);
  CHECK(views.articles.articles.size() == 4);
  views.refresh(state, Arrivals::shown);
  CHECK(views.articles.articles.size() == 5);
}

TEST_CASE("view cache: while more is coming in, counts say that they are of a part") {
  Opened o;
  ViewCache views;
  apply(o.state, action::SetIncomplete{true});
  views.refresh(o.state);
  CHECK(views.filters.counts == "4 of 4 so far");
  CHECK(views.articles.counts == "4 of 4 so far");
  CHECK(views.scene.counts_words == "Articles: 4 of 4 so far");  // a picture saved now says it, too
  apply(o.state, action::SetIncomplete{false});
  views.refresh(o.state, Arrivals::held);
  CHECK(views.filters.counts == "4 of 4");
  CHECK(views.articles.counts == "4 of 4");
  CHECK(views.scene.counts_words == "Articles: 4 of 4");
}

TEST_CASE("words: every word is there in both languages, and counts read n of m") {
  for (int i = 0; i < static_cast<int>(Word::count_); ++i) {
    CHECK_FALSE(word(static_cast<Word>(i), Language::arabic).empty());
    CHECK_FALSE(word(static_cast<Word>(i), Language::english).empty());
  }
  CHECK(count_of(3, 12345, Language::arabic) == "3 من 12,345");
  CHECK(date_words(day(2024, 1, 29), Language::arabic) == "29 يناير 2024");
}
