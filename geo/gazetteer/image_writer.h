// Lays a finished draft out as the gazetteer's file (gazetteer.fbs, image.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "geo/error.h"
#include "geo/gazetteer/draft.h"

namespace kharita::geo {

class BoundaryBuild;
class WatersBuild;

struct ImageFacts {
  std::string credits;
  std::string data_version;
  std::size_t area_count = 0;                 // of the boundaries
  const BoundaryBuild* boundaries = nullptr;  // null: a gazetteer without polygons
  const WatersBuild* waters = nullptr;        // null: without lakes and rivers
};

struct ImageCounts {
  std::uint64_t names = 0;
  std::uint64_t lexicon_entries = 0;
  std::uint64_t bytes = 0;
};

// Writes `file` under a temporary name, then renames it.
[[nodiscard]] Result<ImageCounts> write_image(const GazetteerDraft& draft, const ImageFacts& facts,
                                              const std::filesystem::path& file);

}  // namespace kharita::geo
