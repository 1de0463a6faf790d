#include "geo/boundary/waters.h"

#include <algorithm>
#include <array>

#include "boundary_generated.h"
#include "geo/boundary/flat_spans.h"
#include "geo/boundary/waters_table.h"

namespace kharita::geo {
namespace {

struct Level {
  std::span<const MercatorGrid> points;
  std::span<const fb::WaterLineRange> lines;
  std::span<const MercatorGrid> vertices;
  std::span<const std::uint32_t> indices;
  std::span<const fb::MeshRange> meshes;
};

bool is_sound(const Level& level, std::size_t lakes) {
  if (level.meshes.size() != lakes) return false;
  for (const auto& line : level.lines) {
    const bool of_lake = line.lake() < lakes || line.lake() == AreaId::kNone;
    if (!of_lake || line.count() < 2 || !fits(line.first(), line.count(), level.points.size())) return false;
  }
  return std::ranges::all_of(level.meshes, [&](const fb::MeshRange& mesh) {
    return is_sound_mesh(mesh, level.vertices.size(), level.indices);
  });
}

}  // namespace

struct Waters::Impl {
  std::shared_ptr<const void> file;
  std::span<const fb::LakeFacts> lakes;
  std::array<Level, kDetailLevels> levels;
};

Result<Waters> WatersTable::open(const fb::Waters& table, std::shared_ptr<const void> file) {
  const auto impl = std::make_shared<Waters::Impl>();
  impl->file = std::move(file);
  impl->lakes = structs<fb::LakeFacts>(table.lakes());
  if (table.levels() == nullptr || table.levels()->size() != kDetailLevels)
    return fail(ErrorCode::damaged, "the gazetteer's lakes and rivers have not {} levels; build it again",
                kDetailLevels);
  for (std::uint32_t i = 0; i < kDetailLevels; ++i) {
    const fb::WaterLevel& from = *table.levels()->Get(i);
    Level& level = impl->levels[i];
    level.points = points_of(from.points());
    level.lines = structs<fb::WaterLineRange>(from.lines());
    level.vertices = points_of(from.vertices());
    level.indices = numbers(from.indices());
    level.meshes = structs<fb::MeshRange>(from.meshes());
    if (!is_sound(level, impl->lakes.size()))
      return fail(ErrorCode::damaged,
                  "the gazetteer's lakes and rivers of level {} are damaged; build it again", i);
  }
  Waters waters;
  waters.impl_ = impl;
  return waters;
}

std::size_t Waters::lake_count() const noexcept {
  return impl_ ? impl_->lakes.size() : 0;
}

double Waters::lake_km2(std::size_t lake) const noexcept {
  return impl_->lakes[lake].area_km2();
}

LatLon Waters::lake_label(std::size_t lake) const noexcept {
  const auto& facts = impl_->lakes[lake];
  return MercatorGrid{facts.label_x(), facts.label_y()}.to_mercator().to_latlon();
}

AreaMesh Waters::lake_mesh(std::size_t lake, int level) const noexcept {
  const Level& l = impl_->levels[static_cast<std::size_t>(level)];
  const fb::MeshRange& mesh = l.meshes[lake];
  return {l.vertices.subspan(mesh.first_vertex(), mesh.vertex_count()),
          l.indices.subspan(mesh.first_index(), mesh.index_count())};
}

std::size_t Waters::line_count(int level) const noexcept {
  return impl_ ? impl_->levels[static_cast<std::size_t>(level)].lines.size() : 0;
}

WaterLine Waters::line(int level, std::size_t index) const noexcept {
  const Level& l = impl_->levels[static_cast<std::size_t>(level)];
  const fb::WaterLineRange& line = l.lines[index];
  return {line.lake() == AreaId::kNone, line.length_km(), l.points.subspan(line.first(), line.count())};
}

}  // namespace kharita::geo
