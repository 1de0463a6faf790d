// The articles whose texts are in memory: those that are looked at, and of these the latest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/articles/article_batch.h"

namespace kharita::app {

// An article with what was found in it. The mentions are those of the store: what the corpus holds of them
// may have been corrected since.
struct WholeArticle {
  Article article;
  std::vector<ArticleMention> mentions;
};

// Who asks for one that is not there gets it later: the owner has what is wanted read, and puts it here. Main
// thread only.
class WholeArticles {
 public:
  static constexpr std::size_t kMostBytes = 64u << 20;  // of texts, but always the latest one

  // Null: not there yet, and wanted from now on. Valid until the next put.
  [[nodiscard]] const WholeArticle* find(std::uint32_t article) const;
  void put(std::uint32_t article, WholeArticle whole);
  [[nodiscard]] bool wanted() const noexcept { return !wanted_.empty(); }
  // What was asked for since it was last taken; each once until it is put.
  [[nodiscard]] std::vector<std::uint32_t> take_wanted();

 private:
  struct Kept {
    std::uint32_t article = 0;
    WholeArticle whole;
  };
  // Finding is no change to who looks on, though it says what is looked at.
  mutable std::list<Kept> kept_;  // the latest first
  std::unordered_map<std::uint32_t, std::list<Kept>::iterator> index_;
  std::size_t bytes_ = 0;
  mutable std::vector<std::uint32_t> wanted_;
  mutable std::unordered_set<std::uint32_t> on_its_way_;
};

}  // namespace kharita::app
