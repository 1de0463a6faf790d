#include "app/map/geometry.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kharita::app::map {
namespace {

GridBox bounds_of(std::span<const geo::MercatorGrid> points) {
  GridBox box;
  for (const auto& p : points)
    box.add(p);
  return box;
}

// The cell of a grid of 16 x 16 over the world in which a line's middle lies.
int cell_of(const geo::BorderLine& line) {
  constexpr int kShift = 26;  // 2^30 / 16
  const geo::MercatorGrid& middle = line.points[line.points.size() / 2];
  return (middle.y >> kShift) * 16 + (middle.x >> kShift);
}

float distance(const geo::MercatorGrid& a, const geo::MercatorGrid& b) {
  return static_cast<float>(std::hypot(static_cast<double>(b.x) - a.x, static_cast<double>(b.y) - a.y));
}

void append_line(LineGeometry& geometry, std::span<const geo::MercatorGrid> points) {
  float along = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0) along += distance(points[i - 1], points[i]);
    geometry.points.push_back({points[i], along});
  }
}

}  // namespace

AreaGeometry pack_areas(std::span<const geo::AreaMesh> meshes) {
  AreaGeometry packed;
  for (const geo::AreaMesh& mesh : meshes) {
    const auto base = static_cast<std::uint32_t>(packed.vertices.size());
    packed.ranges.push_back({static_cast<std::uint32_t>(packed.indices.size()),
                             static_cast<std::uint32_t>(mesh.triangles.size()), bounds_of(mesh.vertices)});
    packed.vertices.insert(packed.vertices.end(), mesh.vertices.begin(), mesh.vertices.end());
    for (const std::uint32_t index : mesh.triangles)
      packed.indices.push_back(base + index);
  }
  return packed;
}

LineGeometry pack_lines(std::span<const geo::BorderLine> lines) {
  std::vector<const geo::BorderLine*> order;
  for (const geo::BorderLine& line : lines) {
    if (line.points.size() >= 2) order.push_back(&line);
  }
  const auto key = [](const geo::BorderLine* line) { return std::tuple(line->kind, cell_of(*line)); };
  std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
  LineGeometry packed;
  const geo::BorderLine* before = nullptr;
  for (const geo::BorderLine* line : order) {
    const auto first = static_cast<std::uint32_t>(packed.points.size());
    if (before == nullptr || key(before) != key(line)) packed.runs.push_back({line->kind, first, 0, {}});
    append_line(packed, line->points);
    LineGeometry::Run& run = packed.runs.back();
    run.count = static_cast<std::uint32_t>(packed.points.size()) - run.first;
    run.bounds.add(bounds_of(line->points));
    before = line;
  }
  return packed;
}

}  // namespace kharita::app::map
