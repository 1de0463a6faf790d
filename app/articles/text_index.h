// An index of the words of all articles, folded as the resolver folds, for the text filter.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "geo/text/normalise.h"

namespace kharita::app {

// A query as it is matched: each phrase is one or more words in a row. A word without ال, where three letters
// are left. "بغداد \"سد مأرب\"" has the phrases {بغداد} and {سد, مارب}.
[[nodiscard]] std::vector<std::vector<std::string>> parse_query(std::string_view query);

// Whether a token of a text, in normal form, is the query's word, with or without proclitics: وببغداد is
// بغداد.
[[nodiscard]] bool token_matches(std::string_view token, std::string_view query_word);

// Whether a token begins with the query's word, after proclitics or with them: وببغداد begins with بغد.
[[nodiscard]] bool token_begins(std::string_view token, std::string_view query_word);

// Whether the query's last word may still be being typed: it stands in no phrase, and nothing follows it.
[[nodiscard]] bool ends_within_word(std::string_view query);

// Articles are numbered from 0 in the order of add. Move-only. const functions may run on any number of
// threads.
class TextIndex {
 public:
  TextIndex() = default;
  TextIndex(TextIndex&&) = default;
  TextIndex& operator=(TextIndex&&) = default;
  void add(std::string_view title, std::string_view text);  // O(length)
  [[nodiscard]] std::size_t size() const noexcept { return article_start_.size() - 1; }
  // Sets passes[i] to 1 where article i holds every phrase of the query, else 0; an empty query passes all. A
  // last word that is in no article and may still be being typed stands for the words that begin with it.
  // O(vocabulary) a word, and the articles that hold the words.
  void match(std::string_view query, std::vector<std::uint8_t>& passes) const;

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
  using TokenTest = bool (*)(std::string_view token, std::string_view query_word);
  [[nodiscard]] std::vector<std::uint32_t> tokens_where(TokenTest holds, std::string_view word) const;
  [[nodiscard]] bool holds_phrase(std::uint32_t article,
                                  const std::vector<std::vector<std::uint32_t>>& words) const;

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
  std::vector<std::vector<std::uint32_t>> articles_{{}};  // by id, ascending
  std::vector<std::uint32_t> last_article_{kNoArticle};   // by id: the last of articles_
  std::vector<std::uint32_t> sequence_;                   // the ids of all articles' tokens
  std::vector<std::uint64_t> article_start_{0};           // into sequence_; one more than articles
  geo::text::Tokens scratch_;
};

}  // namespace kharita::app
