#include "app/model/texts.h"

namespace kharita::app {

std::span<const geo::Alternative> rivals_of(const AppState& state, std::uint32_t mention) {
  const CorpusMention& one = state.corpus.mentions[mention];
  const WholeArticle* whole = state.whole.find(one.article);
  if (whole == nullptr) return {};
  for (const ArticleMention& found : whole->mentions)
    if (found.start == one.start && found.end == one.end) return found.alternatives;
  return {};
}

}  // namespace kharita::app
