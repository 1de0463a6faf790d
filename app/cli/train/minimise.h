// The least value of a smooth convex function of many numbers.
#pragma once

#include <functional>
#include <vector>

namespace kharita::app::train {

// The function's value at a point; writes its slope there, which has the point's size.
using Slope = std::function<double(const std::vector<double>& point, std::vector<double>& slope)>;

// Moves `point` to where `function` is least, by the limited-memory method of Broyden, Fletcher, Goldfarb and
// Shanno: until a step would lower the value by less than `close`, or 500 steps are made. `curvature` is
// about how the function curves along each axis, above zero: the nearer, the fewer steps. Deterministic.
void minimise(const Slope& function, const std::vector<double>& curvature, std::vector<double>& point,
              double close = 1e-3);

}  // namespace kharita::app::train
