// Builds the gazetteer file from the open data packages and the project's own tables.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::geo {

struct GazetteerSources {
  std::filesystem::path packages;  // as data/fetch.sh leaves them: packages/NAME/…
  std::filesystem::path own_data;  // holds names.tsv and lexicon/*.tsv
  // Tables of GeoNames' own site to add to the package's, and its alternateNamesV2.txt; mostly empty. With
  // allCountries.txt the build takes several GB of memory; a country's table (IR.txt) takes none to speak of.
  std::vector<std::filesystem::path> geonames_tables;
  std::vector<std::filesystem::path> geonames_names;
};

struct GazetteerReport {
  std::uint64_t countries = 0;
  std::uint64_t provinces = 0;
  std::uint64_t cities = 0;
  std::uint64_t named_areas = 0;  // regions, waters and others from names.tsv
  std::uint64_t names = 0;
  std::uint64_t lexicon_entries = 0;
  std::vector<std::string> disagreements;  // a line each: sources that differ on a place's country or
                                           // province, names without a place
};

// Reads all sources, writes `file` (to a temporary name, then renamed). `say` is told of each step, a line at
// a time, and may be empty. Errors name the file and line. Takes under 3 minutes on 2 cores.
[[nodiscard]] Result<GazetteerReport> build_gazetteer(const GazetteerSources& sources,
                                                      const std::filesystem::path& file, Progress& progress,
                                                      const std::function<void(std::string_view)>& say);

}  // namespace kharita::geo
