// Builds the boundaries from Natural Earth's polygons: attributes for the gazetteer, and the table of
// boundary.fbs.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "geo/boundary/boundaries.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace flatbuffers {
class FlatBufferBuilder;
template <typename T>
struct Offset;
}  // namespace flatbuffers

namespace kharita::geo {

namespace fb {
struct Boundaries;  // generated from geo/boundary/boundary.fbs
}

// What Natural Earth says of a country: the columns of layer `countries`, UTF-8, empty where the source has
// none ("-99" too).
struct CountrySource {
  AreaId area;
  std::string iso_a2;  // unique, two letters
  std::string name;    // column NAME
  std::string fips;    // FIPS_10_
  std::string iso_a3;
  std::string wb_a2;
  std::string wb_a3;
};

// What Natural Earth says of a province: the columns of layer `states_provinces`.
struct ProvinceSource {
  AreaId area;
  AreaId country;  // by iso_a2; always valid
  std::string iso_a2;
  std::string name;
  std::string fips;  // "IR04": GeoNames' country and admin1 code in most countries; not unique, may be empty
  std::string woe_label;
  std::string woe_name;
  std::string sov_a3;
  std::string adm0_a3;
  std::string admin;
  std::string gu_a3;
  std::string gn_name;
};

// The boundaries while a gazetteer is built. Areas are numbered: countries first, in the layer's order, then
// provinces in theirs; countries()[i].area.value == i, provinces()[i].area.value == countries().size() + i.
class BoundaryBuild {
 public:
  // Reads layers countries, states_provinces and disputed_borders of `file` (world_map.gpkg) through GDAL,
  // cuts the borders at their junctions, simplifies and triangulates. About 5 s on two cores. Each border is
  // one line that its two neighbours share, so all levels are without gaps; countries are the union of their
  // provinces. Errors name the file and layer.
  [[nodiscard]] static Result<BoundaryBuild> read(const std::filesystem::path& file, Progress& progress,
                                                  const std::function<void(std::string_view)>& say = {});

  BoundaryBuild(BoundaryBuild&&) noexcept;
  BoundaryBuild& operator=(BoundaryBuild&&) noexcept;
  ~BoundaryBuild();

  [[nodiscard]] std::span<const CountrySource> countries() const noexcept;
  [[nodiscard]] std::span<const ProvinceSource> provinces() const noexcept;
  // All queries of Boundaries, ready for use while the rest of the gazetteer is built. Outlives this object.
  [[nodiscard]] const Boundaries& boundaries() const noexcept;
  // Writes the table; the offset goes into the gazetteer's root table.
  [[nodiscard]] flatbuffers::Offset<fb::Boundaries> write(flatbuffers::FlatBufferBuilder& builder) const;

 private:
  struct Impl;
  explicit BoundaryBuild(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::geo
