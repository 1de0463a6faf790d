#include "app/map/geometry.h"

namespace kharita::app::map {

std::vector<geo::AreaId> land_areas(const geo::Boundaries& boundaries, int level) {
  const auto count = static_cast<std::uint32_t>(boundaries.area_count());
  std::vector<bool> divided(count, false);
  std::vector<geo::AreaId> areas;
  if (level > 1) {
    for (std::uint32_t i = 0; i < count; ++i) {
      if (boundaries.kind({i}) != geo::AreaKind::admin1) continue;
      areas.push_back({i});
      if (const geo::AreaId country = boundaries.country_of({i}); country.valid())
        divided[country.value] = true;
    }
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    if (boundaries.kind({i}) == geo::AreaKind::country && !divided[i]) areas.push_back({i});
  }
  return areas;
}

}  // namespace kharita::app::map
