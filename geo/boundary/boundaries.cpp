#include "geo/boundary/boundaries.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "boundary_generated.h"
#include "geo/boundary/boundary_table.h"
#include "geo/boundary/flat_spans.h"
#include "geo/boundary/waters.h"
#include "geo/boundary/waters_table.h"

namespace kharita::geo {
namespace {

constexpr std::size_t kExact = kDetailLevels - 1;
constexpr double kEquatorKm = 40075.0;

struct Level {
  std::span<const MercatorGrid> points;
  std::span<const fb::LineRange> lines;
  std::size_t drawn_lines = 0;
  std::span<const MercatorGrid> vertices;
  std::span<const std::uint32_t> indices;
  std::span<const fb::MeshRange> meshes;
};

bool is_sound(const Level& level, std::size_t areas) {
  std::uint64_t end = 0;
  for (const auto& line : level.lines) {
    const bool sides = (line.left() < areas || line.left() == AreaId::kNone) &&
                       (line.right() < areas || line.right() == AreaId::kNone);
    if (!sides || line.kind() > 4 || line.first() != end || line.count() < 2) return false;
    end += line.count();
  }
  if (end != level.points.size() || level.drawn_lines > level.lines.size() || level.meshes.size() != areas)
    return false;
  return std::ranges::all_of(level.meshes, [&](const fb::MeshRange& mesh) {
    return is_sound_mesh(mesh, level.vertices.size(), level.indices);
  });
}

}  // namespace

struct Boundaries::Impl {
  std::shared_ptr<const void> file;
  Waters waters;
  std::span<const fb::AreaFacts> facts;
  const flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>* codes = nullptr;
  std::array<Level, kDetailLevels> levels;
  std::uint32_t cell_bits = 0;
  std::span<const std::uint32_t> row_cells;
  std::span<const fb::BoundaryCell> cells;
  std::span<const std::uint32_t> edges;

  [[nodiscard]] bool is_sound() const {
    for (const auto& f : facts) {
      if (f.country() >= facts.size() || f.kind() > 1) return false;
    }
    if (codes == nullptr || codes->size() != facts.size()) return false;
    for (const auto& level : levels) {
      if (!geo::is_sound(level, facts.size())) return false;
    }
    return is_grid_sound();
  }

  [[nodiscard]] bool is_grid_sound() const {
    if (cell_bits < 10 || cell_bits > 30 || cells.empty()) return false;
    if (row_cells.size() != (std::size_t{MercatorGrid::kSize} >> cell_bits) + 1) return false;
    if (row_cells.back() != cells.size() - 1 || !std::is_sorted(row_cells.begin(), row_cells.end()))
      return false;
    const auto by_edge = [](const auto& a, const auto& b) { return a.first_edge() < b.first_edge(); };
    if (cells.back().first_edge() != edges.size() || !std::is_sorted(cells.begin(), cells.end(), by_edge))
      return false;
    const auto last = levels[kExact].points.size();
    return std::all_of(edges.begin(), edges.end(), [&](auto e) { return e + std::size_t{1} < last; });
  }

  [[nodiscard]] std::size_t rows() const { return row_cells.size() - 1; }
  [[nodiscard]] std::int32_t slot(std::int64_t v) const {
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(v >> cell_bits, 0, static_cast<std::int64_t>(rows()) - 1));
  }
  [[nodiscard]] std::span<const fb::BoundaryCell> row(std::int32_t r) const {
    const auto first = row_cells[static_cast<std::size_t>(r)];
    return cells.subspan(first, row_cells[static_cast<std::size_t>(r) + 1] - first);
  }
  // `cell` must lie in `cells`.
  [[nodiscard]] std::span<const std::uint32_t> edges_in(const fb::BoundaryCell& cell) const {
    return edges.subspan(cell.first_edge(), (&cell)[1].first_edge() - cell.first_edge());
  }
  // The line that an edge of the exact level belongs to.
  [[nodiscard]] const fb::LineRange& line_of(std::uint32_t edge) const {
    const auto lines = levels[kExact].lines;
    const auto after =
        std::upper_bound(lines.begin(), lines.end(), edge,
                         [](std::uint32_t e, const fb::LineRange& l) { return e < l.first(); });
    return *std::prev(after);
  }

  // The province at a point: what lies east of the first edge that a ray westwards meets.
  [[nodiscard]] AreaId province_at(const MercatorGrid& p) const;
  // The province whose edge is nearest to a point, within a distance.
  [[nodiscard]] AreaId nearest_province(const LatLon& point, double max_km) const;
};

