#include <doctest/doctest.h>

#include <algorithm>

#include "app/model/app_state.h"
#include "app/model/view_cache.h"
#include "app/model/views/reader_view.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

// Three articles; the first names Rawalpindi twice, once with a prefix, the second once, read as Zahedan; the
// third says the same word of another place altogether.
struct Named {
  AppState state{test_gazetteer()};
  Named() {
    ArticleBatch corpus;
    add_article(corpus, "1", "a", day(2024, 1, 1), "روالبندي وروالبندي", {{"روالبندي", "gn:1166993"}});
    ArticleMention second = corpus.mentions[0];
    ArticleBatch twice;
    Article article = corpus.articles[0];
    second.start = 10;
    second.end = 18;
    twice.add(std::move(article), {corpus.mentions[0], second});
    add_article(twice, "2", "a", day(2024, 1, 2), "في رُوالبندي", {{"رُوالبندي", "gn:1166993"}});
    add_article(twice, "3", "a", day(2024, 1, 3), "زار روالبندي", {{"روالبندي", "gn:1166993"}});
    add_article(twice, "4", "a", day(2024, 1, 3), "زار زاهدان", {{"زاهدان", "gn:1159301"}});
    apply(state, action::AddArticles{std::move(twice)});
  }
  [[nodiscard]] std::vector<bool> corrected() const {
    std::vector<bool> bits;
    for (const CorpusMention& m : state.corpus.mentions)
      bits.push_back(m.corrected);
    return bits;
  }
};

}  // namespace

TEST_CASE("corrections: one mention, those of the article, or all of the name; each is one step of undo") {
  const auto cairo = place_id("gn:360630");
  for (const auto& [scope, reached] :
       {std::pair{CorrectionScope::mention, std::vector{true, false, false, false, false}},
        std::pair{CorrectionScope::article, std::vector{true, true, false, false, false}},
        std::pair{CorrectionScope::everywhere, std::vector{true, true, true, true, false}}}) {
    Named n;
    apply(n.state, action::CorrectMention{0, cairo, scope});
    CHECK(n.corrected() == reached);
    CHECK(n.state.undo.size() == 1);
    CHECK(n.state.undo.back().what == Word::step_correction);
    CHECK(n.state.edits.size() == static_cast<std::size_t>(std::count(reached.begin(), reached.end(), true)));
    apply(n.state, action::Undo{});
    CHECK(n.corrected() == std::vector<bool>(5, false));
    apply(n.state, action::Redo{});
    CHECK(n.corrected() == reached);
  }
}

TEST_CASE("corrections: what was read stays known, is shown, and comes back") {
  Named n;
  const CorpusMention before = n.state.corpus.mentions[0];
  apply(n.state, action::OpenMention{0});
  auto view = build_mention_view(n.state);
  REQUIRE(view);
  CHECK_FALSE(view->read_as);
  CHECK(view->in_article == 2);
  CHECK(view->everywhere == 4);
  apply(n.state, action::CorrectMention{0, place_id("gn:360630")});
  apply(n.state, action::CorrectMention{0, {}});  // a second thought
  view = build_mention_view(n.state);
  REQUIRE(view);
  REQUIRE(view->read_as);
  CHECK(view->read_as->place == before.place);
  const auto reader = build_reader_view(n.state);
  REQUIRE(reader.highlights.size() == 2);  // it is still there to be clicked
  CHECK(reader.highlights[0].gone);
  CHECK_FALSE(reader.highlights[1].gone);
  apply(n.state, action::WithdrawCorrection{0});
  CHECK(n.state.corpus.mentions[0].place == before.place);
  CHECK(n.state.corpus.mentions[0].confidence == before.confidence);
  CHECK_FALSE(n.state.corpus.mentions[0].corrected);
  const std::size_t steps = n.state.undo.size();
  apply(n.state, action::WithdrawCorrection{0});  // nothing to withdraw: no step
  apply(n.state, action::WithdrawCorrection{99});
  CHECK(n.state.undo.size() == steps);
}

TEST_CASE("corrections: withdrawn everywhere, only what was corrected changes") {
  Named n;
  apply(n.state, action::CorrectMention{0, {}, CorrectionScope::everywhere});
  CHECK(n.state.result.mentions == 1);
  apply(n.state, action::WithdrawCorrection{3, CorrectionScope::everywhere});
  CHECK(n.corrected() == std::vector<bool>(5, false));
  CHECK(n.state.result.mentions == 5);
}

