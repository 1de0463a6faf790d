#include "geo/boundary/polygons.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>
#include <unordered_map>

#include "geo/boundary/net.h"

namespace kharita::geo {
namespace {

using Ring = std::vector<std::uint32_t>;

double signed_area2(const Ring& ring, std::span<const MercatorGrid> vertices) {
  std::vector<MercatorGrid> points;
  points.reserve(ring.size());
  for (const auto v : ring)
    points.push_back(vertices[v]);
  return twice_signed_area(points);
}

// Cuts a closed walk at every vertex that it visits twice, so that each piece meets itself nowhere.
void split_walk(const Ring& walk, std::vector<Ring>& rings) {
  Ring open;
  std::unordered_map<std::uint32_t, std::size_t> place;
  for (const auto v : walk) {
    const auto seen = place.find(v);
    if (seen != place.end()) {
      const auto from = seen->second;
      Ring loop(open.begin() + static_cast<std::ptrdiff_t>(from), open.end());
      for (const auto w : loop)
        place.erase(w);
      open.resize(from);
      if (loop.size() >= 3) rings.push_back(std::move(loop));
    }
    place.emplace(v, open.size());
    open.push_back(v);
  }
  if (open.size() >= 3) rings.push_back(std::move(open));
}

std::vector<Ring> trace_rings(std::span<const DirectedArc> border) {
  const auto front = [](const DirectedArc& a) { return a.reversed ? a.vertices.back() : a.vertices.front(); };
  const auto back = [](const DirectedArc& a) { return a.reversed ? a.vertices.front() : a.vertices.back(); };
  std::unordered_multimap<std::uint32_t, std::size_t> starting_at;
  for (std::size_t i = 0; i < border.size(); ++i) {
    if (border[i].vertices.size() >= 2) starting_at.emplace(front(border[i]), i);
  }
  std::vector<Ring> rings;
  std::vector<char> used(border.size(), 0);
  for (std::size_t first = 0; first < border.size(); ++first) {
    if (used[first] != 0 || border[first].vertices.size() < 2) continue;
    Ring walk;
    for (auto i = first;;) {
      used[i] = 1;
      const auto& arc = border[i];
      if (arc.reversed) {
        walk.insert(walk.end(), arc.vertices.rbegin(), std::prev(arc.vertices.rend()));
      } else {
        walk.insert(walk.end(), arc.vertices.begin(), std::prev(arc.vertices.end()));
      }
      const auto [low, high] = starting_at.equal_range(back(arc));
      const auto next = std::find_if(low, high, [&](const auto& entry) { return used[entry.second] == 0; });
      if (next == high) break;
      i = next->second;
    }
    split_walk(walk, rings);
  }
  return rings;
}

// Where a point lies in a ring: 1 inside, 0 on its line, -1 outside.
int side_of(const MercatorGrid& p, const Ring& ring, std::span<const MercatorGrid> vertices) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = vertices[ring[i]];
    const auto& b = vertices[ring[(i + 1) % ring.size()]];
    const std::int64_t cross = (b.x - std::int64_t{a.x}) * (p.y - std::int64_t{a.y}) -
                               (b.y - std::int64_t{a.y}) * (p.x - std::int64_t{a.x});
    const bool within_box = std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) &&
                            std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
    if (cross == 0 && within_box) return 0;
    if ((a.y <= p.y) != (b.y <= p.y) && (cross > 0) == (b.y > a.y)) inside = !inside;
  }
  return inside ? 1 : -1;
}

bool holds(const Ring& shell, const Ring& hole, std::span<const MercatorGrid> vertices) {
  for (const auto v : hole) {
    const int side = side_of(vertices[v], shell, vertices);
    if (side != 0) return side > 0;
  }
  return false;  // all on the shell's line
}

