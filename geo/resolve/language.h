// The language of a text, by its letters.
#pragma once

#include <string_view>

namespace kharita::geo {

// "ar", "fa", "ur", "ckb" (Kurdish in Arabic script) or "en" (any text in Latin script); "ar" where nothing
// tells. Looks at the first few thousand bytes.
[[nodiscard]] std::string_view detect_language(std::string_view utf8) noexcept;

}  // namespace kharita::geo
