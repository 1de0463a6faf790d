// Pages of the web, in the user's browser.
#pragma once

#include <string>

#include "geo/error.h"

namespace kharita::app {

// Hands an address to xdg-open without a shell, and does not wait for it. An error where it is none of the
// web (is_web_address), or where no folder of `search_path`, as $PATH, has xdg-open.
[[nodiscard]] Result<void> open_in_browser(const std::string& address, const char* search_path);

}  // namespace kharita::app
