#include "app/model/app_state.h"

#include <algorithm>
#include <variant>

#include "app/model/view_cache.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

struct Opened {
  AppState state{test_gazetteer()};
  Opened() { apply(state, action::AddArticles{small_corpus()}); }
};

}  // namespace

TEST_CASE("model: articles whose id is open already are left out") {
  Opened o;
  apply(o.state, action::AddArticles{small_corpus()});
  CHECK(o.state.corpus.articles.size() == 4);
  CHECK(o.state.corpus.mentions.size() == 6);
  CHECK(o.state.result.articles == 4);
}

TEST_CASE("model: an id twice in one batch is taken once") {
  AppState state{test_gazetteer()};
  ArticleBatch batch;
  add_article(batch, "x", "", day(2024, 1, 1), "زار القاهرة", {{"القاهرة", "gn:360630"}});
  add_article(batch, "x", "", day(2024, 1, 1), "زار القاهرة", {{"القاهرة", "gn:360630"}});
  apply(state, action::AddArticles{batch});
  CHECK(state.corpus.articles.size() == 1);
}

TEST_CASE("model: filters narrow and undo widens again, redo narrows once more") {
  Opened o;
  apply(o.state, action::SetDates{day(2024, 1, 1), day(2024, 1, 31)});
  CHECK(o.state.result.articles == 2);
  apply(o.state, action::Choose{FilterPart::country, place_id("ne:PK")});
  CHECK(o.state.result.articles == 2);
  apply(o.state, action::SetText{"روالبندي"});
  CHECK(o.state.result.articles == 1);
  apply(o.state, action::Undo{});
  CHECK(o.state.result.articles == 2);
  apply(o.state, action::Undo{});
  apply(o.state, action::Undo{});
  CHECK(o.state.result.articles == 4);
  CHECK(o.state.undo.empty());
  apply(o.state, action::Redo{});
  CHECK(o.state.result.articles == 2);
}

TEST_CASE("model: typing letter by letter is one step of undo") {
  Opened o;
  for (const char* typed : {"ا", "ال", "القاهرة"})
    apply(o.state, action::SetText{typed});
  CHECK(o.state.undo.size() == 1);
  apply(o.state, action::Undo{});
  CHECK(o.state.view.filter.text.empty());
}

TEST_CASE("model: a new action after undo forgets what could be redone") {
  Opened o;
  apply(o.state, action::SetText{"القاهرة"});
  apply(o.state, action::Undo{});
  apply(o.state, action::Choose{FilterPart::source, std::string("النهار")});
  CHECK(o.state.redo.empty());
}

TEST_CASE("model: a corrected mention moves to its new place at once, and one that is no place goes") {
  Opened o;
  apply(o.state, action::Choose{FilterPart::place, place_id("gn:360630")});
  CHECK(o.state.result.articles == 1);
  apply(o.state, action::CorrectMention{0, place_id("gn:360630")});
  CHECK(o.state.corpus.mentions[0].corrected);
  CHECK(o.state.result.articles == 2);
  apply(o.state, action::CorrectMention{0, {}});
  CHECK(o.state.result.articles == 1);
}

TEST_CASE("model: corrections are undone and redone in turn with filters, and each is told to be stored") {
  Opened o;
  const CorpusMention before = o.state.corpus.mentions[0];
  apply(o.state, action::CorrectMention{0, place_id("gn:360630")});
  apply(o.state, action::Choose{FilterPart::place, place_id("gn:360630")});
  CHECK(o.state.result.articles == 2);
  apply(o.state, action::Undo{});  // the filter
  CHECK(o.state.corpus.mentions[0].corrected);
  CHECK(o.state.result.articles == 4);
  apply(o.state, action::Undo{});  // the correction
  CHECK(o.state.corpus.mentions[0].place == before.place);
  CHECK(o.state.corpus.mentions[0].confidence == before.confidence);
  CHECK_FALSE(o.state.corpus.mentions[0].corrected);
  CHECK(o.state.undo.empty());
  apply(o.state, action::Redo{});
  CHECK(o.state.corpus.mentions[0].place == place_id("gn:360630"));
  REQUIRE(o.state.edits.size() == 3);
  CHECK(std::get<MentionReading>(o.state.edits[1]).place == before.place);
  CHECK(std::get<MentionReading>(o.state.edits[2]).place == place_id("gn:360630"));
}

