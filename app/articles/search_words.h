// The words of a text as search compares them.
#pragma once

#include <string>
#include <string_view>

#include "app/articles/text_query.h"
#include "geo/text/normalise.h"

namespace kharita::app {

// Whether fold_for_search changes a normal form: few words have a hamza on its carrier.
[[nodiscard]] inline bool is_folded_for_search(std::string_view normal) noexcept {
  for (std::size_t i = 1; i < normal.size(); ++i) {
    if ((normal[i] == '\xA4' || normal[i] == '\xA6') && normal[i - 1] == '\xD8') return false;  // ؤ, ئ
  }
  return true;
}

// Calls take(word) for each word, folded for search; a view that ends with the call.
template <typename Take>
void each_search_word(std::string_view text, geo::text::Tokens& scratch, const Take& take) {
  geo::text::tokenise(text, scratch);
  for (const geo::text::Token& token : scratch.tokens) {
    if (token.kind == geo::text::Token::Kind::punctuation || token.norm_end == token.norm_start) continue;
    const std::string_view normal = scratch.norm(token);
    if (is_folded_for_search(normal)) {
      take(normal);
    } else {
      take(std::string_view(fold_for_search(normal)));
    }
  }
}

}  // namespace kharita::app
