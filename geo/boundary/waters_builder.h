// Builds the lakes and rivers of the gazetteer from Natural Earth's 1:50m layers.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "geo/boundary/waters.h"
#include "geo/error.h"

namespace flatbuffers {
class FlatBufferBuilder;
template <typename T>
struct Offset;
}  // namespace flatbuffers

namespace kharita::geo {

namespace fb {
struct Waters;  // generated from geo/boundary/boundary.fbs
}

class WatersBuild {
 public:
  // Reads layers lakes and rivers of `file` (a TopoJSON file) through GDAL, smooths away the steps of its
  // grid, simplifies and triangulates. Well under a second. Errors name the file and layer.
  [[nodiscard]] static Result<WatersBuild> read(const std::filesystem::path& file);

  WatersBuild(WatersBuild&&) noexcept;
  WatersBuild& operator=(WatersBuild&&) noexcept;
  ~WatersBuild();

  // All queries of Waters. Outlives this object.
  [[nodiscard]] const Waters& waters() const noexcept;
  [[nodiscard]] flatbuffers::Offset<fb::Waters> write(flatbuffers::FlatBufferBuilder& builder) const;

 private:
  struct Impl;
  explicit WatersBuild(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

// Rounds a line's corners (Chaikin, 1974): each turn, corners give way to points at a quarter and three
// quarters of their edges. The ends of an open line stay; a closed one, whose first point is its last, stays
// closed.
[[nodiscard]] std::vector<MercatorGrid> round_corners(std::span<const MercatorGrid> points, int turns);

}  // namespace kharita::geo