// GEOS reports to nobody: a failed call gives a null pointer, which the callers look at.
class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {}
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;

  struct Destroy {
    GEOSContextHandle_t handle;
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(handle, g); }
  };
  using Geometry = std::unique_ptr<GEOSGeometry, Destroy>;

  [[nodiscard]] GEOSContextHandle_t handle() const { return handle_; }
  [[nodiscard]] Geometry own(GEOSGeometry* g) const { return Geometry(g, Destroy{handle_}); }

  [[nodiscard]] Geometry ring(const Ring& ids, std::span<const MercatorGrid> vertices) const {
    std::vector<double> xy;
    xy.reserve(2 * ids.size() + 2);
    for (std::size_t i = 0; i <= ids.size(); ++i) {
      const auto& p = vertices[ids[i % ids.size()]];
      xy.push_back(p.x);
      xy.push_back(p.y);
    }
    auto* sequence =
        GEOSCoordSeq_copyFromBuffer_r(handle_, xy.data(), static_cast<unsigned>(ids.size()) + 1, 0, 0);
    return own(sequence != nullptr ? GEOSGeom_createLinearRing_r(handle_, sequence) : nullptr);
  }

  [[nodiscard]] Geometry polygon(const NetPolygon& p, std::span<const MercatorGrid> vertices) const {
    auto shell = ring(p.shell, vertices);
    std::vector<Geometry> holes;
    for (const auto& hole : p.holes)
      holes.push_back(ring(hole, vertices));
    if (!shell || std::any_of(holes.begin(), holes.end(), [](const Geometry& g) { return !g; }))
      return own(nullptr);
    std::vector<GEOSGeometry*> raw;
    for (auto& hole : holes)
      raw.push_back(hole.release());
    return own(
        GEOSGeom_createPolygon_r(handle_, shell.release(), raw.data(), static_cast<unsigned>(raw.size())));
  }

 private:
  GEOSContextHandle_t handle_;
};

Geos& geos() {
  static thread_local Geos instance;
  return instance;
}

std::uint64_t point_key(std::int64_t x, std::int64_t y) {
  return static_cast<std::uint64_t>(x) << 32 | (static_cast<std::uint64_t>(y) & 0xFFFFFFFF);
}

using VertexByPoint = std::unordered_map<std::uint64_t, std::uint32_t>;

VertexByPoint vertices_by_point(const NetPolygon& polygon, std::span<const MercatorGrid> vertices) {
  VertexByPoint result;
  const auto add = [&](const Ring& ring) {
    for (const auto v : ring)
      result.emplace(point_key(vertices[v].x, vertices[v].y), v);
  };
  add(polygon.shell);
  for (const auto& hole : polygon.holes)
    add(hole);
  return result;
}

// The three corners of a GEOS triangle; false where one is no vertex of the polygon.
bool corners_of(const GEOSGeometry* triangle, const VertexByPoint& by_point, std::uint32_t (&corners)[3]) {
  auto* const handle = geos().handle();
  const auto* ring = GEOSGetExteriorRing_r(handle, triangle);
  const auto* sequence = ring != nullptr ? GEOSGeom_getCoordSeq_r(handle, ring) : nullptr;
  if (sequence == nullptr) return false;
  for (unsigned i = 0; i < 3; ++i) {
    double x = 0;
    double y = 0;
    if (GEOSCoordSeq_getXY_r(handle, sequence, i, &x, &y) == 0) return false;
    const auto it = by_point.find(point_key(std::llround(x), std::llround(y)));
    if (it == by_point.end()) return false;
    corners[i] = it->second;
  }
  return true;
}

double triangle_area2(const std::uint32_t* corners, std::span<const MercatorGrid> vertices) {
  const MercatorGrid points[3] = {vertices[corners[0]], vertices[corners[1]], vertices[corners[2]]};
  return twice_signed_area(points);
}

// Adds a polygon's triangles; the sum of their areas, doubled.
double add_triangles(const NetPolygon& polygon, std::span<const MercatorGrid> vertices,
                     std::vector<std::uint32_t>& out) {
  if (polygon.shell.size() == 3 && polygon.holes.empty()) {
    out.insert(out.end(), polygon.shell.begin(), polygon.shell.end());
    return std::abs(triangle_area2(polygon.shell.data(), vertices));
  }
  auto* const handle = geos().handle();
  const auto shape = geos().polygon(polygon, vertices);
  if (!shape) return 0;
  const auto triangles = geos().own(GEOSConstrainedDelaunayTriangulation_r(handle, shape.get()));
  if (!triangles) return 0;
  const auto by_point = vertices_by_point(polygon, vertices);
  double sum = 0;
  for (int i = 0; i < GEOSGetNumGeometries_r(handle, triangles.get()); ++i) {
    std::uint32_t corners[3];
    if (!corners_of(GEOSGetGeometryN_r(handle, triangles.get(), i), by_point, corners)) continue;
    const double area2 = triangle_area2(corners, vertices);
    if (area2 > 0) std::swap(corners[1], corners[2]);
    if (area2 != 0) out.insert(out.end(), corners, corners + 3);
    sum += std::abs(area2);
  }
  return sum;
}

}  // namespace

