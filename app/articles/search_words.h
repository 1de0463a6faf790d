// The words of a text as search compares them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "app/articles/text_query.h"
#include "geo/text/normalise.h"

namespace kharita::app {

// Takes the words of one text after another. Reusable: it keeps its memory.
class SearchWords {
 public:
  // Folded for search, in the text's order; until the next call. O(length).
  std::span<const std::string_view> of(std::string_view text) {
    geo::text::tokenise(text, tokens_);
    words_.clear();
    for (const geo::text::Token& token : tokens_.tokens) {
      if (token.kind == geo::text::Token::Kind::punctuation || token.norm_end == token.norm_start) continue;
      const std::span<char> normal(tokens_.normal.data() + token.norm_start,
                                   token.norm_end - token.norm_start);
      fold_for_search(normal);
      words_.emplace_back(normal.data(), normal.size());
    }
    return words_;
  }

 private:
  geo::text::Tokens tokens_;
  std::vector<std::string_view> words_;
};

}  // namespace kharita::app
