// Values of header fields as mail and servers write them: "text/html; charset=windows-1256".
#pragma once

#include <string>
#include <string_view>

#include "app/articles/readers/ascii.h"

namespace kharita::app {

// "text/html": in small letters, without its parameters.
[[nodiscard]] inline std::string media_type(std::string_view value) {
  return lower_ascii(without_blanks(value.substr(0, value.find(';'))));
}

// "abc" of `boundary="abc"; type=…`; empty where there is none. `name` is in small letters.
[[nodiscard]] inline std::string parameter(std::string_view value, std::string_view name) {
  const std::size_t at = lower_ascii(value).find(std::string(name) + "=");
  if (at == std::string::npos) return {};
  value.remove_prefix(at + name.size() + 1);
  if (!value.starts_with('"')) return std::string(value.substr(0, value.find_first_of("; \t")));
  return std::string(value.substr(1, value.find('"', 1) - 1));
}

}  // namespace kharita::app
