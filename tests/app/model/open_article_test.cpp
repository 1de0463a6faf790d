#include "app/model/open_article.h"

#include "app/model/view_cache.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

struct Opened {
  AppState state{test_gazetteer()};
  explicit Opened(ArticleBatch corpus = small_corpus()) {
    apply(state, action::AddArticles{std::move(corpus)});
  }
};

Article cited() {
  Article article;
  article.title = "زلزال في الريف";
  article.source = "النهار";
  article.published = day(2024, 3, 5);
  article.url = "https://example.org/a?b=1";
  return article;
}

}  // namespace

TEST_CASE("citation: title, source, date and address, and what is not known is left out") {
  Article article = cited();
  CHECK(citation(article, Language::arabic) ==
        "«زلزال في الريف»، النهار، 5 مارس 2024، https://example.org/a?b=1");
  CHECK(citation(article, Language::english) ==
        "“زلزال في الريف”, النهار, 5 March 2024, https://example.org/a?b=1");
  article.source.clear();
  article.published.reset();
  CHECK(citation(article, Language::english) == "“زلزال في الريف”, https://example.org/a?b=1");
  article.title.clear();
  article.url.clear();
  CHECK(citation(article, Language::english).empty());
}

TEST_CASE("address: a browser is sent to the web alone") {
  for (const char* good : {"http://example.org", "https://example.org/خبر?x=1&y=2", "HTTPS://EXAMPLE.ORG/"})
    CHECK_MESSAGE(is_web_address(good), good);
  for (const char* bad :
       {"", "http://", "https://", "file:///etc/passwd", "javascript:alert(1)", "ftp://example.org",
        "example.org", "--version", "https://example.org/a b", "https://example.org/a\nb", " https://a.b"})
    CHECK_FALSE_MESSAGE(is_web_address(bad), bad);
}

TEST_CASE("readings: by number, what was read first, then its rivals, whatever is chosen") {
  ArticleBatch corpus = small_corpus();
  corpus.mentions[0].alternatives = {{place_id("gn:360630"), 0.1f}, {place_id("gn:1159301"), 0.05f}};
  const geo::PlaceId read = corpus.mentions[0].place;
  Opened o(std::move(corpus));
  const auto check = [&] {
    CHECK(reading_at(o.state, 0, 1) == read);
    CHECK(reading_at(o.state, 0, 2) == place_id("gn:360630"));
    CHECK(reading_at(o.state, 0, 3) == place_id("gn:1159301"));
    CHECK_FALSE(reading_at(o.state, 0, 4).valid());
    CHECK_FALSE(reading_at(o.state, 0, 0).valid());
  };
  check();
  apply(o.state, action::CorrectMention{0, place_id("ne:IR")});
  check();
}

TEST_CASE(
    "mentions: stepping to one opens no card and moves no map, opening one does; steps are not undone") {
  Opened o;
  apply(o.state, action::OpenArticle{0});
  const std::size_t steps = o.state.undo.size();
  const auto flights = o.state.fly_to.serial;
  apply(o.state, action::StepToMention{1});
  CHECK(o.state.view.selection.mention == 1);
  CHECK_FALSE(o.state.view.selection.card);
  CHECK(o.state.fly_to.serial == flights);
  CHECK_FALSE(build_mention_view(o.state));
  apply(o.state, action::OpenMention{1});
  CHECK(o.state.view.selection.card);
  CHECK(o.state.fly_to.serial == flights + 1);
  CHECK(build_mention_view(o.state));
  apply(o.state, action::StepToMention{0});
  CHECK(o.state.view.selection.card);  // it goes along
  CHECK(build_mention_view(o.state));
  CHECK(o.state.undo.size() == steps);
  apply(o.state, action::StepToMention{4});  // of another article
  CHECK(o.state.view.selection.article == 2);
  CHECK(o.state.undo.size() == steps + 1);
  apply(o.state, action::CloseMention{});
  CHECK_FALSE(o.state.view.selection.mention);
  CHECK_FALSE(o.state.view.selection.card);
  CHECK(o.state.view.selection.article == 2);
  apply(o.state, action::StepToMention{99});
  CHECK_FALSE(o.state.view.selection.mention);
}

TEST_CASE("mentions: how far a correction reaches is asked anew at each") {
  Opened o;
  apply(o.state, action::OpenMention{0});
  apply(o.state, action::SetScope{CorrectionScope::everywhere});
  CHECK(o.state.scope == CorrectionScope::everywhere);
  apply(o.state, action::OpenMention{1});
  CHECK(o.state.scope == CorrectionScope::mention);
}

