// For letters with which very many words begin, the articles that hold such a word: what is found when the
// first letter of a word is typed.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/text_base/article_table.h"
#include "app/articles/text_base/checked_file.h"

namespace kharita::app {

// Takes all words with all their positions. A bit an article for each letter of ASCII and of the Arabic
// block.
class LetterTableWriter {
 public:
  explicit LetterTableWriter(const ArticleTable& articles) : articles_(&articles) {}
  void start(std::string_view word, std::uint64_t count);
  void take(std::uint64_t position) {  // of that word, ascending
    if (position < end_) return;
    const std::uint32_t article = articles_->article_of(position);
    end_ = articles_->end_of(article);
    for (std::vector<std::uint8_t>* bits : of_word_)
      (*bits)[article / 8] |= static_cast<std::uint8_t>(1U << article % 8);
  }
  // The letters with which at least one of kOften words begins.
  [[nodiscard]] std::vector<std::uint8_t> bytes() const;

 private:
  static constexpr std::uint64_t kOften = 64;
  struct Letter {
    std::uint64_t count = 0;         // of positions
    std::vector<std::uint8_t> bits;  // by article
  };

  const ArticleTable* articles_;
  std::map<std::string, Letter, std::less<>> letters_;
  std::vector<std::vector<std::uint8_t>*> of_word_;
  std::uint64_t end_ = 0;  // of the article that the last position is in
};

class LetterTable {
 public:
  // False where bytes [at, at + size) of the content are not what LetterTableWriter made.
  [[nodiscard]] bool read(CheckedReader& reader, std::uint64_t at, std::uint64_t size, std::size_t articles);
  // Whether it knows the letter; then it sets holds[i] to 1 where article i holds a word that reads as one
  // that begins with it, else 0.
  [[nodiscard]] bool find(std::string_view letter, CheckedReader& reader,
                          std::span<std::uint8_t> holds) const;

 private:
  std::map<std::string, std::uint64_t, std::less<>> bits_at_;  // in the content
};

}  // namespace kharita::app
