#include "app/model/views/check_view.h"

#include <algorithm>
#include <random>

#include "app/model/view_cache.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

struct Opened {
  AppState state{test_gazetteer()};
  Opened() {
    apply(state, action::SetLanguage{Language::english});
    ArticleBatch batch;
    add_article(batch, "1", "a", day(2024, 1, 1), "في زاهدان", {{"زاهدان", "gn:1159301", 0.4f}});
    add_article(batch, "2", "a", day(2024, 1, 2), "قرب طرابلس ثم القاهرة",
                {{"طرابلس", "gn:360630", 0.4f}, {"القاهرة", "gn:360630", 0.9f}});
    add_article(batch, "3", "b", day(2024, 1, 3), "بعد ذلك وصلوا إلى طرابلس",
                {{"طرابلس", "gn:1159301", 0.2f}});
    batch.mentions[3].alternatives = {{place_id("gn:360630"), 0.1f}};
    apply(state, action::AddArticles{std::move(batch)});
  }
  [[nodiscard]] std::vector<std::uint32_t> doubtful() const { return build_check_view(state).doubtful; }
};

}  // namespace

TEST_CASE("check: doubtful mentions that pass, names with most of them first, whatever they are read as") {
  Opened o;
  CHECK(o.doubtful() == std::vector<std::uint32_t>{1, 3, 0});
  apply(o.state, action::Choose{FilterPart::source, std::string("b"), Pick::only});
  CHECK(o.doubtful() == std::vector<std::uint32_t>{3});
  apply(o.state, action::ClearFilter{});
  apply(o.state, action::CorrectMention{3, place_id("gn:1159301")});  // what was read is right
  CHECK(o.doubtful() == std::vector<std::uint32_t>{1, 0});            // as they stood
  CHECK(build_check_view(o.state).corrected == std::vector<std::uint32_t>{3});
  apply(o.state, action::CorrectMention{0, {}});
  CHECK(o.doubtful() == std::vector<std::uint32_t>{1});
  apply(o.state, action::Undo{});
  apply(o.state, action::Undo{});
  CHECK(o.doubtful() == std::vector<std::uint32_t>{1, 3, 0});
}

TEST_CASE("check: a row has the words, the reading, the sentence with the words marked, and the rivals") {
  Opened o;
  const CheckRow row = build_check_row(o.state, 3);
  CHECK(row.title.find("«طرابلس»") != std::string::npos);
  CHECK(row.title.find("Zahedan") < row.title.find("«طرابلس»"));  // the line runs as the window does
  CHECK(row.title.find("20%") != std::string::npos);
  REQUIRE(row.snippet_hits.size() == 1);
  CHECK(row.snippet.substr(row.snippet_hits[0].byte_start,
                           row.snippet_hits[0].byte_end - row.snippet_hits[0].byte_start) == "طرابلس");
  CHECK(row.detail.find("Cairo") != std::string::npos);
  const CheckRow alone = build_check_row(o.state, 0);
  CHECK(alone.detail.find("عنوان 1") != std::string::npos);
  CHECK_FALSE(alone.snippet.empty());
}

TEST_CASE("check: corrections stand with what was read and when, the last one first") {
  Opened o;
  apply(o.state, action::CorrectMention{0, place_id("gn:360630")});
  apply(o.state, action::CorrectMention{1, {}});
  apply(o.state, action::CorrectMention{2, place_id("ne:IR")});
  const Corpus& corpus = o.state.corpus;
  const auto made = [&](std::uint32_t mention, const char* at) {
    Correction c;
    c.article_id = corpus.articles[corpus.mentions[mention].article].id;
    c.start = corpus.mentions[mention].start;
    c.made_at = at;
    return c;
  };
  apply(o.state, action::TakeCorrections{{made(0, "2024-02-01T10:00:00Z"), made(1, "2024-02-03T08:30:00Z")}});
  CHECK(build_check_view(o.state).corrected == std::vector<std::uint32_t>{1, 0, 2});
  const CheckRow row = build_check_row(o.state, 1);
  CHECK(row.title.find("Not a place") != std::string::npos);
  CHECK(row.detail.find("Cairo") != std::string::npos);
  CHECK(row.detail.find("3 February 2024") != std::string::npos);
  CHECK(row.detail.find("08:30") != std::string::npos);
  CHECK(build_check_row(o.state, 2).detail.find("UTC") == std::string::npos);  // not known
}

TEST_CASE("check: the lists are made where they are looked at, and follow what is done") {
  Opened o;
  ViewCache views;
  views.refresh(o.state);
  CHECK(views.check.doubtful.empty());
  apply(o.state, action::SetCheck{Check::doubtful});
  views.refresh(o.state);
  CHECK(views.check.doubtful.size() == 3);
  apply(o.state, action::CorrectMention{1, {}, CorrectionScope::mention});
  views.refresh(o.state);
  CHECK(views.check.doubtful.size() == 2);
  CHECK(views.check.corrected.size() == 1);
  apply(o.state, action::SetCheck{});
  views.refresh(o.state);
  CHECK(views.check.corrected.empty());
}

TEST_CASE("check: any corrections, filters and undo leave what a plain count finds") {
  Opened o;
  std::mt19937 random(3);
  const std::vector<geo::PlaceId> places{{}, place_id("gn:360630"), place_id("ne:IR")};
  for (int i = 0; i < 400; ++i) {
    const auto mention = static_cast<std::uint32_t>(random() % o.state.corpus.mentions.size());
    switch (random() % 6) {
      case 0:
        apply(o.state, action::CorrectMention{mention, places[random() % 3],
                                              static_cast<CorrectionScope>(random() % 3)});
        break;
      case 1:
        apply(o.state, action::WithdrawCorrection{mention, static_cast<CorrectionScope>(random() % 3)});
        break;
      case 2:
        apply(o.state,
              action::Choose{FilterPart::source, std::string("b"), i % 2 == 0 ? Pick::only : Pick::off});
        break;
      case 3: {
        const auto at = static_cast<std::uint32_t>(random() % 5);
        apply(o.state, action::MarkPlace{static_cast<std::uint32_t>(random() % 3), at, at + 2, "في",
                                         places[1 + random() % 2]});
        break;
      }
      case 4:
        apply(o.state, action::Undo{});
        break;
      default:
        apply(o.state, action::Redo{});
    }
    const CheckView view = build_check_view(o.state);
    std::vector<std::uint32_t> doubtful;
    std::size_t corrected = 0;
    std::uint32_t passing = 0;
    for (std::uint32_t m = 0; m < o.state.corpus.mentions.size(); ++m) {
      const CorpusMention& one = o.state.corpus.mentions[m];
      corrected += one.corrected ? 1 : 0;
      const auto& sources = o.state.view.filter.sources;
      const bool passes =
          one.place.valid() && (sources.empty() || o.state.corpus.articles[one.article].source == "b");
      passing += passes ? 1 : 0;
      if (passes && !one.corrected && one.confidence < kDoubtful) doubtful.push_back(m);
    }
    std::vector<std::uint32_t> listed = view.doubtful;
    std::ranges::sort(listed);
    REQUIRE(listed == doubtful);
    REQUIRE(view.corrected.size() == corrected);
    REQUIRE(o.state.result.mentions == passing);
  }
}
