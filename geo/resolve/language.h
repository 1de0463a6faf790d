// The language of a text, by its letters.
#pragma once

#include <string_view>

namespace kharita::geo {

struct Languages {
  // "ar", "fa", "ur", "ckb" (Kurdish in Arabic script) or "en" (any text mostly in Latin script).
  std::string_view text = "ar";
  std::string_view arabic_script = "ar";  // of its words in Arabic script, be they few: never "en"
};

// "ar" where nothing tells. Looks at six thousand bytes, spread over the whole text.
[[nodiscard]] Languages detect_languages(std::string_view utf8) noexcept;

}  // namespace kharita::geo
