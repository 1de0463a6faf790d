// JSON objects as most NDJSON has them: a line of names and strings. Read without building a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kharita::app {

struct FlatField {
  std::string_view key;  // of the line that was parsed
  std::string value;     // a string's text, an integer's digits; empty for true, false and null
};

// Fills `fields`, by key, with those of an object whose values are strings, integers, true, false and null,
// and whose keys are all different and without escapes; all is valid UTF-8 without NUL then. False for
// anything else, be it other JSON or none: the caller then asks a whole parser.
[[nodiscard]] bool parse_flat_object(std::string_view json, std::vector<FlatField>& fields);

}  // namespace kharita::app
