// Where each article's words stand in the one row of all articles' words.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kharita::app {

// Positions count words from 0. Of an article come its title's, one that is no word, its text's, and again
// one that is no word, so that nothing that stands in a row reaches from one into another.
class ArticleTable {
 public:
  // Appends the record of an article to what `read` takes.
  static void put(std::uint64_t title_words, std::uint64_t text_words, std::vector<std::uint8_t>& out);
  static std::uint64_t positions(std::uint64_t title_words, std::uint64_t text_words) noexcept {
    return title_words + 1 + text_words + 1;
  }

  // False where the bytes are not the records of so many articles with so many positions. O(articles).
  [[nodiscard]] bool read(std::span<const std::uint8_t> bytes, std::size_t articles, std::uint64_t positions);
  [[nodiscard]] std::size_t size() const noexcept { return start_.size() - 1; }
  [[nodiscard]] std::uint64_t positions() const noexcept { return start_.back(); }
  // Of a position below positions(). A look-up and, behind it, a step for each article that begins among the
  // 256 positions before.
  [[nodiscard]] std::uint32_t article_of(std::uint64_t position) const noexcept {
    std::uint32_t article = coarse_[position / kCoarse];
    while (start_[article + 1] <= position)
      ++article;
    return article;
  }
  [[nodiscard]] std::uint64_t end_of(std::uint32_t article) const noexcept { return start_[article + 1]; }
  [[nodiscard]] std::uint64_t text_of(std::uint32_t article) const noexcept {
    return start_[article] + title_words_[article] + 1;
  }

 private:
  static constexpr std::uint64_t kCoarse = 256;

  std::vector<std::uint64_t> start_{0};     // one more than articles
  std::vector<std::uint32_t> title_words_;  // by article
  std::vector<std::uint32_t> coarse_;       // the article of each kCoarse-th position
};

}  // namespace kharita::app
