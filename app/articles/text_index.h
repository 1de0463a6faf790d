// An index of the words of all articles, folded as the resolver folds, for the text filter.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/articles/search_words.h"
#include "app/articles/text_query.h"
#include "app/articles/token_table.h"

namespace kharita::app {

class TextBase;

// Articles are numbered from 0 in the order of add, behind those of a base where there is one. Move-only.
// const functions may run on any number of threads.
class TextIndex {
 public:
  TextIndex() = default;
  TextIndex(TextIndex&&) = default;
  TextIndex& operator=(TextIndex&&) = default;
  void add(std::string_view title, std::string_view text);  // O(length)
  [[nodiscard]] std::size_t size() const noexcept { return base_size_ + own_size(); }

  // Articles 0 to base->size() - 1 are answered by the base. Called before the first add.
  void set_base(std::shared_ptr<const TextBase> base);
  [[nodiscard]] const std::shared_ptr<const TextBase>& base() const noexcept { return base_; }

  // Sets passes[i] to 1 where article i is what the query looks for, else 0; an empty query passes all.
  // O(vocabulary) where the last word is unfinished, some look-ups for each other word, and the articles that
  // hold the words. Of a base see TextBase::match.
  void match(std::string_view query, std::vector<std::uint8_t>& passes) const;
  // How many hits HitFinder finds in the text, without its title, of each article whose bit is set; 0 of the
  // others. O(their words). Of a base see TextBase::count_hits.
  [[nodiscard]] std::vector<std::uint32_t> hits(std::string_view query,
                                                const std::vector<std::uint8_t>& articles) const;

 private:
  static constexpr std::uint32_t kBreak = TokenTable::kNone;  // between title and text: no phrase goes across
  static constexpr std::uint32_t kNoArticle = std::numeric_limits<std::uint32_t>::max();

  // What it holds itself, by numbers from 0 on.
  [[nodiscard]] std::size_t own_size() const noexcept { return article_start_.size() - 1; }
  void add_words(std::string_view text);
  void take_up(std::size_t from);
  [[nodiscard]] std::vector<std::uint32_t> tokens_that_are(std::string_view word) const;
  [[nodiscard]] std::vector<std::uint32_t> tokens_that_begin(std::string_view beginning) const;
  void match_phrase(const TextQuery::Phrase& phrase, std::span<std::uint8_t> holds) const;
  void match_own(const TextQuery::Phrase& phrase, std::span<std::uint8_t> holds) const;
  using WordIds = std::vector<std::vector<std::uint32_t>>;  // of each word of a phrase, ascending
  [[nodiscard]] WordIds word_ids(const TextQuery::Phrase& phrase) const;
  // What is looked for, by the tokens that it begins with.
  struct Sought {
    static constexpr std::uint8_t kNothing = 0;
    static constexpr std::uint8_t kWord = 1;    // a phrase of one word
    static constexpr std::uint8_t kPhrase = 2;  // one of several, perhaps beside one of one
    std::vector<std::uint8_t> begins;           // by token
    std::vector<WordIds> phrases;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>>
        begun_by;                             // a token: phrases of several words
    std::unordered_set<std::uint32_t> words;  // tokens that are a phrase
  };
  [[nodiscard]] Sought sought_by(std::span<const TextQuery::Phrase> phrases) const;
  void count_own(const Sought& sought, std::span<const std::uint8_t> articles,
                 std::span<std::uint32_t> hits) const;
  [[nodiscard]] std::size_t length_at(std::uint64_t position, std::uint64_t end, const Sought& sought) const;
  [[nodiscard]] bool phrase_at(std::uint64_t position, std::uint64_t end, const WordIds& words) const;
  [[nodiscard]] bool holds_phrase(std::uint32_t article, const WordIds& words) const;

  std::size_t base_size_ = 0;
  std::shared_ptr<const TextBase> base_;
  TokenTable tokens_;
  std::vector<ReadingStarts> readings_{0};                // by id
  std::vector<std::vector<std::uint32_t>> articles_{{}};  // by id, ascending
  std::vector<std::uint32_t> sequence_;                   // the ids of all articles' tokens
  std::vector<std::uint64_t> article_start_{0};           // into sequence_; one more than articles
  SearchWords words_;
};

}  // namespace kharita::app
