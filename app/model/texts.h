// What views and commands read of an article beyond its head.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "app/model/app_state.h"

namespace kharita::app {

// Null while it is being read; what asked is made anew when it is there. The index is in range.
[[nodiscard]] inline const Article* whole_article(const AppState& state, std::uint32_t article) {
  const WholeArticle* whole = state.whole.find(article);
  return whole != nullptr ? &whole->article : nullptr;
}

// The other readings of a mention; none while its article is being read, or where it was found by the user.
[[nodiscard]] std::span<const geo::Alternative> rivals_of(const AppState& state, std::uint32_t mention);

// A mention's words as its article writes them.
[[nodiscard]] inline std::string mention_words(const AppState& state, std::uint32_t mention) {
  return std::string(state.corpus.words_of(state.corpus.mentions[mention]));
}

}  // namespace kharita::app
