// The project's own names.tsv: what its importer refuses, and whether what stands in it fits the map.
#include <fstream>

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

void check_refused(std::string_view row, std::string_view reason) {
  const Import import(row);
  CAPTURE(row);
  REQUIRE_FALSE(import.result.has_value());
  CHECK(import.result.error().message.find("names.tsv:3: ") != std::string::npos);
  CHECK_MESSAGE(import.result.error().message.find(reason) != std::string::npos,
                import.result.error().message);
}

}  // namespace

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
