#include <doctest/doctest.h>

#include <algorithm>

#include "app/model/app_state.h"
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
