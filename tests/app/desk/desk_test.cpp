#include "app/desk/desk.h"

#include <fstream>
#include <iterator>

#include "app/desk/commands.h"
#include "app/model/texts.h"
#include "tests/app/desk/driven.h"

using namespace kharita::app;
using kharita::test::TempFolder;
namespace fs = std::filesystem;

TEST_CASE("desk: it opens in the language and theme asked for, else as it was left") {
  if (!kharita::test::has_gl()) return;
  Driven first({.language = Language::english, .theme = Theme::light});
  CHECK(first.desk.state.language == Language::english);
  first.desk.place.stand_at({kharita::geo::LatLon::from_degrees(30, 31), 5, false});
  first.desk.keep_settings(first.now);
  Desk again(test_gazetteer(), first.library, view(), first.desk.folders, [] {});
  again.place.resize({640, 480}, 1);
  again.open({}, 0);
  CHECK(again.state.language == Language::english);
  CHECK(again.state.theme == Theme::light);
  CHECK(again.place.position().zoom == doctest::Approx(5));
  CHECK(again.place.moved_by_user());
  Desk named(test_gazetteer(), first.library, view(), first.desk.folders, [] {});
  named.place.resize({640, 480}, 1);
  named.open({.articles_named = true}, 0);
  CHECK_FALSE(named.place.moved_by_user());
}

TEST_CASE("desk: a click on a point chooses its place, one beside it nothing; Escape takes it back") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  const auto cairo = place_id("gn:360630");
  d.desk.run(action::FlyToPlace{cairo});
  for (int i = 0; i < 300; ++i)
    d.frame();
  const auto at =
      d.desk.place.camera().to_pixel(kharita::geo::WebMercator::from(test_gazetteer().place(cairo).location));
  d.mouse(MouseEvent::Kind::press, at);
  d.mouse(MouseEvent::Kind::release, at);
  d.frame();
  CHECK(d.desk.state.view.selection.places == std::vector{cairo});
  d.drop();
  CHECK(d.desk.state.view.selection.places.empty());
}

TEST_CASE("desk: what is under the pointer when a shape is done is what it shows, not what was before") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  const auto cairo = place_id("gn:360630");
  d.desk.run(action::FlyToPlace{cairo});
  for (int i = 0; i < 300; ++i)
    d.frame();
  d.desk.pointer.hand().set_tool(MapTool::rectangle);
  apply(d.desk.state, action::Hover{place_id("ne:IR")});
  d.mouse(MouseEvent::Kind::press, {10, 10});
  d.frame();
  d.mouse(MouseEvent::Kind::release, {600, 400});
  d.frame();
  CHECK(d.desk.state.hovered == cairo);
}

TEST_CASE("desk: a tool is dropped by Escape before the selection is") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  d.desk.run(action::SelectPlaces{{place_id("gn:360630")}});
  d.desk.pointer.hand().set_tool(MapTool::lasso);
  d.drop();
  CHECK(d.desk.pointer.hand().tool() == MapTool::move);
  CHECK(d.desk.state.view.selection.places.size() == 1);
  d.drop();
  CHECK(d.desk.state.view.selection.places.empty());
}

TEST_CASE("desk: the wheel over a panel is not the map's") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  const double zoom = d.desk.place.position().zoom;
  d.mouse(MouseEvent::Kind::scroll, {100, 100}, 2);
  d.desk.pointer.take({100, 100}, true, d.desk.drawn_revision());
  for (int i = 0; i < 60; ++i)
    d.frame();
  CHECK(d.desk.place.position().zoom == zoom);
  d.mouse(MouseEvent::Kind::scroll, {100, 100}, 2);
  for (int i = 0; i < 60; ++i)
    d.frame();
  CHECK(d.desk.place.position().zoom > zoom + 0.5);
}

TEST_CASE("desk: a picture lands in its folder, and a notice says where") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  Requests requests;
  requests.screenshot = true;
  d.frame(std::move(requests));
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
  CHECK_FALSE(d.desk.notices.first()->is_error);
  CHECK(say(d.desk.notices.first()->text, Language::english).find("pictures") != std::string::npos);
  CHECK(std::distance(fs::directory_iterator(d.desk.folders.pictures), {}) == 1);
}

