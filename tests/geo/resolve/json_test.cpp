#include "geo/resolve/json.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita::geo;

TEST_CASE("json: strings are escaped and broken UTF-8 is replaced") {
  std::string out;
  append_json_string("a\"b\\\n\x01 بغداد \xFF", out);
  CHECK(nlohmann::json::parse(out).get<std::string>() == "a\"b\\\n\x01 بغداد \uFFFD");
}

TEST_CASE("json: an article without a date says so, and a source that its folder tells says that") {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  if (gazetteer == nullptr) return;
  std::string out;
  JsonWriter(*gazetteer).append({"1", {}, {}, "", true, false, "jazeera"}, {}, out);
  CHECK(out ==
        R"({"id":"1","published":null,"published_from":"unknown","source":"jazeera","source_from":"folder",)"
        R"("mentions":[],"dates":[]})"
        "\n");
}

TEST_CASE("json: an error line holds the id and the message") {
  std::string out;
  append_error_json("x7", "line 3: cut short", out);
  CHECK(out == "{\"id\":\"x7\",\"error\":\"line 3: cut short\"}\n");
}

TEST_CASE("json: the contract's fields are there, offsets count code points") {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  if (gazetteer == nullptr) return;
  const std::string text = "😀 وصل الوفد إلى طهران في 16 يناير 2024.";
  Resolver resolver(*gazetteer);
  const Resolution resolution = resolver.resolve({text, {}, {}, {}});
  const text::Date published{std::chrono::year{2024}, std::chrono::January, std::chrono::day{29}};
  std::string out;
  JsonWriter(*gazetteer).append({"1", published, text::PublishedFrom::metadata, text}, resolution, out);
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

TEST_CASE("json: confidences are written as the decimals nearest to them") {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> any(0, 1);
  for (int i = 0; i < 100'000; ++i) {
    const float value = i <= 4096 ? static_cast<float>(i) / 4096.0F : any(random);  // those with ties, too
    std::string out;
    append_confidence(value, out);
    REQUIRE(out == fmt::format("{:.3f}", value));
  }
}

TEST_CASE("json: a line is the same whatever was written before") {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  if (gazetteer == nullptr) return;
  Resolver resolver(*gazetteer);
  JsonWriter writer(*gazetteer);
  const std::string text = "بيروت وطرابلس وعمان والقاهرة ودمشق وحلب والرياض وصنعاء";
  Resolution resolution = resolver.resolve({text, {}, {}, {}});
  REQUIRE(resolution.mentions.size() > 3);
  for (std::uint32_t place = 0; place < 20'000; place += 37) {
    resolution.mentions.front().place = PlaceId{place};
    std::string kept;
    writer.append({"1", {}, {}, text}, resolution, kept);
    std::string fresh;
    JsonWriter(*gazetteer).append({"1", {}, {}, text}, resolution, fresh);
    REQUIRE(kept == fresh);
  }
}
