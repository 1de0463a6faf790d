#include "tests/geo/boundary/world.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::geo::test {

AreaId World::country(std::string_view iso_a2) const {
  for (const auto area : countries) {
    if (boundaries.code(area) == iso_a2) return area;
  }
  return {};
}

const World* world() {
  static const auto made = []() -> std::unique_ptr<World> {
    const std::filesystem::path file = KHARITA_SHARE_DIR "/world.gazetteer";
    if (!std::filesystem::exists(file)) {
      MESSAGE("skipped: " << file << " is missing; build the target gazetteer");
      return nullptr;
    }
    static const auto gazetteer = Gazetteer::open(file);  // the boundaries live in its memory
    REQUIRE_MESSAGE(gazetteer.has_value(), gazetteer.error().message);
    auto result = std::make_unique<World>();
    result->boundaries = gazetteer->boundaries();
    for (std::uint32_t area = 0; area < result->boundaries.area_count(); ++area) {
      const bool is_country = result->boundaries.kind({area}) == AreaKind::country;
      (is_country ? result->countries : result->provinces).push_back({area});
    }
    return result;
  }();
  return made.get();
}

}  // namespace kharita::geo::test
