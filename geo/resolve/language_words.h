// Words by which Arabic and Persian are told apart, however their letters were typed.
#pragma once

#include <string_view>

namespace kharita::geo {

struct WordCounts {
  unsigned arabic = 0;   // في, التي, أن … and words with the article ال
  unsigned persian = 0;  // در, که, است …
};

// Counts the words that the one language has in every text and the other hardly ever. ي, ى and ی count as one
// letter, and so do ك and ک: Arabic is typed on Persian keyboards and Persian on Arabic ones. O(length), no
// allocation.
[[nodiscard]] WordCounts count_words(std::string_view utf8) noexcept;

}  // namespace kharita::geo
