// What of the actions, and of what is stored of them, a changed line would have got past.
#include <algorithm>
#include <variant>

#include "app/model/app_state.h"
#include "app/model/store_edits.h"
#include "app/model/view_cache.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"
#include "tests/app/model/listener.h"

using namespace kharita::app;

namespace {

struct Opened {
  AppState state{test_gazetteer()};
  Opened() { apply(state, action::AddArticles{small_corpus()}); }
};

}  // namespace

TEST_CASE("model: the lowest confidence stays a share, whatever is asked for") {
  Opened o;
  apply(o.state, action::SetConfidence{2.0f});
  CHECK(o.state.view.filter.min_confidence == 1.0f);
  apply(o.state, action::SetConfidence{-1.0f});
  CHECK(o.state.view.filter.min_confidence == 0.0f);
}

TEST_CASE("model: clearing all filters clears what is selected, too, and a selection forgets an arc") {
  Opened o;
  apply(o.state, action::SelectArc{place_id("gn:1166993"), place_id("gn:1159301")});
  CHECK(o.state.view.selection.together);
  apply(o.state, action::SelectPlaces{{place_id("gn:1166993"), place_id("gn:1159301")}});
  CHECK_FALSE(o.state.view.selection.together);
  apply(o.state, action::ClearFilter{});
  CHECK(o.state.view.selection.places.empty());
}

TEST_CASE("model: undo goes two hundred steps back, and no step is kept beyond them") {
  Opened o;
  for (int i = 0; i < 300; ++i)
    apply(o.state,
          action::Choose{FilterPart::source, std::string("المرصد"), i % 2 == 0 ? Pick::only : Pick::off});
  CHECK(o.state.undo.size() == 200);
}

TEST_CASE("model: what the user corrects is certain, and what was undone before is not redone") {
  Opened o;
  apply(o.state, action::Choose{FilterPart::source, std::string("المرصد")});
  apply(o.state, action::Undo{});
  REQUIRE_FALSE(o.state.redo.empty());
  apply(o.state, action::CorrectMention{5, place_id("gn:360630")});
  CHECK(o.state.redo.empty());
  CHECK(o.state.corpus.mentions[5].confidence == 1.0f);
}

TEST_CASE("model: a flight to a town shows what lies around it, and marks it") {
  Opened o;
  apply(o.state, action::FlyToPlace{place_id("gn:1166993")});
  const auto* box = std::get_if<kharita::geo::LatLonBox>(&o.state.fly_to.target);
  REQUIRE(box != nullptr);
  CHECK(box->east_deg - box->west_deg > 0.5);
  CHECK(box->north_deg - box->south_deg > 0.5);
  ViewCache views;
  views.refresh(o.state);
  CHECK(views.scene.marked == place_id("gn:1166993"));
}

TEST_CASE("model: a style that is chosen already makes no view anew") {
  Opened o;
  const auto display = o.state.revisions.display;
  apply(o.state, action::SetStyle{o.state.style});
  CHECK(o.state.revisions.display == display);
}

TEST_CASE(
    "store edits: a correction is stored with its words and its time, an undone date with where it was "
    "from") {
  const kharita::test::TempFolder folder;
  const std::string store = (folder.path() / "store.gpkg").string();
  REQUIRE(Store::open(store, test_gazetteer()).value().add(small_corpus()));
  {
    Listener listener(store);
    AppState state{test_gazetteer()};
    listener.open_in(state);
    apply(state, action::CorrectMention{0, place_id("gn:360630")});
    apply(state, action::SetPublished{0, day(2024, 2, 2)});
    apply(state, action::Undo{});
    store_edits(state, listener.library);
    listener.library.keep(store + ".copy");
    listener.await<library_event::Kept>();
    CHECK_FALSE(listener.library.temporary());
  }
  const Store again = Store::open(store, test_gazetteer()).value();
  const auto corrections = again.corrections().value();
  REQUIRE(corrections.size() == 1);
  CHECK(corrections[0].text == "روالبندي");
  CHECK(corrections[0].made_at.size() == std::string_view("2024-02-02T00:00:00Z").size());
  const auto article = again.find("a").value();
  REQUIRE(article);
  CHECK(article->published == day(2024, 1, 10));
  CHECK(article->published_from == PublishedFrom::metadata);
}

TEST_CASE("library: once it is kept, what was in memory only is no longer said to be") {
  const kharita::test::TempFolder folder;
  Listener listener("");
  CHECK(listener.library.temporary());
  listener.library.keep((folder.path() / "kept.gpkg").string());
  listener.await<library_event::Kept>();
  CHECK_FALSE(listener.library.temporary());
}
