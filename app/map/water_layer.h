// Lakes and great rivers on the land.
#pragma once

#include <array>

#include "app/map/area_layer.h"
#include "app/map/line_layer.h"
#include "app/map/palette.h"
#include "geo/boundary/waters.h"

namespace kharita::app::map {

// The zoom (of a user at scale 1) from which a river of this length is drawn: where it is some 60 px long.
[[nodiscard]] double river_zoom(double length_km) noexcept;

// Holds the geometry on the GPU, of each level from when it is first drawn. Main thread.
class WaterLayer {
 public:
  explicit WaterLayer(const geo::Waters& waters) : waters_(&waters) {}
  // `level` of detail; `bent`: with edges cut for the globe.
  void draw(const Frame& frame, const Palette& colors, int level, bool bent, AreaPainter& areas,
            LinePainter& lines);

 private:
  static constexpr std::size_t kRiverClasses = 6;
  struct Level {
    bool ready = false;
    AreaBatch lakes;
    LineBatch shores;
    std::array<LineBatch, kRiverClasses> rivers;  // longest first
  };
  Level& level(int index, bool bent);

  const geo::Waters* waters_;
  std::array<Level, geo::kDetailLevels> levels_;
  std::array<Level, geo::kDetailLevels> bent_levels_;
};

}  // namespace kharita::app::map