std::vector<NetPolygon> assemble_polygons(std::span<const DirectedArc> border,
                                          std::span<const MercatorGrid> vertices) {
  struct Shell {
    double size;
    NetPolygon polygon;
  };
  std::vector<Shell> shells;
  std::vector<Ring> holes;
  for (auto& ring : trace_rings(border)) {
    const double area2 = signed_area2(ring, vertices);
    if (area2 < 0) {
      shells.push_back({-area2, {std::move(ring), {}}});
    } else if (area2 > 0) {
      holes.push_back(std::move(ring));
    }
  }
  // Smallest first: a hole belongs to the innermost shell around it.
  std::stable_sort(shells.begin(), shells.end(),
                   [](const Shell& a, const Shell& b) { return a.size < b.size; });
  for (auto& hole : holes) {
    const auto owner = std::find_if(shells.begin(), shells.end(),
                                    [&](const Shell& s) { return holds(s.polygon.shell, hole, vertices); });
    if (owner != shells.end()) owner->polygon.holes.push_back(std::move(hole));
  }
  std::vector<NetPolygon> polygons;
  for (auto it = shells.rbegin(); it != shells.rend(); ++it)
    polygons.push_back(std::move(it->polygon));
  return polygons;
}

double twice_area(const NetPolygon& polygon, std::span<const MercatorGrid> vertices) {
  double sum = std::abs(signed_area2(polygon.shell, vertices));
  for (const auto& hole : polygon.holes)
    sum -= std::abs(signed_area2(hole, vertices));
  return std::max(sum, 0.0);
}

Triangulation triangulate(std::span<const NetPolygon> polygons, std::span<const MercatorGrid> vertices) {
  Triangulation result;
  for (const auto& polygon : polygons) {
    const double expected = twice_area(polygon, vertices);
    const double sum = add_triangles(polygon, vertices, result.corners);
    if (std::abs(sum - expected) > 1e-9 * expected + 1) result.exact = false;
  }
  return result;
}

std::optional<MercatorGrid> label_point(const NetPolygon& polygon, std::span<const MercatorGrid> vertices) {
  auto* const handle = geos().handle();
  const auto shape = geos().polygon(polygon, vertices);
  if (!shape) return std::nullopt;
  const double tolerance = std::max(0.01 * std::sqrt(twice_area(polygon, vertices)), 1.0);
  const auto radius = geos().own(GEOSMaximumInscribedCircle_r(handle, shape.get(), tolerance));
  const auto* sequence = radius ? GEOSGeom_getCoordSeq_r(handle, radius.get()) : nullptr;
  double x = 0;
  double y = 0;
  if (sequence == nullptr || GEOSCoordSeq_getXY_r(handle, sequence, 0, &x, &y) == 0) return std::nullopt;
  return MercatorGrid{static_cast<std::int32_t>(std::llround(x)), static_cast<std::int32_t>(std::llround(y))};
}

double area_share_km2(const DirectedArc& arc, std::span<const MercatorGrid> vertices) {
  constexpr double kAuthalicRadiusKm = 6371.0072;
  const auto sin_lat = [](const MercatorGrid& p) {
    if (p.y >= MercatorGrid::kSize) return -1.0;
    return std::tanh(std::numbers::pi * (1.0 - 2.0 * p.to_mercator().y));
  };
  double sum = 0;
  for (std::size_t i = 0; i + 1 < arc.vertices.size(); ++i) {
    const auto& a = vertices[arc.vertices[i]];
    const auto& b = vertices[arc.vertices[i + 1]];
    const double dlon = (b.x - static_cast<double>(a.x)) / MercatorGrid::kSize * 2 * std::numbers::pi;
    sum -= dlon * (2 + sin_lat(a) + sin_lat(b)) / 2;
  }
  return (arc.reversed ? -sum : sum) * kAuthalicRadiusKm * kAuthalicRadiusKm;
}

}  // namespace kharita::geo
