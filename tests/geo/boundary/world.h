// The world's boundaries for tests: built once a process from the source package.
#pragma once

#include "geo/boundary/boundary_builder.h"

namespace kharita::geo::test {

// Null where data/fetch.sh has not been run; says so.
const BoundaryBuild* world();
// The country with an ISO code.
AreaId country(const BoundaryBuild& build, std::string_view iso_a2);

}  // namespace kharita::geo::test