AreaId Boundaries::Impl::province_at(const MercatorGrid& p) const {
  const auto points = levels[kExact].points;
  const double y = p.y + 0.5;  // between the grid's lines: the ray meets no vertex
  const auto in_row = row(slot(p.y));
  const auto own = static_cast<std::uint32_t>(slot(p.x));
  auto cell =
      std::upper_bound(in_row.begin(), in_row.end(), own,
                       [](std::uint32_t column, const fb::BoundaryCell& c) { return column < c.column(); });
  double nearest_x = -1;
  std::uint32_t nearest = AreaId::kNone;
  while (cell != in_row.begin()) {
    --cell;
    for (const auto edge : edges_in(*cell)) {
      const auto& a = points[edge];
      const auto& b = points[edge + 1];
      if ((a.y <= p.y) == (b.y <= p.y)) continue;
      const double x = a.x + (y - a.y) * (static_cast<double>(b.x) - a.x) / (static_cast<double>(b.y) - a.y);
      if (x > p.x || x <= nearest_x) continue;
      nearest_x = x;
      nearest = edge;
    }
    // An edge may cross this cell elsewhere and the ray only further west, where others come before it.
    if (nearest != AreaId::kNone && nearest_x >= std::ldexp(cell->column(), static_cast<int>(cell_bits)))
      break;
  }
  if (nearest == AreaId::kNone) return {};
  const auto& line = line_of(nearest);
  return {points[nearest].y < points[nearest + 1].y ? line.left() : line.right()};
}

AreaId Boundaries::Impl::nearest_province(const LatLon& point, double max_km) const {
  const auto center = MercatorGrid::from(WebMercator::from(point));
  const double lat = std::clamp(point.lat_deg(), -kMercatorMaxLatDeg, kMercatorMaxLatDeg);
  const double steps_a_km = MercatorGrid::kSize / (kEquatorKm * std::cos(lat * std::numbers::pi / 180.0));
  const auto points = levels[kExact].points;
  const auto columns = static_cast<std::int64_t>(rows());
  double best_km = max_km;
  AreaId best;
  const auto look_at = [&](std::uint32_t edge, std::int64_t shift) {
    const auto& a = points[edge];
    const auto& b = points[edge + 1];
    const double dx = b.x - static_cast<double>(a.x);
    const double dy = b.y - static_cast<double>(a.y);
    const double px = static_cast<double>(center.x - shift - a.x);
    const double py = center.y - static_cast<double>(a.y);
    const double t = std::clamp((px * dx + py * dy) / std::max(dx * dx + dy * dy, 1.0), 0.0, 1.0);
    const WebMercator at{(a.x + t * dx) / MercatorGrid::kSize, (a.y + t * dy) / MercatorGrid::kSize};
    const double km = distance_km(point, at.to_latlon());
    if (km > best_km) return;
    const auto& line = line_of(edge);
    const AreaId area{line.left() != AreaId::kNone ? line.left() : line.right()};
    if (!area.valid() || (km == best_km && best.valid())) return;
    best_km = km;
    best = area;
  };
  // A ring of cells at a time would be finer; doubling the square is as fast and simpler.
  for (double km = std::min(20.0, max_km);; km = std::min(2 * km, max_km)) {
    const auto reach = static_cast<std::int64_t>(std::min(1.5 * km * steps_a_km, MercatorGrid::kSize / 2.0));
    const auto west = (center.x - reach) >> cell_bits;
    const auto east = (center.x + reach) >> cell_bits;
    for (auto r = slot(center.y - reach); r <= slot(center.y + reach); ++r) {
      for (const auto& cell : row(r)) {
        for (const std::int64_t world : {-1, 0, 1}) {
          const auto column = cell.column() + world * columns;
          if (column < west || column > east) continue;
          for (const auto edge : edges_in(cell))
            look_at(edge, world * MercatorGrid::kSize);
        }
      }
    }
    if (best_km <= km || km >= max_km) return best;
  }
}

std::size_t Boundaries::area_count() const noexcept {
  return impl_ ? impl_->facts.size() : 0;
}

AreaKind Boundaries::kind(AreaId area) const noexcept {
  if (area.value >= area_count()) return AreaKind::country;
  return static_cast<AreaKind>(impl_->facts[area.value].kind());
}

std::string_view Boundaries::code(AreaId area) const noexcept {
  if (area.value >= area_count()) return {};
  const auto* code = impl_->codes->Get(area.value);
  return {code->c_str(), code->size()};
}

AreaId Boundaries::country_of(AreaId area) const noexcept {
  if (area.value >= area_count()) return {};
  return {impl_->facts[area.value].country()};
}

