// A message to the user: a word with arguments, worded when it is shown, in the language of the window.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/model/words.h"

namespace kharita::app {

struct Message {
  using Argument = std::variant<std::uint64_t, std::string>;
  Word word = Word::count_;  // count_: the first argument alone, as it is
  std::vector<Argument> arguments = {};

  friend bool operator==(const Message&, const Message&) = default;
};

// What another layer says in words of its own, an error's reason for instance.
[[nodiscard]] inline Message as_it_is(std::string words) {
  return {Word::count_, {std::move(words)}};
}

// The word's pattern with its arguments, by ICU's MessageFormat: {0} a text, which is isolated from what
// stands beside it, or a number in groups of thousands; {0,plural,…} what goes with the number. A pattern
// that ICU cannot read is given as it is.
[[nodiscard]] std::string say(const Message& message, Language language);

}  // namespace kharita::app
