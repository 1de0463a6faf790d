#include "app/map/density.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace kharita;
using namespace kharita::app::map;

namespace {

Frame frame_of(double x, double y, double zoom, PixelRect region = {0, 0, 600, 400}) {
  Camera camera;
  camera.set_viewport({600, 400});
  camera.look_at({x, y}, zoom);
  return Frame(camera, 1, region);
}

// The sum over all points and copies of the world.
double density_at(const std::vector<WeightedPoint>& points, const Frame& frame, PixelPos at, double radius) {
  double sum = 0;
  for (const WeightedPoint& point : points) {
    for (int copy = -3; copy <= 3; ++copy) {
      const PixelPos p = frame.to_pixel(point.at, copy);
      sum += static_cast<double>(point.weight) * heat_kernel(std::hypot(p.x - at.x, p.y - at.y), radius);
    }
  }
  return sum;
}

std::vector<WeightedPoint> random_points(std::uint32_t seed, int count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<WeightedPoint> points;
  for (int i = 0; i < count; ++i) {
    const double x = i % 2 == 0 ? unit(random) : 0.98 + 0.04 * unit(random);
    points.push_back({{x - std::floor(x), 0.3 + 0.4 * unit(random)}, static_cast<float>(1 + random() % 30)});
  }
  return points;
}

}  // namespace

TEST_CASE("density: at any pixel it is the weighted sum over all points, across the antimeridian, too") {
  for (const double zoom : {0.5, 2.0, 3.3, 5.0}) {
    const auto points = random_points(2, 300);
    const Frame frame = frame_of(0.995, 0.5, zoom);
    for (const double radius : {30.0, 60.0}) {
      DensityGrid grid;
      grid.compute(frame, points, radius);
      double highest = 0;
      for (double x = 3; x < 600; x += 17) {
        for (double y = 5; y < 400; y += 19)
          highest = std::max(highest, density_at(points, frame, {x, y}, radius));
      }
      REQUIRE(highest > 0);
      for (double x = 3; x < 600; x += 17) {
        for (double y = 5; y < 400; y += 19) {
          const double expected = density_at(points, frame, {x, y}, radius);
          REQUIRE(std::abs(static_cast<double>(grid.at({x, y})) - expected) <= 0.02 * highest);
        }
      }
    }
  }
}

TEST_CASE("density: one place alone has its own weight at its spot and none beyond the radius") {
  const std::vector<WeightedPoint> points{{{0.5, 0.5}, 12}};
  const Frame frame = frame_of(0.5, 0.5, 3);
  DensityGrid grid;
  grid.compute(frame, points, 30);
  CHECK(grid.at({300, 200}) == doctest::Approx(12).epsilon(0.03));
  CHECK(grid.at({300 + 36, 200}) < 0.05f);
  CHECK(density_peak(points, frame.world_px, 30) == doctest::Approx(12));
}

TEST_CASE("density: a part of the picture has what the whole has there, after a pan, too") {
  const auto points = random_points(4, 200);
  const Frame whole = frame_of(0.9, 0.5, 2.5);
  const Frame part = frame_of(0.9, 0.5, 2.5, {130, 70, 200, 90});
  DensityGrid of_whole;
  DensityGrid of_part;
  of_whole.compute(whole, points, 30);
  of_part.compute(part, points, 30);
  for (double x = 131; x < 330; x += 13)
    CHECK(of_part.at({x, 100}) == doctest::Approx(of_whole.at({x, 100})).epsilon(1e-4));
}

TEST_CASE("density: the peak is near the highest density anywhere") {
  const auto points = random_points(6, 400);
  const Frame frame = frame_of(0.5, 0.5, 1.2);
  double highest = 0;
  for (const WeightedPoint& point : points) {
    double sum = 0;
    for (const WeightedPoint& other : points) {
      sum += static_cast<double>(other.weight) *
             heat_kernel(std::hypot(other.at.x - point.at.x, other.at.y - point.at.y) * frame.world_px, 30);
    }
    highest = std::max(highest, sum);
  }
  const double peak = density_peak(points, frame.world_px, 30);
  CHECK(peak <= highest * 1.0001);
  CHECK(peak >= 0.9 * highest);
  CHECK(density_peak({}, 512, 30) == 0);
}
