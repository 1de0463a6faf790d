#include "app/cli/train/learner.h"

#include <doctest/doctest.h>

using namespace kharita;
using app::train::Example;
using geo::Fame;
using geo::Feature;

namespace {

void add(std::vector<Example>& examples, unsigned times, std::initializer_list<Feature> features,
         bool is_place, unsigned set = 0) {
  Example example;
  example.features.set_fame(Fame::plain);
  example.features.add(Feature::bias);
  for (const Feature feature : features)
    example.features.add(feature);
  example.is_place = is_place;
  example.set = set;
  for (unsigned i = 0; i < times; ++i) {
    example.fold = i;
    examples.push_back(example);
  }
}

bool all(const Example&) {
  return true;
}

}  // namespace

TEST_CASE("learner: what goes with places speaks for a place, what goes with none against it") {
  std::vector<Example> examples;
  add(examples, 40, {Feature::locative_2}, true);
  add(examples, 40, {Feature::say_before}, false);
  add(examples, 20, {}, true);
  add(examples, 20, {}, false);
  const auto weights = learn(examples, all, {});
  CHECK(weights.weight(Feature::locative_2, Fame::plain) > 0.5F);
  CHECK(weights.weight(Feature::say_before, Fame::plain) < -0.5F);
  CHECK(weights.weight(Feature::two_words, Fame::plain) == 0);
}

TEST_CASE("learner: a weight never speaks the way that its feature may not") {
  std::vector<Example> examples;
  add(examples, 40, {Feature::locative_2}, false);
  add(examples, 40, {Feature::surname}, true);
  add(examples, 40, {}, true);
  add(examples, 40, {}, false);
  const auto weights = learn(examples, all, {});
  for (const Fame fame : {Fame::known, Fame::plain, Fame::doubtful}) {
    CHECK(weights.weight(Feature::locative_2, fame) == 0);
    CHECK(weights.weight(Feature::surname, fame) <= 0);
  }
}

TEST_CASE("learner: where there is nothing to learn from, a feature weighs what its rule expects") {
  std::vector<Example> examples;
  add(examples, 10, {}, true);
  add(examples, 10, {}, false);
  const auto weights = learn(examples, all, {});
  CHECK(weights.weight(Feature::lower_case, Fame::plain) ==
        doctest::Approx(geo::rule_of(Feature::lower_case).prior));
}

TEST_CASE("learner: what one set alone labels otherwise is its own, and is left out") {
  std::vector<Example> examples;
  for (const unsigned set : {0U, 1U, 2U}) {
    add(examples, 60, {Feature::team_before}, set != 2, set);
    add(examples, 60, {}, true, set);
    add(examples, 60, {}, false, set);
  }
  const auto together = learn(examples, all, {}).weight(Feature::team_before, Fame::plain);
  app::train::Penalties no_sets;
  no_sets.set = 1e9;
  const auto as_one = learn(examples, all, no_sets).weight(Feature::team_before, Fame::plain);
  CHECK(together > as_one + 0.1F);
}

TEST_CASE("learner: learns from the examples that count alone") {
  std::vector<Example> examples;
  add(examples, 40, {Feature::place_after}, true, 0);
  add(examples, 40, {Feature::place_after}, false, 1);
  add(examples, 40, {}, true, 0);
  add(examples, 40, {}, false, 0);
  const auto first = learn(examples, [](const Example& e) { return e.set == 0; }, {});
  CHECK(first.weight(Feature::place_after, Fame::plain) > 0.5F);
}

TEST_CASE("learner: a weight that is held keeps what its rule expects, whatever the labels say") {
  std::vector<Example> examples;
  add(examples, 80, {Feature::sport_city}, true);
  add(examples, 80, {}, true);
  add(examples, 80, {}, false);
  const auto weights = learn(examples, all, {});
  REQUIRE(geo::rule_of(Feature::sport_city).held);
  CHECK(weights.weight(Feature::sport_city, Fame::plain) ==
        doctest::Approx(geo::rule_of(Feature::sport_city).prior).epsilon(0.01));
}
