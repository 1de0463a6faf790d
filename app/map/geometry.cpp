#include "app/map/geometry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace kharita::app::map {
namespace {

GridBox bounds_of(std::span<const geo::MercatorGrid> points) {
  GridBox box;
  for (const auto& p : points)
    box.add(p);
  return box;
}

// A part of a line that lies in one cell of a lattice over the world, 2^shift steps wide.
struct Piece {
  geo::BorderKind kind;
  int cell;
  std::span<const geo::MercatorGrid> points;
};

// The cell of a segment's middle.
int cell_of(const geo::MercatorGrid& a, const geo::MercatorGrid& b, int shift) {
  const auto middle = [](std::int32_t u, std::int32_t v) { return u / 2 + v / 2; };
  return ((middle(a.y, b.y) >> shift) << (30 - shift)) + (middle(a.x, b.x) >> shift);
}

// Cuts a line where it comes to another cell; one that is drawn dashed is left whole, so that its dashes run
// on.
void append_pieces(const geo::BorderLine& line, int shift, std::vector<Piece>& pieces) {
  if (line.points.size() < 2) return;
  std::size_t first = 0;
  int cell = cell_of(line.points[0], line.points[1], shift);
  for (std::size_t i = 1; i + 1 < line.points.size() && line.kind != geo::BorderKind::disputed; ++i) {
    const int next = cell_of(line.points[i], line.points[i + 1], shift);
    if (next == cell) continue;
    pieces.push_back({line.kind, cell, line.points.subspan(first, i + 1 - first)});
    first = i;
    cell = next;
  }
  pieces.push_back({line.kind, cell, line.points.subspan(first)});
}

float distance(const geo::MercatorGrid& a, const geo::MercatorGrid& b) {
  return static_cast<float>(std::hypot(static_cast<double>(b.x) - a.x, static_cast<double>(b.y) - a.y));
}

geo::MercatorGrid middle_of(const geo::MercatorGrid& a, const geo::MercatorGrid& b) {
  const auto half = [](std::int32_t u, std::int32_t v) {
    return static_cast<std::int32_t>((static_cast<std::int64_t>(u) + v) / 2);
  };
  return {half(a.x, b.x), half(a.y, b.y)};
}

// Adds the points that cut the edge between two points of a line.
void cut_edge(const LinePoint& from, const LinePoint& to, double longest, std::vector<LinePoint>& out) {
  if (distance(from.at, to.at) <= static_cast<float>(longest)) return;
  const LinePoint middle{middle_of(from.at, to.at), 0.5f * (from.along_steps + to.along_steps)};
  cut_edge(from, middle, longest, out);
  out.push_back(middle);
  cut_edge(middle, to, longest, out);
}

// Cuts triangles at the middles of their long edges, adding vertices.
class EdgeCutter {
 public:
  using Triangle = std::array<std::uint32_t, 3>;
  EdgeCutter(std::vector<geo::MercatorGrid>& vertices, double longest)
      : vertices_(vertices), longest_(static_cast<float>(longest)) {}

  void cut(const Triangle& triangle, std::vector<std::uint32_t>& out) {
    open_.assign(1, triangle);
    while (!open_.empty()) {
      const Triangle t = open_.back();
      open_.pop_back();
      cut_once(t, out);
    }
  }
  void forget_edges() { middles_.clear(); }

 private:
  void cut_once(Triangle t, std::vector<std::uint32_t>& out) {
    std::array<bool, 3> is_long{};  // edge i runs from corner i to the next
    for (std::size_t i = 0; i < 3; ++i)
      is_long[i] = distance(vertices_[t[i]], vertices_[t[(i + 1) % 3]]) > longest_;
    const auto count = std::count(is_long.begin(), is_long.end(), true);
    if (count == 0) {
      out.insert(out.end(), t.begin(), t.end());
      return;
    }
    // Turned so that edge 0 is the long one of one, and edge 2 the short one of two.
    while (count == 1 ? !is_long[0] : count == 2 && is_long[2]) {
      std::rotate(t.begin(), t.begin() + 1, t.end());
      std::rotate(is_long.begin(), is_long.begin() + 1, is_long.end());
    }
    const std::uint32_t first = middle(t[0], t[1]);
    if (count == 1) {
      open_.insert(open_.end(), {{t[0], first, t[2]}, {first, t[1], t[2]}});
      return;
    }
    const std::uint32_t second = middle(t[1], t[2]);
    open_.push_back({first, t[1], second});
    if (count == 2) {
      open_.insert(open_.end(), {{t[0], first, second}, {t[0], second, t[2]}});
      return;
    }
    const std::uint32_t third = middle(t[2], t[0]);
    open_.insert(open_.end(), {{t[0], first, third}, {third, second, t[2]}, {first, second, third}});
  }

