// Character references of HTML: &amp; &#1576; &nbsp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kharita::app {

struct CharacterReference {
  std::size_t length = 0;  // bytes of the reference; 0 where there is none
  char32_t character = 0;
};
// The reference that `text`, whose first character is &, begins with: numbered ones, and the names of HTML 4
// and HTML 5's common ones. Without its semicolon where HTML takes it so and no letter, digit or = follows,
// which tells a link's parameters (?a=1&copy=2) and R&D from references. Numbers of Windows-1252 mean its
// letters, those of no character U+FFFD.
[[nodiscard]] CharacterReference reference_at(std::string_view text);

}  // namespace kharita::app
