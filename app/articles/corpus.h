// The articles that are open and the mentions found in them, in memory.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/articles/article.h"
#include "geo/resolve/resolver.h"

namespace kharita::app {

// A mention within the corpus; offsets as geo::Mention.
struct CorpusMention {
  std::uint32_t article = 0;  // index into Corpus::articles
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  geo::PlaceId place;
  float confidence = 0;
  geo::MentionRole role = geo::MentionRole::literal;
  bool corrected = false;  // the user chose the place
  geo::PlaceId read_as;    // where corrected: what was read before; not valid: nothing
  float read_confidence = 0;
  std::vector<geo::Alternative> alternatives;
};

// Articles in order of import. Invariant: the mentions of article i are
// mentions[first_mention[i]] … mentions[first_mention[i + 1] - 1], by start; first_mention has
// articles.size() + 1 entries.
struct Corpus {
  std::vector<Article> articles;
  std::vector<std::uint32_t> first_mention{0};
  std::vector<CorpusMention> mentions;

  // Sorts the mentions by start and sets CorpusMention::article itself.
  void add(Article article, std::vector<CorpusMention> article_mentions);
  [[nodiscard]] std::span<const CorpusMention> mentions_of(std::uint32_t article) const;
};

}  // namespace kharita::app
