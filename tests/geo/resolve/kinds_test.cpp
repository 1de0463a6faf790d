// Our own sentences for each kind of name that is or is not a place. Those in tests/data/kinds.ndjson all
// hold; those in tests/data/unseen were written before any was tried, and are not tuned to.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "geo/resolve/resolver.h"
#include "geo/text/span_cutter.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita::geo;

namespace {

struct Tally {
  std::size_t right = 0;
  std::size_t all = 0;
  std::string wrong;  // a line each
};

std::vector<std::string> literal_places(Resolver& resolver, const std::string& text) {
  std::vector<std::string> found;
  text::SpanCutter cutter(text);
  for (const Mention& mention : resolver.resolve({text, {}, {}, {}}).mentions)
    found.emplace_back(cutter.cut(mention.start, mention.end));
  return found;
}

Tally tally(const std::string& name) {
  Resolver resolver(*test::built_gazetteer());
  std::ifstream in(std::filesystem::path(KHARITA_SOURCE_DIR) / "tests" / "data" / name);
  Tally result;
  for (std::string line; std::getline(in, line);) {
    const auto sentence = nlohmann::json::parse(line);
    const auto found = literal_places(resolver, sentence["text"].get<std::string>());
    const auto holds = [&](const nlohmann::json& place) {
      return std::ranges::find(found, place.get<std::string>()) != found.end();
    };
    const bool right =
        std::ranges::all_of(sentence["places"], holds) && std::ranges::none_of(sentence["not_places"], holds);
    result.right += right ? 1 : 0;
    ++result.all;
    if (!right)
      result.wrong += sentence["kind"].get<std::string>() + ": " + sentence["text"].get<std::string>() + "\n";
  }
  return result;
}

}  // namespace

TEST_CASE("kinds: names are told from places in sentences of every kind") {
  const Tally result = tally("kinds.ndjson");
  REQUIRE(result.all > 20);
  INFO(result.wrong);
  CHECK(result.right == result.all);
}

TEST_CASE("kinds: sentences that were not tuned to") {
  const Tally result = tally("unseen/kinds.ndjson");
  MESSAGE("unseen kinds: " << result.right << " of " << result.all);
  REQUIRE(result.all > 20);
  CHECK(result.right * 10 >= result.all * 7);
}
