#include "app/model/store_edits.h"

#include <fmt/chrono.h>

#include <ctime>
#include <utility>

#include "app/model/texts.h"

namespace kharita::app {
namespace {

struct Storer {
  AppState& state;
  Library& library;

  void operator()(const ArticleDate& e) const {
    library.set_published(std::string(state.corpus.articles[e.article].id), e.published, e.from);
  }
  void operator()(const MentionReading& e) const {
    const CorpusMention& mention = state.corpus.mentions[e.mention];
    std::string article_id(state.corpus.articles[mention.article].id);
    if (!e.corrected) return library.withdraw(std::move(article_id), mention.start, mention.end);
    Correction correction;
    correction.article_id = std::move(article_id);
    correction.start = mention.start;
    correction.end = mention.end;
    correction.text = mention_words(state, e.mention);
    if (e.place.valid()) correction.place_id = state.gazetteer.place(e.place).stable_id;
    correction.made_at = fmt::format("{:%FT%TZ}", fmt::gmtime(std::time(nullptr)));
    apply(state, action::TakeCorrections{{correction}});
    library.correct(std::move(correction));
  }
};

}  // namespace

void store_edits(AppState& state, Library& library) {
  for (const Edit& edit : std::exchange(state.edits, {}))
    std::visit(Storer{state, library}, edit);
}

}  // namespace kharita::app
