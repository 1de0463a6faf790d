#include "app/articles/readers/json/loose_json.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace kharita::app;

namespace {

// Strict JSON in one form; empty where it is none.
std::string read(std::string_view text) {
  const LooseJson read = parse_loose_json(text);
  CHECK((read.fault == LooseJson::Fault::none) == !read.value.is_discarded());
  return read.value.is_discarded() ? std::string() : read.value.dump();
}

struct Pair {
  std::string_view loose;
  std::string_view strict;
};

void check_all(const std::vector<Pair>& pairs) {
  for (const auto& [loose, strict] : pairs) {
    CAPTURE(loose);
    CHECK(read(loose) == strict);
  }
}

}  // namespace

TEST_CASE("loose JSON: what is strict stays as it is") {
  for (const std::string_view text :
       {R"({"a":1,"b":[true,null,"x\n\u0628\ud83d\ude00",-1.5e3],"c":{}})", "[]", "7", R"("x")"}) {
    CAPTURE(text);
    CHECK(read(text) == nlohmann::json::parse(text).dump());
  }
}

TEST_CASE("loose JSON: commas that are missing or too many") {
  check_all({{"[1,2,]", "[1,2]"},
             {"{\"a\":1,,\"b\":2,}", R"({"a":1,"b":2})"},
             {"[,1]", "[1]"},
             {"{\"a\":\"x\"\n \"b\":\"y\"}", R"({"a":"x","b":"y"})"},
             {"[{\"a\":1}\n{\"a\":2}]", R"([{"a":1},{"a":2}])"},
             {"{\"a\":,\"b\":}", R"({"a":null,"b":null})"}});
}

