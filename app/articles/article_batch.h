// Whole articles with what was found in them: as they are imported, stored and read again.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "app/articles/article.h"
#include "geo/error.h"
#include "geo/resolve/resolver.h"

namespace kharita::app {

// A mention and the place that it has; offsets as geo::Mention.
struct PlacedMention {
  std::uint32_t article = 0;  // index into its batch's or corpus's articles
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  geo::PlaceId place;
  float confidence = 0;
  geo::MentionRole role = geo::MentionRole::literal;
  bool corrected = false;  // the user chose the place
  geo::PlaceId read_as;    // where corrected: what was read before; not valid: nothing
  float read_confidence = 0;
};

struct ArticleMention : PlacedMention {
  std::string words;  // as the article writes them
  std::vector<geo::Alternative> alternatives;
};

// Invariant: the mentions of article i are mentions[first_mention[i]] … mentions[first_mention[i + 1] - 1],
// by start; first_mention has articles.size() + 1 entries.
struct ArticleBatch {
  std::vector<Article> articles;
  std::vector<std::uint32_t> first_mention{0};
  std::vector<ArticleMention> mentions;

  // Sorts the mentions by start, and sets their article itself; the words of those that have none are cut
  // from the text.
  void add(Article article, std::vector<ArticleMention> article_mentions);
  [[nodiscard]] std::span<const ArticleMention> mentions_of(std::uint32_t article) const;
};

// Takes many articles a page at a time; false ends it.
using TakePage = std::function<bool(ArticleBatch&& page)>;
// Hands them over so.
using EachPage = std::function<Result<void>(const TakePage& take)>;

}  // namespace kharita::app
