// Text as XML and HTML take it.
#pragma once

#include <string>
#include <string_view>

namespace kharita::app {

// Within an element or an attribute in double quotes.
[[nodiscard]] std::string escape_markup(std::string_view text);

}  // namespace kharita::app
