// What is typed into the search for texts, as it is matched, and where a text holds it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/text/normalise.h"

namespace kharita::app {

// All clauses hold of an article that is found; of a clause one phrase does.
//   بغداد "سد مأرب"      both
//   بغداد OR البصرة      one of them; also | and أو
//   بغداد -"سد مأرب"     the first without the second
// OR binds the words beside it: a b OR c is a, and b or c.
struct TextQuery {
  // Words in a row, folded for search. A word stands without ال, where three letters are left of it.
  struct Phrase {
    std::vector<std::string> words;
    bool excluded = false;
    bool unfinished = false;  // the last word stands for all words that begin with it

    friend bool operator==(const Phrase&, const Phrase&) = default;
  };
  using Clause = std::vector<Phrase>;
  std::vector<Clause> clauses;

  friend bool operator==(const TextQuery&, const TextQuery&) = default;
};

// The last word is unfinished where nothing follows it, no space and no quotation mark, and it is not
// excluded. So typing narrows with each letter: an unfinished ا or ال says nothing yet, and of an unfinished
// word ال is taken off whatever is left, but of الله. A mark of exclusion or OR without a word is passed
// over. O(length).
[[nodiscard]] TextQuery parse_query(std::string_view query);

// A normal form as search compares it: hamza's carriers are their letters, so that مسوول is مسؤول.
// Each is as long as its letter.
void fold_for_search(std::span<char> normal) noexcept;
[[nodiscard]] std::string fold_for_search(std::string_view normal);

// At which letters of a folded token its readings without proclitics begin: bit 0 the token itself, bit n
// after n letters; bits 6 and 7: at its letter 1 or 2 one begins with an alif that لل swallowed.
using ReadingStarts = std::uint8_t;
[[nodiscard]] ReadingStarts reading_starts(std::string_view token);
enum class Whole : std::uint8_t { word, beginning };
// What a token is that reads as the word, or begins with where it reads as a longer one: the word itself and
// with each row of proclitics before it. Not every token so spelt does: reads_as tells.
[[nodiscard]] std::vector<std::string> spellings_of(std::string_view word);
// Whether the word is one of the token's readings, or one begins with it.
[[nodiscard]] bool reads_as(std::string_view token, ReadingStarts starts, std::string_view word, Whole whole);

// A phrase that was found: bytes of the text.
struct TextHit {
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;

  friend bool operator==(const TextHit&, const TextHit&) = default;
};

// Finds what a query looks for in one text after another: the phrases that are not excluded.
class HitFinder {
 public:
  HitFinder() = default;
  explicit HitFinder(std::string_view query);
  [[nodiscard]] bool empty() const noexcept { return phrases_.empty(); }
  // In the text's order, not overlapping; at most `most`. O(length).
  [[nodiscard]] std::vector<TextHit> find(std::string_view text, std::size_t most = SIZE_MAX) const;

 private:
  struct Words {
    std::vector<std::string> spelling;  // folded, one a token
    std::vector<ReadingStarts> starts;
    std::vector<TextHit> at;
  };
  [[nodiscard]] std::size_t length_at(const Words& words, std::size_t first) const;
  [[nodiscard]] static bool holds(const TextQuery::Phrase& phrase, const Words& words, std::size_t first);

  std::vector<TextQuery::Phrase> phrases_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_first_word_;  // indices into phrases_
  std::vector<std::uint32_t> beginnings_;  // phrases whose only word is unfinished
};

}  // namespace kharita::app
