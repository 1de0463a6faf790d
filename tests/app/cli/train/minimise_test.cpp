#include "app/cli/train/minimise.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace kharita::app::train;

TEST_CASE("minimise: finds the bottom of a tilted bowl, whose place is known") {
  // (x - 1)^2 + 100 (y + 2)^2 + (x - 1)(y + 2): least at (1, -2).
  const Slope bowl = [](const std::vector<double>& p, std::vector<double>& slope) {
    const double x = p[0] - 1;
    const double y = p[1] + 2;
    slope = {2 * x + y, 200 * y + x};
    return x * x + 100 * y * y + x * y;
  };
  std::vector<double> point{50, 50};
  minimise(bowl, {2, 200}, point, 1e-12);
  CHECK(point[0] == doctest::Approx(1));
  CHECK(point[1] == doctest::Approx(-2));
}

TEST_CASE("minimise: a wrong guess of the curvature costs steps, not the result") {
  const Slope bowl = [](const std::vector<double>& p, std::vector<double>& slope) {
    slope = {std::sinh(p[0] - 3), 8 * p[1]};
    return std::cosh(p[0] - 3) + 4 * p[1] * p[1];
  };
  std::vector<double> point{-2, 7};
  minimise(bowl, {300, 0.01}, point, 1e-12);
  CHECK(point[0] == doctest::Approx(3));
  CHECK(point[1] == doctest::Approx(0).epsilon(1e-4));
}
