#include "geo/resolve/json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace kharita::geo;

TEST_CASE("json: strings are escaped and broken UTF-8 is replaced") {
  std::string out;
  append_json_string("a\"b\\\n\x01 بغداد \xFF", out);
  CHECK(nlohmann::json::parse(out).get<std::string>() == "a\"b\\\n\x01 بغداد \uFFFD");
}

TEST_CASE("json: an error line holds the id and the message") {
  std::string out;
  append_error_json("x7", "line 3: cut short", out);
  CHECK(out == "{\"id\":\"x7\",\"error\":\"line 3: cut short\"}\n");
}

TEST_CASE("json: the contract's fields are there, offsets count code points") {
  const auto gazetteer = Gazetteer::open(KHARITA_SHARE_DIR "/world.gazetteer");
  if (!gazetteer) {
    MESSAGE("skipped: no gazetteer");
    return;
  }
  const std::string text = "😀 وصل الوفد إلى طهران في 16 يناير 2024.";
  Resolver resolver(*gazetteer);
  const Resolution resolution = resolver.resolve({text, {}, {}, {}});
  const text::Date published{std::chrono::year{2024}, std::chrono::January, std::chrono::day{29}};
  std::string out;
  append_json({"1", published, "metadata", text}, resolution, *gazetteer, out);
  const auto json = nlohmann::json::parse(out);
  CHECK(json["published"] == "2024-01-29");
  CHECK(json["published_from"] == "metadata");
  REQUIRE(json["mentions"].size() == 1);
  const auto& m = json["mentions"][0];
  CHECK(m["text"] == "طهران");
  CHECK(m["start"] == 16);
  CHECK(m["end"] == 21);
  CHECK(m["place"]["country"] == "IR");
  CHECK(m["place"]["kind"] == "city");
  CHECK(m["place"]["lat"].get<double>() == doctest::Approx(35.69).epsilon(0.01));
  CHECK(m["alternatives"].is_array());
  REQUIRE(json["dates"].size() == 1);
  CHECK(json["dates"][0]["value"] == "2024-01-16");
}
