#include "app/articles/readers/json/flat_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <string>

using namespace kharita::app;

namespace {

// What a whole parser makes of the value, in the same words.
std::string expected_value(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? value.dump() : std::string();
}

// Whether the fields are those that a whole parser finds.
bool agrees(std::string_view text, const std::vector<FlatField>& fields) {
  const auto parsed = nlohmann::json::parse(text, nullptr, false);
  if (!parsed.is_object() || parsed.size() != fields.size()) return false;
  std::size_t i = 0;
  for (const auto& [key, value] : parsed.items()) {
    if (fields[i].key != key || fields[i].value != expected_value(value)) return false;
    ++i;
  }
  return true;
}

}  // namespace

TEST_CASE("flat JSON: strings, escapes, integers and nothing are read as a whole parser reads them") {
  std::vector<FlatField> fields;
  for (const std::string_view text :
       {R"({})", R"( { "text" : "في بغداد" , "id" : 12 } )", R"({"b":"x\n\t\"\\\/\b\f\r","a":null,"c":true})",
        R"({"n":-5,"z":0,"u":"\u0628\u063a\u062F\u0041\u20ac"})", "{\"text\":\"\"}\r"}) {
    CAPTURE(text);
    REQUIRE(parse_flat_object(text, fields));
    CHECK(agrees(text, fields));
  }
}

TEST_CASE("flat JSON: leaves what is not flat, or no JSON, to the whole parser") {
  std::vector<FlatField> fields;
  for (const std::string_view text : {R"([])",
                                      R"({"a":{"b":1}})",
                                      R"({"a":["x"]})",
                                      R"({"a":1.5})",
                                      R"({"a":1e3})",
                                      R"({"a":-0})",
                                      R"({"a":01})",
                                      R"({"a":12345678901234567890})",
                                      R"({"a":"x","a":"y"})",
                                      R"({"a":"x",})",
                                      R"({"a":"x"} x)",
                                      R"({"a":"x")",
                                      R"({"a":"\ud83d\uddfa"})",
                                      R"({"a":"\u0000"})",
                                      R"({"a":"\x"})",
                                      R"({"\u0061":"x"})",
                                      "{\"a\":\"x\ny\"}",
                                      "{\"a\":\"\xD8\"}",
                                      R"({"a":nul})",
                                      R"({"a":})",
                                      R"({"a")",
                                      "",
                                      "{"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_flat_object(text, fields));
  }
}

TEST_CASE("flat JSON: takes no line that a whole parser reads otherwise, whatever is changed in it") {
  std::mt19937 random(11);
  const std::string text = R"({"id":"7","text":"قال \"وزير\" في \u0628يروت\n","n":42,"x":null,"t":true})";
  constexpr std::string_view kBytes = "\"\\{}[]:,0-.eu tn\xD8\xA8";
  std::vector<FlatField> fields;
  int taken = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string changed = text;
    for (int n = static_cast<int>(random() % 3); n >= 0; --n) {
      const std::size_t at = random() % changed.size();
      if (random() % 3 == 0) {
        changed.erase(at, 1);
      } else {
        changed[at] = kBytes[random() % kBytes.size()];
      }
    }
    if (!parse_flat_object(changed, fields)) continue;
    ++taken;
    CAPTURE(changed);
    REQUIRE(agrees(changed, fields));
  }
  CHECK(taken > 500);
}
