// Learns the recognition weights: penalised logistic regression on the features of labelled stretches.
#pragma once

#include <functional>
#include <vector>

#include "geo/resolve/features.h"

namespace kharita::app::train {

// A stretch of text that a label speaks of.
struct Example {
  geo::FeatureList features;
  bool is_place = false;
  unsigned set = 0;   // the file
  unsigned fold = 0;  // the document's number in it
};

struct Penalties {
  double ridge = 2;
  // Times the ridge: how much dearer what is special to a fame is, and what is special to a set.
  double fame = 2;
  double set = 4;
};

// The weights that fit the examples that `counts` lets through best. Each set labels after its own rules:
// what is special to it is learned beside the weights and left out of them. Weights have the signs that their
// features may have. Deterministic.
[[nodiscard]] geo::Weights learn(const std::vector<Example>& examples,
                                 const std::function<bool(const Example&)>& counts,
                                 const Penalties& penalties);

}  // namespace kharita::app::train