TEST_CASE("undo: it says what it takes back") {
  Named n;
  apply(n.state, action::SetText{"روالبندي"});
  CHECK(n.state.undo.back().what == Word::step_filter);
  apply(n.state, action::SelectPlaces{{place_id("gn:1166993")}});
  CHECK(n.state.undo.back().what == Word::step_selection);
  apply(n.state, action::OpenArticle{0});
  CHECK(n.state.undo.back().what == Word::step_open);
  apply(n.state, action::SetOrder{ArticleOrder::most_places});
  CHECK(n.state.undo.back().what == Word::step_order);
  apply(n.state, action::SetPublished{0, day(2023, 1, 1)});
  CHECK(n.state.undo.back().what == Word::step_date);
  apply(n.state, action::Undo{});
  CHECK(n.state.redo.back().what == Word::step_date);
}

TEST_CASE("revisions: opening an article changes no filter and no selection, and the other way round") {
  Named n;
  const Revisions before = n.state.revisions;
  apply(n.state, action::OpenArticle{1});
  CHECK(n.state.revisions.open == before.open + 1);
  CHECK(n.state.revisions.filter == before.filter);
  CHECK(n.state.revisions.selection == before.selection);
  CHECK(n.state.revisions.result == before.result);
  apply(n.state, action::SelectPlaces{{place_id("gn:1166993")}});
  CHECK(n.state.revisions.selection == before.selection + 1);
  CHECK(n.state.revisions.open == before.open + 1);
  CHECK(n.state.revisions.result == before.result);
  apply(n.state, action::Choose{FilterPart::source, std::string("a")});
  CHECK(n.state.revisions.filter == before.filter + 1);
  CHECK(n.state.revisions.result == before.result + 1);
}

namespace {

// "في روالبندي" and "سيستان وبلوشستان" of one article each, of which only parts were found.
struct Missed {
  AppState state{test_gazetteer()};
  Missed() {
    ArticleBatch batch;
    add_article(batch, "1", "a", day(2024, 1, 1), "في روالبندي ثم القاهرة", {{"روالبندي", "gn:1166993"}});
    add_article(batch, "2", "a", day(2024, 1, 2), "في سيستان وبلوشستان", {{"بلوشستان", "gn:1159301", 0.3f}});
    apply(state, action::AddArticles{std::move(batch)});
  }
  [[nodiscard]] action::MarkPlace cairo() const { return {0, 15, 22, "القاهرة", place_id("gn:360630")}; }
};

}  // namespace

TEST_CASE(
    "missed places: words are marked, counted and shown, undone, done again, and stored as a correction") {
  Missed m;
  apply(m.state, action::OpenMention{1});
  apply(m.state, action::MarkPlace(m.cairo()));
  REQUIRE(m.state.corpus.mentions.size() == 3);
  const CorpusMention& marked = m.state.corpus.mentions[1];
  CHECK(marked.article == 0);
  CHECK(marked.place == place_id("gn:360630"));
  CHECK(marked.corrected);
  CHECK(m.state.corpus.words_of(marked) == "القاهرة");
  CHECK(m.state.corpus.mentions_of(1).front().place == place_id("gn:1159301"));
  CHECK(m.state.result.mentions == 3);
  CHECK(m.state.view.selection.mention == 1);
  CHECK(build_reader_view(m.state).highlights.size() == 2);
  REQUIRE(m.state.edits.size() == 1);
  CHECK(std::get<MentionReading>(m.state.edits[0]).mention == 1);
  apply(m.state, action::Undo{});
  CHECK(m.state.result.mentions == 2);
  CHECK(m.state.view.selection.mention == 2);  // that of the other article, which has moved
  CHECK_FALSE(std::get<MentionReading>(m.state.edits[1]).corrected);
  apply(m.state, action::OpenArticle{0});
  CHECK(build_reader_view(m.state).highlights.size() == 1);
  apply(m.state, action::OpenMention{1});
  CHECK_FALSE(m.state.view.selection.mention);  // it is none any more
  apply(m.state, action::MarkPlace(m.cairo()));
  CHECK(m.state.corpus.mentions.size() == 3);  // the same again
  CHECK(m.state.result.mentions == 3);
  apply(m.state, action::Undo{});
  apply(m.state, action::Redo{});
  CHECK(m.state.result.mentions == 3);
}

