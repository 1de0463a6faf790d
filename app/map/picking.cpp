#include "app/map/picking.h"

#include <algorithm>

namespace kharita::app::map {
namespace {

// Twice the area of a, b, p: positive where p lies to the left of a -> b, y up.
double side(PixelPos a, PixelPos b, PixelPos p) {
  return (b.x - a.x) * (p.y - a.y) - (p.x - a.x) * (b.y - a.y);
}

// A polygon and the rectangle around it, which most positions lie outside of.
class Shape {
 public:
  explicit Shape(std::span<const PixelPos> polygon) : polygon_(polygon) {
    for (const PixelPos p : polygon) {
      low_ = {std::min(low_.x, p.x), std::min(low_.y, p.y)};
      high_ = {std::max(high_.x, p.x), std::max(high_.y, p.y)};
    }
  }
  [[nodiscard]] bool holds(PixelPos p) const {
    return p.x >= low_.x && p.x <= high_.x && p.y >= low_.y && p.y <= high_.y && encloses(polygon_, p);
  }

 private:
  std::span<const PixelPos> polygon_;
  PixelPos low_{1e30, 1e30};
  PixelPos high_{-1e30, -1e30};
};

}  // namespace

bool encloses(std::span<const PixelPos> polygon, PixelPos p) noexcept {
  // Sunday's winding number: edges that cross the horizontal ray from p, upwards +1, downwards -1. An edge
  // holds its lower end and not its upper one, so that a corner counts once.
  if (polygon.size() < 3) return false;
  int winding = 0;
  PixelPos a = polygon.back();
  for (const PixelPos b : polygon) {
    if (a.y <= p.y) {
      if (b.y > p.y && side(a, b, p) > 0) ++winding;
    } else if (b.y <= p.y && side(a, b, p) < 0) {
      --winding;
    }
    a = b;
  }
  return winding != 0;
}

std::vector<PixelPos> rectangle(PixelPos a, PixelPos b) {
  return {a, {b.x, a.y}, b, {a.x, b.y}};
}

std::vector<geo::PlaceId> places_inside(const MapScene& scene, const geo::Gazetteer& gazetteer,
                                        const Frame& frame, std::span<const PixelPos> polygon) {
  const Shape shape(polygon);
  const auto copies = frame.copies();
  std::vector<geo::PlaceId> inside;
  const auto take = [&](geo::PlaceId place, const geo::LatLon& location) {
    const auto at = geo::WebMercator::from(location);
    if (!frame.visible(at)) return;
    for (int copy = copies.first; copy <= copies.last; ++copy) {
      if (!shape.holds(frame.to_pixel(at, copy))) continue;
      inside.push_back(place);
      return;
    }
  };
  for (const ScenePoint& point : scene.points)
    take(point.place, point.location);
  for (const SceneArea& area : scene.areas)
    take(area.place, gazetteer.place(area.place).location);
  std::sort(inside.begin(), inside.end());
  return inside;
}

}  // namespace kharita::app::map