TEST_CASE("desk: a picture that cannot be written ends the dialog and says so") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  Requests requests;
  requests.save_picture_as = "/proc/nowhere/map.png";
  d.frame(std::move(requests));
  REQUIRE(d.await([&] { return d.desk.take_export_end(); }));
  REQUIRE(d.desk.notices.first() != nullptr);
  CHECK(d.desk.notices.first()->is_error);
  CHECK(say(d.desk.notices.first()->text, Language::english).find("/proc/nowhere") != std::string::npos);
}

TEST_CASE("desk: a view without a name bears its filter in words, and comes back whole") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::english});
  d.desk.run(action::Choose{FilterPart::source, std::string("النهار")});
  d.frame();
  Requests save;
  save.save_view = "";
  d.frame(std::move(save));
  REQUIRE(d.desk.keeper.settings.views.size() == 1);
  CHECK(d.desk.keeper.settings.views[0].name == "النهار");
  d.desk.run(action::ClearFilter{});
  CHECK(d.desk.state.result.articles == 4);
  Requests open;
  open.open_view = 0;
  d.frame(std::move(open));
  CHECK(d.desk.state.result.articles == 1);
  Requests remove;
  remove.delete_view = 0;
  d.frame(std::move(remove));
  CHECK(d.desk.keeper.settings.views.empty());
}

TEST_CASE("desk: articles that come in are taken up part by part, and the map shows them all") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  d.desk.library.import({fs::path(KHARITA_SOURCE_DIR) / "data" / "samples"});
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
  CHECK(d.desk.state.corpus.articles.size() > 60);
  REQUIRE(d.await([&] { return !d.desk.state.incomplete; }));
  CHECK(d.desk.views.articles.articles.size() == d.desk.state.corpus.articles.size());
}

TEST_CASE("desk: F3 goes from hit to hit, from article to article, and round") {
  if (!kharita::test::has_gl()) return;
  Driven d({.language = Language::english});
  const auto next = [&](bool back) {
    Requests requests;
    (back ? requests.previous_hit : requests.next_hit) = true;
    d.frame(std::move(requests));
    d.frame();
    return std::pair{d.desk.views.reader.article, d.desk.views.reader.hit};
  };
  next(false);
  CHECK_FALSE(d.desk.views.reader.article);  // nothing is searched for
  d.desk.run(action::SetText{"في"});
  d.frame();
  std::vector<std::pair<std::optional<std::uint32_t>, std::optional<std::size_t>>> seen;
  do {
    seen.push_back(next(false));
    REQUIRE(seen.size() < 500);
  } while (seen.size() < 2 || seen.back() != seen.front());
  std::size_t hits = 0;
  for (const std::uint32_t article : d.desk.views.articles.articles)
    hits += std::max<std::size_t>(1, HitFinder("في").find(whole_article(d.desk.state, article)->text).size());
  CHECK(seen.size() == hits + 1);
  for (std::size_t i = seen.size() - 1; i-- > 0;)
    CHECK(next(true) == seen[i]);
}

TEST_CASE("desk: time is played through all articles, and each step is drawn") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  Requests requests;
  requests.playback = PlaybackOptions{.interval = TimeUnit::week, .speed = 4};
  requests.play = true;
  d.frame(std::move(requests));
  std::size_t passing = 0;
  std::optional<Date> last;
  for (int i = 0; i < 2000 && d.desk.playback.playing(); ++i) {
    d.frame();
    if (d.desk.state.view.filter.from != last) {
      last = d.desk.state.view.filter.from;
      passing += d.desk.state.result.articles;
    }
  }
  CHECK_FALSE(d.desk.playback.playing());
  std::size_t dated = 0;
  for (const ArticleHead& article : d.desk.state.corpus.articles)
    dated += article.published ? 1 : 0;
  CHECK(passing == dated);
  CHECK(d.desk.state.undo.size() == 1);
}

