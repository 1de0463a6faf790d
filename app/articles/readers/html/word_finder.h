// Finds which of many words stand in a text, in one pass.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kharita::app {

// The automaton of Aho and Corasick: each state stands for the longest beginning of a word that the text read
// so far ends with.
class WordFinder {
 public:
  struct Word {
    std::string_view letters;  // not empty
    std::uint32_t kinds = 0;   // a set of bits
  };
  // At most 65,535 letters in all.
  explicit WordFinder(const std::vector<Word>& words);

  // The kinds of all words that stand anywhere in `text`. O(length).
  [[nodiscard]] std::uint32_t kinds_in(std::string_view text) const noexcept;

 private:
  using State = std::uint16_t;  // 0: at the beginning of all words
  State add_state();
  [[nodiscard]] State& next(State state, char letter) noexcept {
    return next_[state * letters_ + letter_of_[static_cast<unsigned char>(letter)]];
  }
  void complete();

  std::array<std::uint8_t, 256> letter_of_{};  // 0 for bytes that no word has
  std::size_t letters_ = 1;
  std::vector<State> next_;           // by state and letter
  std::vector<std::uint32_t> kinds_;  // of the words that end in a state
};

}  // namespace kharita::app
