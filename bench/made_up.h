// A corpus without a story: as many articles, mentions and places as a benchmark asks for, the same each
// time.
#pragma once

#include <cstdint>

#include "app/articles/corpus.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {

struct MadeUp {
  std::uint32_t articles = 0;
  std::uint32_t mentions_each = 0;
  std::uint32_t places = 0;  // different cities, at most as many as the gazetteer has
};

// The texts are the Arabic names of cities, some 1,000 bytes an article.
[[nodiscard]] app::ArticleBatch make_up_corpus(const geo::Gazetteer& gazetteer, const MadeUp& size);

}  // namespace kharita::bench