TEST_CASE(
    "zoom to the article: all its places, one alone with what is around it, nothing where it has none") {
  Opened o;
  const auto target = [&] { return std::get<geo::LatLonBox>(o.state.fly_to.target); };
  apply(o.state, action::FlyToArticle{});
  CHECK(o.state.fly_to.serial == 0);  // none is open
  apply(o.state, action::OpenArticle{0});
  apply(o.state, action::FlyToArticle{});
  for (const char* id : {"gn:1166993", "gn:1159301"})
    CHECK(target().contains(test_gazetteer().place(place_id(id)).location));
  CHECK_FALSE(target().contains(test_gazetteer().place(place_id("gn:360630")).location));
  apply(o.state, action::OpenArticle{2});
  apply(o.state, action::FlyToArticle{});
  CHECK(target().contains(test_gazetteer().place(place_id("gn:360630")).location));
  CHECK(target().width_deg() > 0.5);
  const auto flights = o.state.fly_to.serial;
  apply(o.state, action::CorrectMention{4, {}});
  apply(o.state, action::FlyToArticle{});
  CHECK(o.state.fly_to.serial == flights);
}

TEST_CASE("an article that is left out says so, and closes with the next choice that leaves it out, too") {
  Opened o;
  apply(o.state, action::OpenArticle{2});  // of March
  CHECK(build_reader_view(o.state).passes);
  apply(o.state, action::SetDates{day(2024, 1, 1), day(2024, 1, 31)});
  REQUIRE(o.state.view.selection.article == 2);
  CHECK_FALSE(build_reader_view(o.state).passes);
  apply(o.state, action::SetDates{day(2024, 1, 2), day(2024, 1, 31)});  // the same choice goes on
  CHECK(o.state.view.selection.article == 2);
  apply(o.state, action::Choose{FilterPart::source, std::string("المرصد")});
  CHECK_FALSE(o.state.view.selection.article);
  apply(o.state, action::Undo{});
  CHECK(o.state.view.selection.article == 2);  // as it was before that choice
  apply(o.state, action::ClearFilter{});
  CHECK(o.state.view.selection.article == 2);  // it passes again
  apply(o.state, action::Choose{FilterPart::source, std::string("المرصد")});
  apply(o.state, action::SelectPlaces{{place_id("gn:1166993")}});
  CHECK_FALSE(o.state.view.selection.article);
}

TEST_CASE("reader: a title that the text begins with is shown once") {
  ArticleBatch corpus;
  add_article(corpus, "once", "", std::nullopt, "\nعنوان once\nزار القاهرة", {{"القاهرة", "gn:360630"}});
  add_article(corpus, "apart", "", std::nullopt, "زار القاهرة", {{"القاهرة", "gn:360630"}});
  add_article(corpus, "longer", "", std::nullopt, "عنوان longer than that", {});
  Opened o(std::move(corpus));
  const auto bytes = [&](std::uint32_t article) {
    apply(o.state, action::OpenArticle{article});
    return build_reader_view(o.state).title_bytes;
  };
  CHECK(bytes(0) == std::string_view("\nعنوان once").size());
  CHECK(bytes(1) == 0);
  CHECK(bytes(2) == 0);
}

TEST_CASE("map: the open article's places stand out; what is pointed at, else the mention, has a ring") {
  Opened o;
  ViewCache views;
  views.refresh(o.state);
  CHECK(views.scene.open_places.empty());
  const auto revision = views.scene.revision;
  apply(o.state, action::OpenArticle{0});
  views.refresh(o.state);
  std::vector<geo::PlaceId> places{place_id("gn:1166993"), place_id("gn:1159301")};
  std::sort(places.begin(), places.end());
  CHECK(views.scene.open_places == places);
  CHECK_FALSE(views.scene.pointed.valid());
  apply(o.state, action::StepToMention{1});
  views.refresh(o.state);
  CHECK(views.scene.pointed == place_id("gn:1159301"));
  apply(o.state, action::Point{place_id("gn:360630")});
  views.refresh(o.state);
  CHECK(views.scene.pointed == place_id("gn:360630"));
  apply(o.state, action::Point{});
  apply(o.state, action::CorrectMention{0, {}});
  views.refresh(o.state);
  CHECK(views.scene.open_places == std::vector{place_id("gn:1159301")});
  apply(o.state, action::OpenArticle{});
  views.refresh(o.state);
  CHECK(views.scene.open_places.empty());
  CHECK_FALSE(views.scene.pointed.valid());
  CHECK(views.scene.revision == revision + 1);  // by the correction alone: nothing is uploaded for the rest
}
