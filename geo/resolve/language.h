// The language of a text, by its letters and words.
#pragma once

#include <string_view>

namespace kharita::geo {

struct Languages {
  // "ar", "fa", "ur", "ckb" (Kurdish in Arabic script) or "en" (any text mostly in Latin script).
  std::string_view text = "ar";
  std::string_view arabic_script = "ar";  // of its words in Arabic script, be they few: never "en"
};

// "ar" where nothing tells. Looks at six thousand bytes, spread over the whole text: at letters, and between
// Arabic and Persian at words, since each is typed on the other's keyboard. `stated` is what the article says
// of itself, a tag such as "ar-EG", or empty. Of words in Arabic script it is believed, but where their
// letters are plainly Urdu or Kurdish.
[[nodiscard]] Languages detect_languages(std::string_view utf8, std::string_view stated = {}) noexcept;

}  // namespace kharita::geo