TEST_CASE("missed places: taken back, a mark is gone, and its card with it") {
  Missed m;
  apply(m.state, action::MarkPlace(m.cairo()));
  apply(m.state, action::WithdrawCorrection{1});
  CHECK(m.state.result.mentions == 2);
  CHECK_FALSE(m.state.view.selection.mention);
  CHECK(build_reader_view(m.state).highlights.size() == 1);
}

TEST_CASE("missed places: what was found in a part of the words is none then, in one step of undo") {
  Missed m;
  apply(m.state, action::OpenArticle{1});
  apply(m.state, action::MarkPlace{1, 3, 19, "سيستان وبلوشستان", place_id("ne:IR04")});
  CHECK(m.state.result.mentions == 2);
  const auto reader = build_reader_view(m.state);
  REQUIRE(reader.highlights.size() == 1);
  CHECK_FALSE(reader.highlights[0].gone);
  CHECK(reader.text.substr(reader.highlights[0].byte_start,
                           reader.highlights[0].byte_end - reader.highlights[0].byte_start) ==
        "سيستان وبلوشستان");
  CHECK(m.state.undo.back().edits.size() == 2);
  apply(m.state, action::Undo{});
  CHECK(build_reader_view(m.state).highlights.size() == 1);
  CHECK(m.state.corpus.mentions_of(1).size() == 2);
  CHECK(m.state.result.mentions == 2);
}

TEST_CASE("missed places: nonsense is passed over, and words that bear a mention already are corrected") {
  Missed m;
  for (const action::MarkPlace& bad :
       {action::MarkPlace{9, 0, 2, "في", place_id("ne:IR")},
        action::MarkPlace{0, 2, 2, "", place_id("ne:IR")}, action::MarkPlace{0, 3, 1, "x", place_id("ne:IR")},
        action::MarkPlace{0, 0, 2, "في", {}}})
    apply(m.state, action::MarkPlace(bad));
  CHECK(m.state.corpus.mentions.size() == 2);
  CHECK(m.state.undo.empty());
  apply(m.state, action::MarkPlace{0, 3, 11, "روالبندي", place_id("ne:IR")});
  CHECK(m.state.corpus.mentions.size() == 2);
  CHECK(m.state.corpus.mentions[0].place == place_id("ne:IR"));
  CHECK(m.state.corpus.mentions[0].read_as == place_id("gn:1166993"));
}

TEST_CASE("missed places: steps of undo made before find their mentions after many are put in") {
  Missed m;
  apply(m.state, action::CorrectMention{1, {}});
  const CorpusMention before = m.state.corpus.mentions[1];
  for (std::uint32_t at = 0; at < 3; ++at)
    apply(m.state, action::MarkPlace{0, at, at + 1, "ف", place_id("ne:IR")});
  CHECK(m.state.corpus.mentions.size() == 5);
  for (int i = 0; i < 3; ++i)
    apply(m.state, action::Undo{});
  CHECK(m.state.corpus.mentions[4].start == before.start);
  CHECK_FALSE(m.state.corpus.mentions[4].place.valid());
  apply(m.state, action::Undo{});
  CHECK(m.state.corpus.mentions[4].place == place_id("gn:1159301"));
  CHECK_FALSE(m.state.corpus.mentions[4].corrected);
}

TEST_CASE("no place: what was said to be none counts nowhere, after a restart, too") {
  ArticleBatch batch = small_corpus();
  batch.mentions[0].read_as = batch.mentions[0].place;  // as the store gives it
  batch.mentions[0].place = {};
  batch.mentions[0].corrected = true;
  batch.mentions[0].confidence = 0;
  AppState state(test_gazetteer());
  apply(state, action::AddArticles{std::move(batch)});
  apply(state, action::OpenArticle{0});
  ViewCache views;
  views.refresh(state);
  CHECK(state.result.mentions == 5);
  CHECK(views.scene.points.size() == 3);
  REQUIRE(views.reader.highlights.size() == 2);
  CHECK(views.reader.highlights[0].gone);
  const ArticleRow row = build_article_row(state, views.articles, 0);
  CHECK(row.detail.ends_with("1"));
  CHECK(views.check.doubtful.empty());
  apply(state, action::SetOrder{ArticleOrder::most_places});
  views.refresh(state);
  CHECK(views.articles.articles.front() == 1);
  apply(state, action::WithdrawCorrection{0});
  CHECK(state.result.mentions == 6);
}
