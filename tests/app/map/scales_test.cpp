#include "app/map/scales.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace kharita::app::map;

TEST_CASE("scales: every count falls into one class that holds it, and no class is empty") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::uint32_t> counts(1 + random() % 40);
    for (auto& count : counts)
      count = 1 + static_cast<std::uint32_t>(random() % (round + 1));
    const AreaClasses classes = classify(counts);
    REQUIRE(classes.lower.size() <= kAreaClasses);
    std::vector<int> members(classes.lower.size());
    for (const auto count : counts) {
      const std::size_t i = classes.class_of(count);
      REQUIRE(count >= classes.lower[i]);
      REQUIRE(count <= classes.upper[i]);
      ++members[i];
    }
    for (const int n : members)
      REQUIRE(n > 0);
  }
}

TEST_CASE("scales: few different counts make few classes, from the ramp's start to its end") {
  const std::vector<std::uint32_t> counts{1, 1, 4};
  const AreaClasses classes = classify(counts);
  REQUIRE(classes.lower.size() == 2);
  CHECK(classes.color_of(0) == 0);
  CHECK(classes.color_of(1) == kAreaClasses - 1);
  CHECK(classify({}).lower.empty());
}

TEST_CASE("scales: a circle's area grows evenly with its mentions up to the largest") {
  const auto area = [](std::uint32_t n) { return std::pow(point_radius(n, 100, kMaxPointRadius), 2); };
  CHECK(point_radius(100, 100, kMaxPointRadius) == doctest::Approx(kMaxPointRadius));
  CHECK(area(75) - area(50) == doctest::Approx(area(50) - area(25)).epsilon(0.001));
  CHECK(point_radius(0, 0, kMaxPointRadius) == kMinPointRadius);
  CHECK(point_radius(500, 100, kMaxPointRadius) == doctest::Approx(kMaxPointRadius));
}

TEST_CASE("scales: the largest circle is small where few mentions or thousands of places are shown") {
  CHECK(largest_radius(100, 200) == kMaxPointRadius);
  CHECK(largest_radius(1, 1) < 8);
  CHECK(largest_radius(1000, 50000) < 10);
  CHECK(largest_radius(1000, 50000) > kMinPointRadius);
}

TEST_CASE("scales: the legend's sizes are round, ascending and not above the most") {
  CHECK(legend_sizes(0).empty());
  CHECK(legend_sizes(1) == std::vector<std::uint32_t>{1});
  CHECK(legend_sizes(7) == std::vector<std::uint32_t>{1, 7});
  CHECK(legend_sizes(137) == std::vector<std::uint32_t>{1, 20, 100});
}

TEST_CASE("scales: a scale bar is the longest round length that fits") {
  CHECK(scale_bar(1.0, 120).km == 100);
  CHECK(scale_bar(1.0, 120).px == doctest::Approx(100));
  CHECK(scale_bar(2.0, 120).km == 200);
  CHECK(scale_bar(0.004, 120).km == doctest::Approx(0.2));
  CHECK(scale_bar(1.0, 50).km == 50);
}

TEST_CASE("scales: a pixel at 60 degrees is half as long as at the equator") {
  CHECK(km_per_px(0, 256) == doctest::Approx(156.543).epsilon(1e-5));
  CHECK(km_per_px(60, 256) == doctest::Approx(156.543 / 2).epsilon(1e-5));
}

namespace {

// Of all values in their classes.
double spread_of(const std::vector<std::uint32_t>& counts, const AreaClasses& classes) {
  double spread = 0;
  for (std::size_t i = 0; i < classes.lower.size(); ++i) {
    double sum = 0;
    int n = 0;
    for (const auto count : counts) {
      if (count < classes.lower[i] || count > classes.upper[i]) continue;
      sum += count;
      ++n;
    }
    for (const auto count : counts) {
      if (count >= classes.lower[i] && count <= classes.upper[i]) spread += std::pow(count - sum / n, 2);
    }
  }
  return spread;
}

// The least spread of any way to cut the sorted counts into at most `left` classes.
double least_spread(const std::vector<std::uint32_t>& sorted, std::size_t begin, std::size_t left) {
  if (begin == sorted.size()) return 0;
  if (left == 0) return 1e300;
  double best = 1e300;
  double sum = 0;
  double squares = 0;
  for (std::size_t end = begin + 1; end <= sorted.size(); ++end) {
    sum += sorted[end - 1];
    squares += static_cast<double>(sorted[end - 1]) * sorted[end - 1];
    const double here = squares - sum * sum / static_cast<double>(end - begin);
    best = std::min(best, here + least_spread(sorted, end, left - 1));
  }
  return best;
}

}  // namespace

TEST_CASE("scales: natural breaks are those with the least spread of all ways to cut") {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::uint32_t> counts(1 + random() % 16);
    for (auto& count : counts)
      count = 1 + static_cast<std::uint32_t>(random() % 10 == 0 ? random() % 900 : random() % 40);
    const AreaClasses classes = classify(counts, kharita::app::Classing::natural_breaks);
    std::sort(counts.begin(), counts.end());
    CHECK(spread_of(counts, classes) ==
          doctest::Approx(least_spread(counts, 0, kAreaClasses)).epsilon(1e-9).scale(1));
    for (std::size_t i = 1; i < classes.lower.size(); ++i)
      CHECK(classes.lower[i] > classes.upper[i - 1]);
  }
}

TEST_CASE("scales: quantiles hold as many areas each as equal counts allow") {
  std::vector<std::uint32_t> counts;
  for (std::uint32_t i = 1; i <= 100; ++i)
    counts.push_back(i);
  const AreaClasses classes = classify(counts);
  REQUIRE(classes.lower.size() == kAreaClasses);
  for (std::size_t i = 0; i < kAreaClasses; ++i)
    CHECK(classes.upper[i] - classes.lower[i] == 19);
  const std::vector<std::uint32_t> most_alike{1, 1, 1, 1, 1, 1, 1, 1, 2, 9};
  CHECK(classify(most_alike).lower == std::vector<std::uint32_t>{1, 2, 9});
}

TEST_CASE("scales: a cluster's circle grows with its amount and always holds its number") {
  CHECK(cluster_radius(2, 1000) < cluster_radius(500, 1000));
  CHECK(cluster_radius(100, 100) == doctest::Approx(kMaxClusterRadius));
  CHECK(cluster_radius(1'000'000, 100'000'000) > 25);
}