  std::uint32_t middle(std::uint32_t a, std::uint32_t b) {
    const std::uint64_t edge = (std::uint64_t{std::min(a, b)} << 32) | std::max(a, b);
    const auto [it, is_new] = middles_.try_emplace(edge, static_cast<std::uint32_t>(vertices_.size()));
    if (is_new) vertices_.push_back(middle_of(vertices_[a], vertices_[b]));
    return it->second;
  }

  std::vector<geo::MercatorGrid>& vertices_;
  float longest_;
  std::unordered_map<std::uint64_t, std::uint32_t> middles_;
  std::vector<Triangle> open_;
};

void append_line(LineGeometry& geometry, std::span<const geo::MercatorGrid> points) {
  float along = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0) along += distance(points[i - 1], points[i]);
    geometry.points.push_back({points[i], along});
  }
}

double longest_edge(int level) {
  return std::ldexp(1.0, 24 - level);
}

}  // namespace

AreaGeometry pack_areas(std::span<const geo::AreaMesh> meshes) {
  AreaGeometry packed;
  for (const geo::AreaMesh& mesh : meshes) {
    const auto base = static_cast<std::uint32_t>(packed.vertices.size());
    packed.ranges.push_back({static_cast<std::uint32_t>(packed.indices.size()),
                             static_cast<std::uint32_t>(mesh.triangles.size()),
                             bounds_of(mesh.vertices),
                             {}});
    packed.ranges.back().cap = cap_of(packed.ranges.back().bounds);
    packed.vertices.insert(packed.vertices.end(), mesh.vertices.begin(), mesh.vertices.end());
    for (const std::uint32_t index : mesh.triangles)
      packed.indices.push_back(base + index);
  }
  return packed;
}

LineGeometry pack_lines(std::span<const geo::BorderLine> lines, int level) {
  const int shift = 26 - level;
  std::vector<Piece> pieces;
  for (const geo::BorderLine& line : lines)
    append_pieces(line, shift, pieces);
  const auto key = [](const Piece& piece) { return std::pair(piece.kind, piece.cell); };
  std::ranges::stable_sort(pieces, {}, key);
  LineGeometry packed;
  const Piece* before = nullptr;
  for (const Piece& piece : pieces) {
    const auto first = static_cast<std::uint32_t>(packed.points.size());
    if (before == nullptr || key(*before) != key(piece))
      packed.runs.push_back({piece.kind, first, 0, {}, {}});
    append_line(packed, piece.points);
    LineGeometry::Run& run = packed.runs.back();
    run.count = static_cast<std::uint32_t>(packed.points.size()) - run.first;
    run.bounds.add(bounds_of(piece.points));
    before = &piece;
  }
  for (LineGeometry::Run& run : packed.runs)
    run.cap = cap_of(run.bounds);
  return packed;
}

void cut_long_edges(AreaGeometry& geometry, double longest) {
  EdgeCutter cutter(geometry.vertices, longest);
  std::vector<std::uint32_t> cut;
  for (AreaGeometry::Range& range : geometry.ranges) {
    const auto first = static_cast<std::uint32_t>(cut.size());
    for (std::uint32_t i = range.first; i < range.first + range.count; i += 3)
      cutter.cut({geometry.indices[i], geometry.indices[i + 1], geometry.indices[i + 2]}, cut);
    range.first = first;
    range.count = static_cast<std::uint32_t>(cut.size()) - first;
    cutter.forget_edges();
  }
  geometry.indices = std::move(cut);
}

void cut_long_edges(LineGeometry& geometry, double longest) {
  std::vector<LinePoint> cut;
  cut.reserve(geometry.points.size());
  for (LineGeometry::Run& run : geometry.runs) {
    const auto first = static_cast<std::uint32_t>(cut.size());
    for (std::uint32_t i = run.first; i < run.first + run.count; ++i) {
      const LinePoint& point = geometry.points[i];
      if (i > run.first && point.along_steps > 0) cut_edge(LinePoint(cut.back()), point, longest, cut);
      cut.push_back(point);
    }
    run.first = first;
    run.count = static_cast<std::uint32_t>(cut.size()) - first;
  }
  geometry.points = std::move(cut);
}

AreaGeometry pack_areas(std::span<const geo::AreaMesh> meshes, int level, bool bent) {
  AreaGeometry geometry = pack_areas(meshes);
  if (bent) cut_long_edges(geometry, longest_edge(level));
  return geometry;
}

LineGeometry pack_lines(std::span<const geo::BorderLine> lines, int level, bool bent) {
  LineGeometry geometry = pack_lines(lines, level);
  if (bent) cut_long_edges(geometry, longest_edge(level));
  return geometry;
}

}  // namespace kharita::app::map
