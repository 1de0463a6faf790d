// Lakes and great rivers: what draws them and where their names stand. They lie on the boundaries' land and
// decide nothing: a point in a lake belongs to a country.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "geo/boundary/boundaries.h"
#include "geo/latlon.h"

namespace kharita::geo {

// A lake's shore, closed (the first point again at the end), or a river from its upper to its lower end or
// the other way around; at one level of detail. It never crosses the antimeridian.
struct WaterLine {
  bool is_river = false;
  double length_km = 0;  // of a river at the finest level
  std::span<const MercatorGrid> points;
};

// The waters in an opened gazetteer, at the levels of detail of the boundaries; the finest is what the source
// has, smoothed. Const queries may run on any number of threads.
class Waters {
 public:
  // Lakes are numbered from 0, the largest first.
  [[nodiscard]] std::size_t lake_count() const noexcept;
  [[nodiscard]] double lake_km2(std::size_t lake) const noexcept;
  [[nodiscard]] LatLon lake_label(std::size_t lake) const noexcept;  // inside it, far from its shores
  // Empty where the lake is too small for the level.
  [[nodiscard]] AreaMesh lake_mesh(std::size_t lake, int level) const noexcept;
  [[nodiscard]] std::size_t line_count(int level) const noexcept;
  [[nodiscard]] WaterLine line(int level, std::size_t index) const noexcept;

 private:
  friend class WatersTable;  // geo/boundary/waters_table.h opens one
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace kharita::geo
