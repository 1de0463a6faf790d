// Country and province polygons: what lies where, and the triangles and lines that draw it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "geo/gazetteer/place.h"
#include "geo/latlon.h"

namespace kharita::geo {

class Waters;  // geo/boundary/waters.h

enum class AreaKind : std::uint8_t { country, admin1 };

enum class BorderKind : std::uint8_t {
  coast,     // land against sea
  country,   // between two countries
  admin1,    // between two provinces of one country
  disputed,  // drawn dashed; see data/SOURCES.md for the policy
};

// A level of detail: 0 is the coarsest. All areas of a level share their borders point for point, so there
// are no gaps.
inline constexpr int kDetailLevels = 4;
// How far a line may lie from the exact one, in MercatorGrid steps: half a pixel at zoom 2, 4 and 6; the last
// level is exact. Islands smaller than twice that are left out, but for a country's or province's only or
// largest one.
inline constexpr std::array<double, kDetailLevels> kLevelErrorSteps{1 << 19, 1 << 17, 1 << 15, 0};

// Triangles of one area at one level, in MercatorGrid steps: three indices a triangle, into `vertices`.
struct AreaMesh {
  std::span<const MercatorGrid> vertices;
  std::span<const std::uint32_t> triangles;
};

// A line between two junctions, at one level, in order. It never crosses the antimeridian. The lines of all
// kinds but `disputed` are cut from one net, so none is drawn twice: a country's border is not a province's
// line, too.
struct BorderLine {
  BorderKind kind = BorderKind::coast;
  AreaId left;  // the province on either side; not valid at the sea, nor for disputed lines
  AreaId right;
  std::span<const MercatorGrid> points;
};

// The boundaries in an opened gazetteer. Const queries may run on any number of threads.
class Boundaries {
 public:
  [[nodiscard]] std::size_t area_count() const noexcept;
  [[nodiscard]] AreaKind kind(AreaId area) const noexcept;
  [[nodiscard]] std::string_view code(
      AreaId area) const noexcept;  // ISO code of a country, `fips` of a province: "IR", "IR04"; may be empty
  [[nodiscard]] AreaId country_of(AreaId area) const noexcept;  // of a province; a country's own id
  [[nodiscard]] LatLonBox bounds(AreaId area) const noexcept;
  [[nodiscard]] LatLon label_point(AreaId area) const noexcept;  // inside the area, far from its edges
  [[nodiscard]] double area_km2(AreaId area) const noexcept;

  // The innermost area of this kind that holds the point; none at sea. A point on a border belongs to one of
  // its areas. O(log areas + vertices near the point).
  [[nodiscard]] std::optional<AreaId> find(AreaKind kind, const LatLon& point) const noexcept;
  // The same, but a point in the sea within `max_km` of an area's edge (a harbour, a simplified coast)
  // belongs to the nearest.
  [[nodiscard]] std::optional<AreaId> find_near(AreaKind kind, const LatLon& point,
                                                double max_km) const noexcept;

  [[nodiscard]] AreaMesh mesh(AreaId area, int level) const noexcept;  // 0 <= level < kDetailLevels
  [[nodiscard]] std::size_t line_count(int level) const noexcept;
  [[nodiscard]] BorderLine line(int level, std::size_t index) const noexcept;

  // The lakes and rivers on the land; empty in a file that was built without.
  [[nodiscard]] const Waters& waters() const noexcept;

  // The level whose simplification error stays under half a pixel where one pixel is `grid_steps_per_px`
  // MercatorGrid steps.
  [[nodiscard]] static int level_for(double grid_steps_per_px) noexcept;

 private:
  friend class BoundaryTable;  // geo/boundary/boundary_table.h opens one
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace kharita::geo
