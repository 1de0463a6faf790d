#include "app/map/scales.h"

#include <doctest/doctest.h>

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
