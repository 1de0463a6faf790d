// JSON as people and scripts write it: strict where it is strict, else made so.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace kharita::app {

// Deeper nesting is in no article, and would take a parser a hundred times the text's memory.
inline constexpr std::size_t kMostJsonLevels = 1000;

struct LooseJson {
  enum class Fault : std::uint8_t {
    none,
    invalid,    // no JSON even when read loosely
    cut_short,  // it ends inside a string, an object or a list
    too_deep,   // nested deeper than kMostJsonLevels
  };
  nlohmann::json value;  // discarded where there is a fault
  Fault fault = Fault::none;
  std::uint64_t replaced = 0;  // broken UTF-8 and lone surrogates, each now U+FFFD
};

// The value that `text` holds: parsed as it is, and if that fails as strict_json of it. No exception, no
// recursion; O(length).
[[nodiscard]] LooseJson parse_loose_json(std::string_view text);

struct StrictJson {
  std::string text;
  std::uint64_t replaced = 0;  // as above
  bool cut_short = false;
};

// The first object or list of `loose` as strict JSON. What is mended:
// - around the value: a byte order mark, <!-- --> and <![CDATA[ ]]>, `name =`, `callback(`, and whatever
//   comes behind it
// - between values: comments, commas that are missing or too many, ObjectId("…") and its kin
// - in strings: raw line ends and control characters, 'single' quotes and `backticks`, unescaped "quotes"
//   inside a text, escapes that JSON lacks, lone surrogates, broken UTF-8
// - keys without quotes; NaN, Infinity, undefined and None as null; True, False; numbers that JSON lacks or
//   that are too large, as strings
// What is no JSON nonetheless comes out as no JSON.
//     strict_json("data = {a: 'x', n: NaN,};").text == R"({"a":"x","n":null})"
[[nodiscard]] StrictJson strict_json(std::string_view loose);

}  // namespace kharita::app
