#include <algorithm>

#include "geo/gazetteer/sources.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

// A line of GeoNames' main table.
std::string line(std::string_view id, std::string_view name, std::string_view others,
                 std::string_view feature) {
  return fmt::format(
      "{}\t{}\t{}\t{}\t29.5\t60.8\t{}\tIR\t\t04\t\t\t\t551980\t\t1352\tAsia/Tehran\t2012-01-17\n", id, name,
      name, others, feature);
}

struct Table {
  TempFolder folder;
  GazetteerDraft draft;
  kharita::Result<void> result;

  explicit Table(const std::string& content) {
    (void)add_country(draft, "IR", "Iran");
    result = add_geonames(folder.write("table.txt", content), draft);
  }
};

}  // namespace

TEST_CASE("gazetteer GeoNames: a line gives a place with its Arabic-script and Latin names, and no others") {
  const Table table(line("1159301", "Zahedan", "ZAH,زاهدان,Захедан,扎黑丹", "P\tPPLA"));
  REQUIRE_MESSAGE(table.result.has_value(), table.result.error().message);
  const PlaceDraft& place = table.draft.at(*table.draft.find("gn:1159301"));
  CHECK(place.kind == PlaceKind::city);
  CHECK(place.country == table.draft.country("IR"));
  CHECK(place.admin1_code == "04");
  CHECK(place.population == 551980);
  CHECK(place.is_admin1_seat);
  CHECK_FALSE(place.is_capital);
  std::vector<std::string> names;
  for (const NameDraft& name : place.names)
    names.push_back(name.text);
  CHECK(names == std::vector<std::string>{"Zahedan", "ZAH", "زاهدان"});
}

TEST_CASE(
    "gazetteer GeoNames: waters, areas and mountains are taken from a full table, units and buildings are "
    "not") {
  const Table table(line("1", "Lake", "", "H\tLK") + line("2", "Desert", "", "L\tDSRT") +
                    line("3", "Peak", "", "T\tMT") + line("4", "Province", "", "A\tADM1") +
                    line("5", "Hotel", "", "S\tHTL"));
  REQUIRE(table.result.has_value());
  CHECK(table.draft.at(*table.draft.find("gn:1")).kind == PlaceKind::water);
  CHECK(table.draft.at(*table.draft.find("gn:2")).kind == PlaceKind::region);
  CHECK(table.draft.at(*table.draft.find("gn:3")).kind == PlaceKind::other);
  CHECK_FALSE(table.draft.find("gn:4").has_value());
  CHECK_FALSE(table.draft.find("gn:5").has_value());
}

TEST_CASE("gazetteer GeoNames: a place that is there already is kept as it is") {
  const Table table(line("1", "First", "", "P\tPPL") + line("1", "Second", "", "P\tPPL"));
  REQUIRE(table.result.has_value());
  CHECK(table.draft.at(*table.draft.find("gn:1")).name == "First");
  CHECK(table.draft.places.size() == 2);
}

TEST_CASE("gazetteer GeoNames: a line that is none of the table's is an error that names it") {
  for (const std::string& bad :
       {std::string("1\tx\n"), line("x", "Name", "", "P\tPPL"), line("1", "", "", "P\tPPL")}) {
    const Table table(line("7", "Good", "", "P\tPPL") + bad);
    REQUIRE_FALSE(table.result.has_value());
    CHECK_MESSAGE(table.result.error().message.find("table.txt:2: ") != std::string::npos,
                  table.result.error().message);
  }
}

TEST_CASE("gazetteer GeoNames: alternate names bring their language; keys that are no names stay out") {
  Table table(line("1", "Zahedan", "", "P\tPPL"));
  const auto file = table.folder.write("names.txt",
                                       "10\t1\tar\tزاهدان\t1\t\t\t\n"
                                       "11\t1\tfa\tزاهدون\t\t\t\t\n"
                                       "12\t1\tlink\thttps\t\t\t\t\n"
                                       "13\t1\ten\tZahidan\t\t\t\t\t\t\n"
                                       "14\t2\tar\tأخرى\t\t\t\t\n");
  const auto added = add_geonames_names(file, table.draft);
  REQUIRE_MESSAGE(added.has_value(), added.error().message);
  const PlaceDraft& place = table.draft.at(*table.draft.find("gn:1"));
  CHECK(place.name_ar == "زاهدان");
  REQUIRE(place.names.size() == 4);
  CHECK(place.names[1].flags == (kNameArabicScript | kNameArabic | kNamePreferred));
  CHECK(place.names[2].flags == kNameArabicScript);
  CHECK(place.names[3].text == "Zahidan");
  CHECK_FALSE(add_geonames_names(table.folder.write("bad.txt", "1\t2\tar\n"), table.draft).has_value());
}