TEST_CASE("model: an article's date that is set right is filtered by, and undone") {
  Opened o;
  apply(o.state, action::SetDates{day(2020, 1, 1), day(2020, 12, 31)});
  CHECK(o.state.result.articles == 0);
  apply(o.state, action::SetPublished{3, day(2020, 5, 4)});  // it had none
  CHECK(o.state.result.articles == 1);
  CHECK(o.state.corpus.articles[3].published_from == PublishedFrom::user);
  apply(o.state, action::SetPublished{3, day(2020, 2, 31)});  // no such day
  apply(o.state, action::SetPublished{99, day(2020, 5, 4)});
  CHECK(o.state.corpus.articles[3].published == day(2020, 5, 4));
  apply(o.state, action::Undo{});
  CHECK_FALSE(o.state.corpus.articles[3].published);
  CHECK(o.state.result.articles == 0);
  REQUIRE(o.state.edits.size() == 2);
  CHECK_FALSE(std::get<ArticleDate>(o.state.edits[1]).published);
}

TEST_CASE("model: opening a mention opens its article and asks the map to fly to its place") {
  Opened o;
  const auto serial = o.state.fly_to.serial;
  apply(o.state, action::OpenMention{1});
  CHECK(o.state.view.selection.article == 0);
  CHECK(o.state.view.selection.mention == 1);
  CHECK(o.state.fly_to.serial == serial + 1);
  CHECK(std::get<geo::LatLonBox>(o.state.fly_to.target)
            .contains(test_gazetteer().place(place_id("gn:1159301")).location));
}

TEST_CASE("model: indices out of range are ignored") {
  Opened o;
  apply(o.state, action::OpenArticle{99});
  apply(o.state, action::OpenMention{99});
  apply(o.state, action::CorrectMention{99, {}});
  CHECK_FALSE(o.state.view.selection.article.has_value());
}

TEST_CASE("model: places are selected, added and taken out one by one, and undo brings the selection back") {
  Opened o;
  const geo::PlaceId pindi = place_id("gn:1166993");
  const geo::PlaceId cairo = place_id("gn:360630");
  const geo::PlaceId zahedan = place_id("gn:1159301");
  const auto& places = o.state.view.selection.places;
  const auto sorted = [](std::vector<geo::PlaceId> ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
  };
  apply(o.state, action::SelectPlaces{{pindi, cairo, pindi, {}}});
  CHECK(places == sorted({pindi, cairo}));
  apply(o.state, action::SelectPlaces{{zahedan, cairo}, action::SelectMode::add});
  CHECK(places == sorted({pindi, cairo, zahedan}));
  apply(o.state, action::SelectPlaces{{cairo}, action::SelectMode::toggle});
  CHECK(places == sorted({pindi, zahedan}));
  apply(o.state, action::SelectPlaces{{cairo}, action::SelectMode::toggle});
  CHECK(places == sorted({pindi, cairo, zahedan}));
  apply(o.state, action::SelectPlaces{});
  CHECK(places.empty());
  apply(o.state, action::Undo{});
  CHECK(places == sorted({pindi, cairo, zahedan}));
}

TEST_CASE("model: a saved view's filter replaces all parts in one step of undo") {
  Opened o;
  apply(o.state, action::SetText{"القاهرة"});
  apply(o.state, action::SelectPlaces{{place_id("gn:360630")}});
  Filter filter;
  filter.countries = {place_id("ne:PK")};
  const auto steps = o.state.undo.size();
  apply(o.state, action::SetFilter{filter});
  CHECK(o.state.view.filter == filter);
  CHECK(o.state.view.selection.places.empty());
  CHECK(o.state.result.articles == 3);
  CHECK(o.state.undo.size() == steps + 1);
  apply(o.state, action::Undo{});
  CHECK(o.state.view.filter.text == "القاهرة");
}

TEST_CASE("model: a place that is looked for is flown to and marked until something is selected") {
  Opened o;
  const auto serial = o.state.fly_to.serial;
  apply(o.state, action::FlyToPlace{place_id("gn:1166993")});
  CHECK(o.state.fly_to.serial == serial + 1);
  CHECK(o.state.marked == place_id("gn:1166993"));
  apply(o.state, action::FlyToPlace{});
  CHECK(o.state.fly_to.serial == serial + 1);
  apply(o.state, action::SelectPlaces{});
  CHECK_FALSE(o.state.marked.valid());
}

TEST_CASE("model: a style is shown by the scene at once and is no step of undo") {
  AppState state(test_gazetteer());
  ViewCache views;
  views.refresh(state);
  const auto revision = views.scene.revision;
  apply(state, action::SetStyle{{MapStyle::heat, Measure::articles}});
  views.refresh(state);
  CHECK(views.scene.style.style == MapStyle::heat);
  CHECK(views.scene.style.measure == Measure::articles);
  CHECK(views.scene.revision > revision);
  CHECK(state.undo.empty());
}
