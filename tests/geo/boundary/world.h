// The world's boundaries for tests, from the built gazetteer.
#pragma once

#include <string_view>
#include <vector>

#include "geo/boundary/boundaries.h"

namespace kharita::geo::test {

struct World {
  Boundaries boundaries;
  std::vector<AreaId> countries;  // in the source's order
  std::vector<AreaId> provinces;  // in the source's order

  [[nodiscard]] AreaId country(std::string_view iso_a2) const;
};

// Null where the gazetteer has not been built; says so.
const World* world();

}  // namespace kharita::geo::test
