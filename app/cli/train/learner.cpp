#include "app/cli/train/learner.h"

#include <algorithm>
#include <cmath>

#include "app/cli/train/minimise.h"

namespace kharita::app::train {
namespace {

constexpr std::size_t kFeatures = geo::kFeatureCount;
// A feature's weight is the sum of one that all names share, one of its fame and one of the set: examples of
// one fame or set teach the others, too.
constexpr std::size_t kFames = kFeatures * (1 + geo::kFameCount);  // where the sets' columns begin
constexpr double kHeld = 1e6;   // the ridge of a weight that is not learned
constexpr double kFree = 1e-3;  // the bias' ridge

// The examples that count, side by side.
struct Rows {
  struct Row {
    std::size_t begin = 0;  // of its items
    std::size_t end = 0;
    std::size_t fame = 0;  // where the columns of its fame begin
    std::size_t set = 0;   // … and its set
    bool is_place = false;
  };
  std::vector<Row> rows;
  std::vector<geo::FeatureList::Item> items;

  void add(const Example& example) {
    const std::size_t begin = items.size();
    items.insert(items.end(), example.features.begin(), example.features.end());
    rows.push_back({begin, items.size(), (1 + static_cast<std::size_t>(example.features.fame())) * kFeatures,
                    kFames + example.set * kFeatures, example.is_place});
  }
  // Calls visit(column, value) for the columns of a row.
  template <typename Visit>
  void for_columns(const Row& row, Visit visit) const {
    for (std::size_t i = row.begin; i < row.end; ++i) {
      const auto f = static_cast<std::size_t>(items[i].feature);
      const auto value = static_cast<double>(items[i].value);
      visit(f, value);
      visit(row.fame + f, value);
      visit(row.set + f, value);
    }
  }
};

class Problem {
 public:
  Problem(const std::vector<Example>& examples, const std::function<bool(const Example&)>& counts,
          const Penalties& penalties) {
    unsigned sets = 0;
    for (const Example& example : examples) {
      if (!counts(example)) continue;
      rows_.add(example);
      sets = std::max(sets, example.set + 1);
    }
    ridge_.assign(kFames + sets * kFeatures, penalties.ridge * penalties.set);
    prior_.assign(ridge_.size(), 0);
    barred_.assign(ridge_.size(), false);
    std::fill_n(ridge_.begin(), kFames, penalties.ridge * penalties.fame);
    std::fill_n(ridge_.begin(), kFeatures, penalties.ridge);
    ridge_[0] = kFree;
    for (std::size_t f = 0; f < kFeatures; ++f) {
      const auto rule = geo::rule_of(static_cast<geo::Feature>(f));
      prior_[f] = static_cast<double>(rule.prior);
      if (!rule.held) continue;
      ridge_[f] = kHeld;
      for (std::size_t fame = 1; fame <= geo::kFameCount; ++fame)
        ridge_[fame * kFeatures + f] = kHeld;
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return ridge_.size(); }
  [[nodiscard]] const std::vector<double>& prior() const noexcept { return prior_; }
  // About how the loss curves along each column: most examples are far from even odds.
  [[nodiscard]] std::vector<double> curvature() const {
    constexpr double kOdds = 0.05;  // p (1 - p) of a usual example
    std::vector<double> curvature = ridge_;
    for (const Rows::Row& row : rows_.rows)
      rows_.for_columns(row, [&](std::size_t i, double v) { curvature[i] += kOdds * v * v; });
    return curvature;
  }
  // The column stays at zero.
  void bar(std::size_t column) { barred_[column] = true; }

  // The loss at `weights`, and its slope.
  double operator()(const std::vector<double>& weights, std::vector<double>& slope) const {
    double loss = 0;
    std::fill(slope.begin(), slope.end(), 0);
    for (const Rows::Row& row : rows_.rows) {
      double sum = 0;
      rows_.for_columns(row, [&](std::size_t i, double v) { sum += weights[i] * v; });
      const double margin = row.is_place ? sum : -sum;
      loss += margin > 0 ? std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin)) - margin;
      const double wrong = (row.is_place ? -1 : 1) / (1 + std::exp(margin));
      rows_.for_columns(row, [&](std::size_t i, double v) { slope[i] += wrong * v; });
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double off = weights[i] - prior_[i];
      loss += ridge_[i] * off * off / 2;
      slope[i] = barred_[i] ? 0 : slope[i] + ridge_[i] * off;
    }
    return loss;
  }

 private:
  Rows rows_;
  std::vector<double> ridge_;
  std::vector<double> prior_;
  std::vector<bool> barred_;
};

// Puts to zero what speaks the way that its feature may not; returns whether anything did.
bool bar_wrong_signs(Problem& problem, std::vector<double>& weights) {
  bool any = false;
  const auto bar = [&](std::size_t column) {
    any |= weights[column] != 0;
    weights[column] = 0;
    problem.bar(column);
  };
  for (std::size_t f = 0; f < kFeatures; ++f) {
    const int sign = geo::rule_of(static_cast<geo::Feature>(f)).sign;
    if (sign * weights[f] < 0) bar(f);
    for (std::size_t fame = 1; fame <= geo::kFameCount; ++fame) {
      if (sign * (weights[f] + weights[fame * kFeatures + f]) < 0) bar(fame * kFeatures + f);
    }
  }
  return any;
}

}  // namespace

geo::Weights learn(const std::vector<Example>& examples, const std::function<bool(const Example&)>& counts,
                   const Penalties& penalties) {
  constexpr int kMostRounds = 5;  // of barring
  Problem problem(examples, counts, penalties);
  std::vector<double> weights = problem.prior();
  const std::vector<double> curvature = problem.curvature();
  minimise(std::cref(problem), curvature, weights);
  for (int round = 0; round < kMostRounds && bar_wrong_signs(problem, weights); ++round)
    minimise(std::cref(problem), curvature, weights);
  geo::Weights result;
  for (std::size_t fame = 0; fame < geo::kFameCount; ++fame) {
    for (std::size_t f = 0; f < kFeatures; ++f) {
      const int sign = geo::rule_of(static_cast<geo::Feature>(f)).sign;
      const double sum = weights[f] + weights[(1 + fame) * kFeatures + f];
      result.of[fame][f] = sign * sum < 0 ? 0.0F : static_cast<float>(sum);
    }
  }
  return result;
}

}  // namespace kharita::app::train
