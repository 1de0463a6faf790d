// The languages of articles by name.
#pragma once

#include <string>

#include "app/model/map_scene.h"

namespace kharita::app {

// "Arabic" or "العربية" for "ar"; a code that nobody knows as it is; words for none.
[[nodiscard]] std::string language_name(const std::string& code, Language language);

}  // namespace kharita::app
