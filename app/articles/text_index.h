// An index of the words of all articles, folded as the resolver folds, for the text filter.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "app/articles/text_query.h"
#include "geo/text/normalise.h"

namespace kharita::app {

// Articles are numbered from 0 in the order of add. Move-only. const functions may run on any number of
// threads.
class TextIndex {
 public:
  TextIndex() = default;
  TextIndex(TextIndex&&) = default;
  TextIndex& operator=(TextIndex&&) = default;
  void add(std::string_view title, std::string_view text);  // O(length)
  [[nodiscard]] std::size_t size() const noexcept { return article_start_.size() - 1; }
  // Sets passes[i] to 1 where article i is what the query looks for, else 0; an empty query passes all.
  // O(vocabulary) where the last word is unfinished, some look-ups for each other word, and the articles that
  // hold the words.
  void match(std::string_view query, std::vector<std::uint8_t>& passes) const;
  // How many hits HitFinder finds in the texts, without titles, of the articles whose bit is set. O(their
  // words).
  [[nodiscard]] std::uint64_t count_hits(std::string_view query,
                                         const std::vector<std::uint8_t>& articles) const;

 private:
  static constexpr std::uint32_t kBreak = 0;  // between title and text: no phrase goes across

  // A place in the table of tokens; id 0 where it is free. The hash is beside the id, so that a look-up
  // seldom reads a spelling that is not the one.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id = 0;
  };
  static constexpr std::uint32_t kNoArticle = std::numeric_limits<std::uint32_t>::max();

  void grow_table();
  void add_words(std::string_view text);
  [[nodiscard]] std::uint32_t token_id(std::string_view token);
  [[nodiscard]] std::uint32_t find_token(std::string_view token) const noexcept;  // 0: it is in no article
  [[nodiscard]] std::vector<std::uint32_t> tokens_that_are(std::string_view word) const;
  [[nodiscard]] std::vector<std::uint32_t> tokens_that_begin(std::string_view beginning) const;
  void match_phrase(const TextQuery::Phrase& phrase, std::vector<std::uint8_t>& holds) const;
  using WordIds = std::vector<std::vector<std::uint32_t>>;  // of each word of a phrase, ascending
  [[nodiscard]] WordIds word_ids(const TextQuery::Phrase& phrase) const;
  // What a query looks for, by the tokens that it begins with.
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
  [[nodiscard]] Sought sought_by(std::string_view query) const;
  [[nodiscard]] std::size_t length_at(std::uint64_t position, std::uint64_t end, const Sought& sought) const;
  [[nodiscard]] bool phrase_at(std::uint64_t position, std::uint64_t end, const WordIds& words) const;
  [[nodiscard]] bool holds_phrase(std::uint32_t article, const WordIds& words) const;

  [[nodiscard]] std::string_view spelling(std::uint32_t id) const noexcept {
    return std::string_view(spellings_)
        .substr(spelling_start_[id], spelling_start_[id + 1] - spelling_start_[id]);
  }
  [[nodiscard]] std::uint32_t token_count() const noexcept {
    return static_cast<std::uint32_t>(articles_.size());
  }

  std::vector<Slot> table_ = std::vector<Slot>(1024);  // open addressing; a power of two, at most half full
  std::string spellings_;                              // of tokens 1, 2, …, one after another
  std::vector<std::uint64_t> spelling_start_{0, 0};    // by id, and one more
  std::vector<ReadingStarts> readings_{0};             // by id
  std::vector<std::vector<std::uint32_t>> articles_{{}};  // by id, ascending
  std::vector<std::uint32_t> last_article_{kNoArticle};   // by id: the last of articles_
  std::vector<std::uint32_t> sequence_;                   // the ids of all articles' tokens
  std::vector<std::uint64_t> article_start_{0};           // into sequence_; one more than articles
  geo::text::Tokens scratch_;
};

}  // namespace kharita::app
