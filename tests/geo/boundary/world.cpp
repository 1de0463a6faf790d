#include "tests/geo/boundary/world.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>

namespace kharita::geo::test {

const BoundaryBuild* world() {
  static const auto build = []() -> std::unique_ptr<BoundaryBuild> {
    const std::filesystem::path file = KHARITA_CACHE_DIR "/qgis-common/world_map.gpkg";
    if (!std::filesystem::exists(file)) {
      MESSAGE("skipped: " << file << " is missing; run data/fetch.sh");
      return nullptr;
    }
    Progress progress;
    auto result = BoundaryBuild::read(file, progress);
    REQUIRE_MESSAGE(result.has_value(), result.error().message);
    return std::make_unique<BoundaryBuild>(std::move(*result));
  }();
  return build.get();
}

AreaId country(const BoundaryBuild& build, std::string_view iso_a2) {
  for (const auto& c : build.countries()) {
    if (c.iso_a2 == iso_a2) return c.area;
  }
  return {};
}

}  // namespace kharita::geo::test
