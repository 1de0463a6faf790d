#include "app/model/store_edits.h"

#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"
#include "tests/app/model/listener.h"

using namespace kharita;
using namespace kharita::app;

namespace {

// A store with the small corpus, its library and what a window shows of it.
struct Opened {
  test::TempFolder folder;
  std::string store = (folder.path() / "store.gpkg").string();
  std::optional<Listener> listener;
  AppState state{test_gazetteer()};

  Opened() {
    auto made = Store::open(store, test_gazetteer());
    REQUIRE(made.has_value());
    REQUIRE(made->add(small_corpus()).has_value());
    listener.emplace(store);
    listener->open_in(state);
  }
  void act(Action action) {
    apply(state, std::move(action));
    store_edits(state, listener->library);
  }
  void keep(const std::string& name) {
    store = (folder.path() / name).string();
    listener->library.keep(store);
    listener->await<library_event::Kept>();
  }
  // Everything as the next run finds it.
  ArticleBatch reopened() {
    keep("reopened.gpkg");
    listener.reset();
    return Store::open(store, test_gazetteer()).value().load().value();
  }
};

template <typename Articles>
void check_as_found(const Articles& corpus) {
  const ArticleBatch found = small_corpus();
  REQUIRE(corpus.mentions.size() == found.mentions.size());
  for (std::size_t i = 0; i < found.mentions.size(); ++i) {
    CAPTURE(i);
    CHECK(corpus.mentions[i].place == found.mentions[i].place);
    CHECK(corpus.mentions[i].confidence == found.mentions[i].confidence);
    CHECK_FALSE(corpus.mentions[i].corrected);
  }
}

}  // namespace

TEST_CASE("store edits: an undone correction leaves the mention as it was found, in the next run too") {
  Opened o;
  SUBCASE("of the place") {
    o.act(action::CorrectMention{0, place_id("gn:360630")});
    o.act(action::CorrectMention{0, place_id("ne:EG")});
    o.act(action::Undo{});
    o.act(action::Undo{});
  }
  SUBCASE("to no place") {
    o.act(action::CorrectMention{3, {}});
    o.act(action::Undo{});
  }
  SUBCASE("that was kept in another store") {
    o.act(action::CorrectMention{0, place_id("gn:360630")});
    o.act(action::CorrectMention{3, {}});
    o.keep("copy.gpkg");
    o.act(action::Undo{});
    o.act(action::Undo{});
  }
  check_as_found(o.state.corpus);
  check_as_found(o.reopened());
}

TEST_CASE("store edits: a correction that was redone holds in the next run") {
  Opened o;
  o.act(action::CorrectMention{0, place_id("gn:360630")});
  o.act(action::SetPublished{3, day(2020, 5, 4)});
  o.act(action::Undo{});
  o.act(action::Undo{});
  o.act(action::Redo{});
  const ArticleBatch corpus = o.reopened();
  CHECK(corpus.mentions[0].place == place_id("gn:360630"));
  CHECK(corpus.mentions[0].corrected);
  CHECK(corpus.articles[3].published == std::nullopt);
}
