// Which places lie within a shape that was drawn on the map.
#pragma once

#include <span>
#include <vector>

#include "app/map/frame.h"
#include "app/model/map_scene.h"

namespace kharita::app::map {

// Whether a closed polygon goes round a position (its winding number is not 0): also where it crosses itself,
// as a lasso may. False for fewer than three corners. O(corners).
[[nodiscard]] bool encloses(std::span<const PixelPos> polygon, PixelPos p) noexcept;

// The corners of a rectangle, whichever two opposite ones are given.
[[nodiscard]] std::vector<PixelPos> rectangle(PixelPos a, PixelPos b);

// The scene's points within a polygon of the picture, and its countries and provinces whose label point lies
// there; ascending. Each copy of the world that shows is looked at. O(places * corners) for places in the
// polygon's bounds, O(places) else.
[[nodiscard]] std::vector<geo::PlaceId> places_inside(const MapScene& scene, const geo::Gazetteer& gazetteer,
                                                      const Frame& frame, std::span<const PixelPos> polygon);

}  // namespace kharita::app::map
