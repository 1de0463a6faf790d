#include "app/map/water_layer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/map/scales.h"

namespace kharita::app::map {
namespace {

// A class holds rivers down to this length: each begins where the last of the one before is drawn whole.
constexpr std::array<double, 6> kShortestKm{2000, 1000, 500, 250, 125, 0};
constexpr double kFadeZooms = 0.8;
// The source's grid is some kilometres wide: closer, its rivers would claim what they do not know.
constexpr double kRiversEndZoom = 9.5;

}  // namespace

double river_zoom(double length_km) noexcept {
  constexpr double kSeenPx = 60;
  constexpr double kEquatorKm = 40075;
  return std::log2(kSeenPx / kWorldPx * kEquatorKm / std::max(length_km, 1.0));
}

WaterLayer::Level& WaterLayer::level(int index, bool bent) {
  Level& level = (bent ? bent_levels_ : levels_)[static_cast<std::size_t>(index)];
  if (level.ready) return level;
  level.ready = true;
  std::vector<geo::AreaMesh> meshes;
  for (std::size_t lake = 0; lake < waters_->lake_count(); ++lake) {
    const geo::AreaMesh mesh = waters_->lake_mesh(lake, index);
    if (!mesh.triangles.empty()) meshes.push_back(mesh);
  }
  if (!meshes.empty()) level.lakes.upload(pack_areas(meshes, index, bent));
  std::vector<geo::BorderLine> shores;
  std::array<std::vector<geo::BorderLine>, kRiverClasses> rivers;
  for (std::size_t i = 0; i < waters_->line_count(index); ++i) {
    const geo::WaterLine line = waters_->line(index, i);
    const auto shortest = std::ranges::find_if(kShortestKm, [&](double km) { return line.length_km >= km; });
    const auto kind = static_cast<std::size_t>(shortest - kShortestKm.begin());
    (line.is_river ? rivers[kind] : shores).push_back({geo::BorderKind::coast, {}, {}, line.points});
  }
  if (!shores.empty()) level.shores.upload(pack_lines(shores, index, bent));
  for (std::size_t i = 0; i < kRiverClasses; ++i) {
    if (!rivers[i].empty()) level.rivers[i].upload(pack_lines(rivers[i], index, bent));
  }
  return level;
}

void WaterLayer::draw(const Frame& frame, const Palette& colors, int level_index, bool bent,
                      AreaPainter& areas, LinePainter& lines) {
  if (waters_->lake_count() == 0) return;
  Level& shown = level(level_index, bent);
  const double zoom = frame.style_zoom();
  const float near = ramp(zoom, 2, 7);
  const float end = 1 - ramp(zoom, kRiversEndZoom - 1, kRiversEndZoom);
  for (std::size_t i = 0; i < kRiverClasses; ++i) {
    const double from = i == 0 ? 0.5 : river_zoom(kShortestKm[i - 1]);
    const float seen = end * ramp(zoom, from, from + kFadeZooms);
    if (seen <= 0) break;
    const float width = 0.7f + 0.9f * near * (1 - 0.1f * static_cast<float>(i));
    lines.draw(shown.rivers[i], frame, geo::BorderKind::coast,
               {colors.river.with_alpha(colors.river.a * seen), width});
  }
  areas.fill(shown.lakes, frame, colors.sea);
  lines.draw(shown.shores, frame, geo::BorderKind::coast,
             {colors.coast.with_alpha(0.8f * colors.coast.a), 0.6f + 0.3f * near});
}

}  // namespace kharita::app::map
