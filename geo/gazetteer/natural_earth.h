// Reads the attributes of Natural Earth's countries and provinces.
#pragma once

#include <filesystem>
#include <vector>

#include "geo/boundary/boundary_builder.h"
#include "geo/error.h"
#include "geo/latlon.h"

namespace kharita::geo {

struct NaturalEarth {
  std::vector<CountrySource> countries;
  std::vector<ProvinceSource> provinces;
  std::vector<LatLon> label_points;  // by area
};

[[nodiscard]] Result<NaturalEarth> read_natural_earth(const std::filesystem::path& world_map);

}  // namespace kharita::geo
