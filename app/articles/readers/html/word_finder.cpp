#include "app/articles/readers/html/word_finder.h"

namespace kharita::app {

WordFinder::WordFinder(const std::vector<Word>& words) {
  for (const Word& word : words) {
    for (const char letter : word.letters) {
      std::uint8_t& number = letter_of_[static_cast<unsigned char>(letter)];
      if (number == 0) number = static_cast<std::uint8_t>(letters_++);
    }
  }
  add_state();
  for (const Word& word : words) {
    State state = 0;
    for (const char letter : word.letters) {
      if (next(state, letter) == 0) {
        const State fresh = add_state();
        next(state, letter) = fresh;
      }
      state = next(state, letter);
    }
    kinds_[state] |= word.kinds;
  }
  complete();
}

WordFinder::State WordFinder::add_state() {
  next_.resize(next_.size() + letters_);
  kinds_.push_back(0);
  return static_cast<State>(kinds_.size() - 1);
}

// Where no word goes on with a letter, the longest shorter beginning may.
void WordFinder::complete() {
  std::vector<State> shorter(kinds_.size());  // the state of the longest one
  std::vector<State> order{0};                // by length
  for (std::size_t i = 0; i < order.size(); ++i) {
    const State state = order[i];
    kinds_[state] |= kinds_[shorter[state]];
    for (std::size_t letter = 1; letter < letters_; ++letter) {
      State& to = next_[state * letters_ + letter];
      const State otherwise = state == 0 ? State{0} : next_[shorter[state] * letters_ + letter];
      if (to == 0) {
        to = otherwise;
      } else {
        shorter[to] = otherwise;
        order.push_back(to);
      }
    }
  }
}

std::uint32_t WordFinder::kinds_in(std::string_view text) const noexcept {
  std::uint32_t kinds = 0;
  std::size_t state = 0;
  for (const char letter : text) {
    state = next_[state * letters_ + letter_of_[static_cast<unsigned char>(letter)]];
    kinds |= kinds_[state];
  }
  return kinds;
}

}  // namespace kharita::app