LatLonBox Boundaries::bounds(AreaId area) const noexcept {
  if (area.value >= area_count()) return {};
  const auto& f = impl_->facts[area.value];
  return {f.west_deg(), f.south_deg(), f.east_deg(), f.north_deg()};
}

LatLon Boundaries::label_point(AreaId area) const noexcept {
  if (area.value >= area_count()) return {};
  const auto& f = impl_->facts[area.value];
  return LatLon::from_degrees(f.label_lat_deg(), f.label_lon_deg());
}

double Boundaries::area_km2(AreaId area) const noexcept {
  return area.value < area_count() ? impl_->facts[area.value].area_km2() : 0;
}

std::optional<AreaId> Boundaries::find(AreaKind kind, const LatLon& point) const noexcept {
  if (!impl_) return std::nullopt;
  auto p = MercatorGrid::from(WebMercator::from(point));
  p.y = std::clamp(p.y, 0, MercatorGrid::kSize - 1);  // past the map's lower edge is Antarctica, too
  const auto province = impl_->province_at(p);
  if (!province.valid()) return std::nullopt;
  return kind == AreaKind::admin1 ? province : country_of(province);
}

std::optional<AreaId> Boundaries::find_near(AreaKind kind, const LatLon& point,
                                            double max_km) const noexcept {
  if (const auto within = find(kind, point)) return within;
  if (!impl_ || !(max_km > 0)) return std::nullopt;
  const auto province = impl_->nearest_province(point, max_km);
  if (!province.valid()) return std::nullopt;
  return kind == AreaKind::admin1 ? province : country_of(province);
}

AreaMesh Boundaries::mesh(AreaId area, int level) const noexcept {
  if (area.value >= area_count() || level < 0 || level >= kDetailLevels) return {};
  const auto& data = impl_->levels[static_cast<std::size_t>(level)];
  const auto& range = data.meshes[area.value];
  return {data.vertices.subspan(range.first_vertex(), range.vertex_count()),
          data.indices.subspan(range.first_index(), range.index_count())};
}

std::size_t Boundaries::line_count(int level) const noexcept {
  if (!impl_ || level < 0 || level >= kDetailLevels) return 0;
  return impl_->levels[static_cast<std::size_t>(level)].drawn_lines;
}

BorderLine Boundaries::line(int level, std::size_t index) const noexcept {
  if (index >= line_count(level)) return {};
  const auto& data = impl_->levels[static_cast<std::size_t>(level)];
  const auto& range = data.lines[index];
  return {static_cast<BorderKind>(range.kind()),
          {range.left()},
          {range.right()},
          data.points.subspan(range.first(), range.count())};
}

int Boundaries::level_for(double grid_steps_per_px) noexcept {
  for (int level = 0; level < kDetailLevels - 1; ++level) {
    if (kLevelErrorSteps[static_cast<std::size_t>(level)] <= 0.5 * grid_steps_per_px) return level;
  }
  return kDetailLevels - 1;
}

const Waters& Boundaries::waters() const noexcept {
  static const Waters kNone;
  return impl_ ? impl_->waters : kNone;
}

Result<Boundaries> BoundaryTable::open(const fb::Boundaries& table, std::shared_ptr<const void> file,
                                       const fb::Waters* waters) {
  const auto damaged = [] {
    return fail(ErrorCode::damaged, "the gazetteer's boundaries are damaged; build the gazetteer again");
  };
  auto impl = std::make_shared<Boundaries::Impl>();
  impl->file = std::move(file);
  impl->facts = structs(table.facts());
  impl->codes = table.codes();
  impl->cell_bits = table.cell_bits();
  impl->row_cells = numbers(table.row_cells());
  impl->cells = structs(table.cells());
  impl->edges = numbers(table.edges());
  if (table.levels() == nullptr || table.levels()->size() != kDetailLevels) return damaged();
  for (std::uint32_t i = 0; i < kDetailLevels; ++i) {
    const auto* level = table.levels()->Get(i);
    impl->levels[i] = {points_of(level->points()),   structs(level->lines()),   level->drawn_lines(),
                       points_of(level->vertices()), numbers(level->indices()), structs(level->meshes())};
  }
  if (!impl->is_sound()) return damaged();
  if (waters != nullptr) {
    auto opened = WatersTable::open(*waters, impl->file);
    if (!opened) return tl::unexpected(opened.error());
    impl->waters = std::move(*opened);
  }
  Boundaries boundaries;
  boundaries.impl_ = std::move(impl);
  return boundaries;
}

}  // namespace kharita::geo
