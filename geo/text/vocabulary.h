// Numbers for the words of texts, so that what is known of a word is worked out once and found again by its
// number.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "geo/text/date_words.h"
#include "geo/text/normalise.h"

namespace kharita::geo::text {

// Gives the same number to the same normal form of the same kind of token. Most words of a text are among a
// few thousand, so the tables that go by these numbers stay small and in the processor's cache.
class Vocabulary {
 public:
  // A word without a number: longer than kLongest bytes, or new while the vocabulary is full.
  static constexpr std::uint32_t kNone = 0;
  static constexpr std::size_t kLongest = 31;
  static constexpr std::size_t kMostWords = std::size_t{1} << 16;

  Vocabulary();

  // Fills Tokens::numbers and of_dates. Forgets all words before, where the vocabulary is full: its
  // generation changes.
  void number(Tokens& tokens);

  // Numbers are below it.
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }
  [[nodiscard]] std::uint32_t generation() const noexcept { return generation_; }
  // What date_word says of the word with that number, which is not kNone.
  [[nodiscard]] DateWordMatch date_word(std::uint32_t number) const noexcept {
    return date_words_[date_word_of_[number]];
  }

 private:
  // A normal form, filled up with zeros; the last byte holds its size and kind. None lies in two lines of the
  // cache.
  struct alignas(32) Key {
    std::array<std::uint64_t, 4> parts{};
    friend bool operator==(const Key& a, const Key& b) noexcept {
      return ((a.parts[0] ^ b.parts[0]) | (a.parts[1] ^ b.parts[1]) | (a.parts[2] ^ b.parts[2]) |
              (a.parts[3] ^ b.parts[3])) == 0;
    }
  };
  static_assert(sizeof(Key) == kLongest + 1);
  struct Pending {
    Key key;
    std::uint64_t hash = 0;  // 0: no key
  };
  struct Slot {
    std::uint32_t hash = 0;             // its upper half
    std::uint32_t number : 31 = 0;      // kNone: free
    std::uint32_t is_of_dates : 1 = 0;  // a number or a word of dates
  };

  static void look_at(const Tokens& tokens, const Token& token, Pending& word) noexcept;
  // The word's slot; that of kNone where it has none.
  [[nodiscard]] Slot find(const Pending& word, const Tokens& tokens, const Token& token);
  [[nodiscard]] Slot add(const Pending& word, std::string_view norm, Token::Kind kind, std::size_t at);
  void forget();
  void grow();
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const noexcept {
    return (hash >> 1U) & (slots_.size() - 1);
  }

  std::vector<Slot> slots_;                  // a hash table of the numbers
  std::vector<Key> keys_;                    // by number
  std::vector<std::uint16_t> date_word_of_;  // by number, of date_words_
  std::vector<DateWordMatch> date_words_;    // the first is none
  std::uint32_t generation_ = 0;
};

// tokenise, and the words numbered.
void tokenise(std::string_view utf8, Vocabulary& vocabulary, Tokens& out);

}  // namespace kharita::geo::text
