#include "geo/resolve/features.h"

#include <doctest/doctest.h>

using namespace kharita::geo;

TEST_CASE("weights: the built-in file is read whole") {
  const Weights& weights = Weights::built_in();
  CHECK(weights.weight(Feature::bias, Fame::known) != 0);
  CHECK(Weights::parse(weights.to_tsv(), "again").has_value());
}

TEST_CASE("weights: what is written is read again") {
  Weights weights;
  weights.of[1][static_cast<std::size_t>(Feature::city)] = -1.25F;
  const auto again = Weights::parse(weights.to_tsv(), "test");
  REQUIRE(again.has_value());
  CHECK(again->weight(Feature::city, Fame::plain) == doctest::Approx(-1.25));
  CHECK(again->weight(Feature::city, Fame::known) == 0);
}

TEST_CASE("weights: a wrong line is named") {
  const auto wrong = Weights::parse("bias\t1\t1\t1\nno_such\t1\t1\t1\n", "w.tsv");
  REQUIRE_FALSE(wrong.has_value());
  CHECK(wrong.error().message.find("line 2") != std::string::npos);
  CHECK_FALSE(Weights::parse("bias\tx\t1\t1\n", "w.tsv").has_value());
  CHECK_FALSE(Weights::parse("bias\t1\n", "w.tsv").has_value());
}

TEST_CASE("weights: a score is the sum of weights times values, of the name's fame") {
  Weights weights;
  weights.of[0][static_cast<std::size_t>(Feature::city)] = 2;
  weights.of[2][static_cast<std::size_t>(Feature::city)] = -1;
  weights.of[0][static_cast<std::size_t>(Feature::population)] = 0.5F;
  FeatureList list;
  list.add(Feature::city);
  list.add(Feature::population, 3);
  list.set_fame(Fame::known);
  CHECK(weights.score(list) == doctest::Approx(3.5));
  list.set_fame(Fame::doubtful);
  CHECK(weights.score(list) == doctest::Approx(-1));
}

TEST_CASE("features: a list holds every feature there is, and none is dropped") {
  FeatureList list;
  for (std::size_t i = 0; i < kFeatureCount; ++i)
    list.add(static_cast<Feature>(i), static_cast<float>(i));
  CHECK(static_cast<std::size_t>(list.end() - list.begin()) == kFeatureCount);
  std::size_t next = 0;
  for (const auto& [feature, value] : list) {
    CHECK(static_cast<std::size_t>(feature) == next);
    CHECK(value == static_cast<float>(next));
    ++next;
  }
}