TEST_CASE("loose JSON: comments count as blanks, but not inside strings") {
  check_all({{"{\"a\": 1, // no \"comma\" here }\n \"b\": 2 /* ] */}", R"({"a":1,"b":2})"},
             {"// first\n/* then */ [1]", "[1]"},
             {R"({"a":"http://example.org/*",})", R"({"a":"http://example.org/*"})"},
             {"{\"a\" /* key */ : \"x\" // value\n}", R"({"a":"x"})"}});
}

TEST_CASE("loose JSON: numbers and words that JSON lacks") {
  check_all({{"[NaN,Infinity,-Infinity,+inf,undefined,None]", "[null,null,null,null,null,null]"},
             {"[True,False,TRUE,]", "[true,false,true]"},
             {"[007,.5,1.,+1,0x1F,2024-02-05,]", R"(["007",".5","1.","+1","0x1F","2024-02-05"])"},
             {"[-1e999]", R"(["-1e999"])"},
             {"[nul]", ""},
             {"[قال]", ""}});
}

TEST_CASE("loose JSON: strings with raw line ends, control characters and escapes of other languages") {
  check_all({{"[\"a\nb\tc\r\nd\x01\"]", R"(["a\nb\tc\nd\u0001"])"},
             {R"(["it\'s \x41 \q \
on"])",
              R"(["it's A q on"])"},
             {"['it''s', 'say \"x\"', `y`]", R"(["it''s","say \"x\"","y"])"},
             {R"(['a\'b'])", R"(["a'b"])"}});
}

TEST_CASE("loose JSON: a text's own quotes that are not escaped") {
  check_all(
      {{R"({"text":"قال "نعم" ثم "لا", وذهب","b":1})", R"({"b":1,"text":"قال \"نعم\" ثم \"لا\", وذهب"})"},
       {R"(["say "a" now", "b"])", R"(["say \"a\" now","b"])"},
       {R"({"a":"x "y": z"})", R"({"a":"x \"y\": z"})"}});
}

TEST_CASE("loose JSON: lone surrogates, cut escapes and broken UTF-8 become U+FFFD and are counted") {
  const auto count = [](std::string_view text) {
    const LooseJson read = parse_loose_json(text);
    return std::pair(read.value.is_discarded() ? std::string() : read.value[0].get<std::string>(),
                     read.replaced);
  };
  CHECK(count(R"(["a\ud83d b"])") == std::pair<std::string, std::uint64_t>("a� b", 1));
  CHECK(count(R"(["\ude00\ud83d\ude00"])") == std::pair<std::string, std::uint64_t>("�😀", 1));
  CHECK(count(R"(["\ud83d\udezz"])") == std::pair<std::string, std::uint64_t>("��dezz", 2));
  CHECK(count(R"(["\u12"])") == std::pair<std::string, std::uint64_t>("�12", 1));
  CHECK(count("[\"a\xFF\"]") == std::pair<std::string, std::uint64_t>("a�", 1));
}

TEST_CASE("loose JSON: keys without quotes and values in calls") {
  check_all({{"{a: 1, $b_2: 'x', العنوان: \"y\"}", R"({"$b_2":"x","a":1,"العنوان":"y"})"},
             {R"({"_id": ObjectId("5f"), "at": ISODate("2024-02-05"), n: NumberLong(7), d: new Date(0)})",
              R"({"_id":"5f","at":"2024-02-05","d":0,"n":7})"}});
}

TEST_CASE("loose JSON: what stands around the value") {
  check_all({{"\xEF\xBB\xBF[1]", "[1]"},
             {"<!-- {\"a\":1} -->", R"({"a":1})"},
             {"//<![CDATA[\n{\"a\":1}\n//]]>", R"({"a":1})"},
             {"//<![CDATA[ {\"a\":1} //]]>", R"({"a":1})"},
             {"/*<![CDATA[*/ {\"a\":1} /*]]>*/", R"({"a":1})"},
             {"window.YTD.tweets.part0 = [1];", "[1]"},
             {"window[\"x\"] = [1];", "[1]"},
             {"callback({\"a\":[1]});", R"({"a":[1]})"},
             {"{\"a\":1};", R"({"a":1})"},
             {"{\"a\":1} }", R"({"a":1})"}});
}

TEST_CASE("loose JSON: what is cut short or no JSON is told apart") {
  using Fault = LooseJson::Fault;
  for (const std::string_view text :
       {"{", "[1,", "{\"a\":\"x", "{\"a\":\"x\\", "[{\"a\":1}", "{\"a\":\n{\"b\":1}"}) {
    CAPTURE(text);
    CHECK(parse_loose_json(text).fault == Fault::cut_short);
  }
  for (const std::string_view text : {"", "قال", "{قالت الوكالة}", "[1}", "{1 2}", "{@}", "[@]"}) {
    CAPTURE(text);
    CHECK(parse_loose_json(text).fault == Fault::invalid);
  }
}

TEST_CASE("loose JSON: nesting has a limit, strict or not") {
  const auto nested = [](std::size_t levels, std::string_view inside) {
    return std::string(levels, '[') + std::string(inside) + std::string(levels, ']');
  };
  for (const std::string_view inside : {"", "1,"}) {
    CHECK(parse_loose_json(nested(kMostJsonLevels, inside)).fault == LooseJson::Fault::none);
    CHECK(parse_loose_json(nested(kMostJsonLevels + 1, inside)).fault == LooseJson::Fault::too_deep);
  }
  // Brackets that strict reading takes for a string's.
  CHECK(parse_loose_json("['\"'," + nested(100000, "") + "]").fault == LooseJson::Fault::too_deep);
}

TEST_CASE("loose JSON: whatever is changed in strict JSON, what is strict still reads the same") {
  std::mt19937 random(7);
  const std::string text = R"({"id":"7","text":["قال \"وزير\"",{"b":"x\n"}],"n":-4.5e1,"x":null,"t":true})";
  constexpr std::string_view kBytes = "\"\\{}[]:,0-.eu'/*tn\xD8\xA8\n";
  int strict = 0;
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
    const auto oracle = nlohmann::json::parse(changed, nullptr, false);
    if (oracle.is_discarded()) continue;
    ++strict;
    CAPTURE(changed);
    // The loose way alone agrees, too, wherever there is an object.
    REQUIRE(nlohmann::json::parse(strict_json(changed).text, nullptr, false) == oracle);
  }
  CHECK(strict > 500);
}
