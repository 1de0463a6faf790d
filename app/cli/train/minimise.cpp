#include "app/cli/train/minimise.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>

namespace kharita::app::train {
namespace {

using Vector = std::vector<double>;

constexpr std::size_t kMemory = 12;  // steps that tell how the function curves
constexpr int kMostSteps = 500;
constexpr int kMostHalvings = 40;
constexpr double kDescent = 1e-4;  // of what the slope promises, so much must come true

double dot(const Vector& a, const Vector& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

void add(Vector& to, double times, const Vector& what) {
  for (std::size_t i = 0; i < to.size(); ++i)
    to[i] += times * what[i];
}

struct Step {
  Vector moved;
  Vector turned;  // how the slope changed by it
  double product = 0;
};

// Where to go from a slope, by how it changed on the last steps.
Vector direction(const Vector& slope, const Vector& curvature, const std::deque<Step>& steps) {
  Vector way = slope;
  Vector shares(steps.size());
  for (std::size_t i = steps.size(); i-- > 0;) {
    shares[i] = dot(steps[i].moved, way) / steps[i].product;
    add(way, -shares[i], steps[i].turned);
  }
  double scale = 1;
  if (!steps.empty()) {
    double turned = 0;
    for (std::size_t i = 0; i < way.size(); ++i)
      turned += steps.back().turned[i] * steps.back().turned[i] / curvature[i];
    scale = steps.back().product / turned;
  }
  for (std::size_t i = 0; i < way.size(); ++i)
    way[i] *= scale / curvature[i];
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const double back = dot(steps[i].turned, way) / steps[i].product;
    add(way, shares[i] - back, steps[i].moved);
  }
  for (double& x : way)
    x = -x;
  return way;
}

}  // namespace

void minimise(const Slope& function, const Vector& curvature, Vector& point, double close) {
  Vector slope(point.size());
  double value = function(point, slope);
  std::deque<Step> steps;
  Vector next(point.size());
  Vector next_slope(point.size());
  for (int i = 0; i < kMostSteps; ++i) {
    const Vector way = direction(slope, curvature, steps);
    const double promised = dot(slope, way);
    if (!(promised < -close)) return;
    double length = 1;
    double next_value = value;
    int halvings = 0;
    for (; halvings < kMostHalvings; ++halvings, length /= 2) {
      next = point;
      add(next, length, way);
      next_value = function(next, next_slope);
      if (next_value <= value + kDescent * length * promised) break;
    }
    if (halvings == kMostHalvings) return;
    Step step{next, next_slope, 0};
    add(step.moved, -1, point);
    add(step.turned, -1, slope);
    step.product = dot(step.moved, step.turned);
    if (step.product > 1e-12) steps.push_back(std::move(step));
    if (steps.size() > kMemory) steps.pop_front();
    point = next;
    slope = next_slope;
    value = next_value;
  }
}

}  // namespace kharita::app::train