TEST_CASE("desk: mentions are stepped through in the text, round and round, and Escape lets go of one") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  const auto step = [&](bool back) {
    Requests requests;
    (back ? requests.previous_mention : requests.next_mention) = true;
    d.frame(std::move(requests));
    d.frame();
    return d.desk.state.view.selection.mention;
  };
  CHECK_FALSE(step(false));  // nothing is open
  d.desk.run(action::OpenArticle{1});
  d.frame();
  CHECK(step(false) == 2);
  CHECK(step(false) == 3);
  CHECK(step(false) == 2);
  CHECK(step(true) == 3);
  CHECK_FALSE(d.desk.state.view.selection.card);
  CHECK(d.desk.views.scene.pointed == place_id("ne:IR"));
  d.desk.run(action::OpenMention{3});
  CHECK(step(true) == 2);
  CHECK(d.desk.state.view.selection.card);
  d.desk.run(action::SelectPlaces{{place_id("ne:IR")}});
  d.drop();
  CHECK_FALSE(d.desk.state.view.selection.mention);
  CHECK(d.desk.state.view.selection.places.size() == 1);
  d.drop();
  CHECK(d.desk.state.view.selection.places.empty());
  d.desk.run(action::OpenArticle{1});
  d.frame();
  CHECK(step(true) == 3);  // from nowhere back: the last
}

TEST_CASE("desk: doubtful mentions are gone through, and a choice goes on to the next that is left") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  ArticleBatch more;
  for (const char* id : {"x", "y", "z"})
    add_article(more, id, "", std::nullopt, "قرب طرابلس", {{"طرابلس", "gn:360630", 0.4f}});
  apply(d.desk.state, action::AddArticles{std::move(more)});
  d.desk.run(action::SetCheck{Check::doubtful});
  d.frame();
  REQUIRE(d.desk.views.check.doubtful == std::vector<std::uint32_t>{6, 7, 8, 5});
  const auto press = [&](CommandId id, unsigned digit = 0) {
    Situation now{d.desk.state};
    now.digit = digit;
    REQUIRE(is_enabled(command(id), now));
    Requests requests;
    command(id).run(now, requests);
    d.frame(std::move(requests));
    d.frame();
    return d.desk.state.view.selection.mention;
  };
  CHECK(press(CommandId::next_mention) == 6);
  CHECK(d.desk.state.view.selection.card);
  CHECK(d.desk.state.view.selection.article == 4);
  CHECK(press(CommandId::previous_mention) == 5);
  CHECK(press(CommandId::next_mention) == 6);
  CHECK(press(CommandId::choose_reading, 1) == 7);  // what was read is right
  CHECK(d.desk.state.corpus.mentions[6].corrected);
  CHECK(d.desk.state.corpus.mentions[6].place == place_id("gn:360630"));
  CHECK(press(CommandId::no_place) == 8);
  CHECK(d.desk.views.check.doubtful == std::vector<std::uint32_t>{8, 5});
  apply(d.desk.state, action::SetScope{CorrectionScope::everywhere});
  CHECK(press(CommandId::choose_reading, 1) == 5);
  CHECK_FALSE(press(CommandId::no_place));  // nothing is left
  CHECK(d.desk.views.check.doubtful.empty());
  CHECK(d.desk.views.check.corrected.size() == 4);
}

TEST_CASE("desk: what cannot be opened in a browser is told") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  Requests requests;
  requests.open_page = "file:///etc/passwd";
  d.frame(std::move(requests));
  REQUIRE(d.desk.notices.first() != nullptr);
  CHECK(d.desk.notices.first()->is_error);
}

TEST_CASE(
    "desk: corrections are written into the folder of pictures, the last one among them, and it is told") {
  if (!kharita::test::has_gl()) return;
  Driven d;
  d.desk.run(action::CorrectMention{4, place_id("ne:IR")});
  d.frame();
  Requests requests;
  requests.export_corrections = true;
  d.frame(std::move(requests));
  REQUIRE(d.await([&] { return d.desk.notices.first() != nullptr; }));
  CHECK_FALSE(d.desk.notices.first()->is_error);
  std::vector<fs::path> files(fs::directory_iterator(d.desk.folders.pictures), {});
  REQUIRE(files.size() == 1);
  std::ifstream in(files.front());
  const std::string table((std::istreambuf_iterator<char>(in)), {});
  CHECK(table.find("القاهرة\tne:IR\tIran\t") != std::string::npos);
}
