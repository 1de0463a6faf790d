// What must stand in data/names.tsv: names for all that it promises, each once, in the form that the importer
// expects. own_names_test.cpp tests the importer; world_test.cpp that the new places lie where they are said
// to.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/text/normalise.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita::geo;

namespace {

struct Row {
  std::size_t line = 0;
  std::string id, kind, name_en, name_ar, lat, lon, radius_km, country;
  std::vector<std::string> other_names;

  [[nodiscard]] bool is_new_place() const { return id.starts_with("kh:"); }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all = other_names;
    all.insert(all.begin(), name_ar);
    return all;
  }
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> read = [] {
    std::vector<Row> result;
    std::ifstream file(KHARITA_SOURCE_DIR "/data/names.tsv", std::ios::binary);
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      if (line.empty() || line.starts_with('#') || line.starts_with("id\t")) continue;
      const auto cells = split(line, '\t');
      REQUIRE_MESSAGE(cells.size() == 9, "names.tsv:" << number << ": " << cells.size() << " columns");
      Row& row = result.emplace_back(
          Row{number, cells[0], cells[1], cells[2], cells[3], cells[5], cells[6], cells[7], cells[8], {}});
      if (!cells[4].empty()) row.other_names = split(cells[4], '|');
    }
    return result;
  }();
  return read;
}

}  // namespace

TEST_CASE("names.tsv: it has the names that were promised, and more") {
  std::size_t names = 0;
  for (const Row& row : rows())
    names += row.names().size();
  CHECK(names >= 4000);
}

TEST_CASE("names.tsv: every place has one row, a kind and a name in both scripts") {
  const std::set<std::string> kinds = {"country", "admin1", "city", "region", "water", "other"};
  std::set<std::string> ids;
  for (const Row& row : rows()) {
    CAPTURE(row.line);
    CHECK(ids.insert(row.id).second);
    CHECK(kinds.contains(row.kind));
    CHECK_FALSE(row.name_en.empty());
    CHECK_FALSE(row.name_ar.empty());
  }
}

TEST_CASE("names.tsv: no row repeats a name in another spelling of the same letters") {
  for (const Row& row : rows()) {
    std::set<std::string> seen;
    for (const std::string& name : row.names()) {
      CAPTURE(row.line);
      CAPTURE(name);
      CHECK_FALSE(name.empty());
      CHECK(seen.insert(text::normalise(name)).second);
    }
  }
}

TEST_CASE("names.tsv: new places, and they alone, state where they are and how far they reach") {
  for (const Row& row : rows()) {
    CAPTURE(row.line);
    CHECK(row.lat.empty() == !row.is_new_place());
    CHECK(row.lon.empty() == !row.is_new_place());
    CHECK(row.radius_km.empty() == !row.is_new_place());
    if (row.is_new_place()) {
      CHECK((row.country.empty() || row.country.size() == 2));
      CHECK(std::stod(row.radius_km) > 0);
    } else {
      CHECK(row.country.empty());
    }
  }
}

TEST_CASE("names.tsv: a new place within one country reaches no farther than its country's size allows") {
  for (const Row& row : rows()) {
    if (!row.is_new_place() || row.kind == "region" || row.kind == "water") continue;
    CAPTURE(row.line);
    CHECK(std::stod(row.radius_km) <= (row.kind == "city" ? 20 : 2500));
  }
}

TEST_CASE(
    "names.tsv: every province of the Arab countries, Iran, Turkey, Pakistan, Afghanistan and India has a "
    "name") {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  if (gazetteer == nullptr) return;
  const std::set<std::string_view> promised = {"DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY",
                                               "MR", "MA", "EH", "OM", "PS", "QA", "SA", "SO", "SD", "SY",
                                               "TN", "AE", "YE", "IR", "TR", "PK", "AF", "IN"};
  std::set<std::string_view> named;
  for (const Row& row : rows())
    named.insert(row.id);
  std::size_t provinces = 0;
  for (std::uint32_t i = 0; i < gazetteer->place_count(); ++i) {
    const Place place = gazetteer->place({i});
    if (place.kind != PlaceKind::admin1 || !promised.contains(place.country_iso)) continue;
    if (place.name == "Neutral Zone") continue;  // two slivers between the Emirates and Oman without a name
    ++provinces;
    CHECK_MESSAGE(named.contains(place.stable_id), place.stable_id << " " << place.name);
  }
  CHECK(provinces > 500);
}

TEST_CASE("names.tsv: every province's seat in these countries is found by an Arabic name") {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  if (gazetteer == nullptr) return;
  const std::set<std::string_view> promised = {"DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB",
                                               "LY", "MR", "MA", "OM", "PS", "QA", "SA", "SO", "SD",
                                               "SY", "TN", "AE", "YE", "IR", "TR", "PK", "AF", "IN"};
  std::size_t seats = 0;
  for (std::uint32_t i = 0; i < gazetteer->place_count(); ++i) {
    const Place place = gazetteer->place({i});
    if (!place.is_admin1_seat || !promised.contains(place.country_iso)) continue;
    ++seats;
    const auto found = gazetteer->lookup(place.name_ar);
    const bool finds_itself =
        std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.place == PlaceId{i}; });
    CHECK_MESSAGE(finds_itself, place.stable_id << " " << place.name << " " << place.country_iso);
  }
  CHECK(seats > 400);
}

TEST_CASE("names.tsv: every country has its newspaper names") {
  const Gazetteer* const gazetteer = test::built_gazetteer();
  if (gazetteer == nullptr) return;
  std::set<std::string_view> named;
  for (const Row& row : rows())
    named.insert(row.id);
  const std::set<std::string_view> uninhabited_or_islets = {"ne:BV", "ne:BQ"};
  for (const PlaceId id : gazetteer->countries()) {
    const Place place = gazetteer->place(id);
    const bool fits = named.contains(place.stable_id) || uninhabited_or_islets.contains(place.stable_id);
    CHECK_MESSAGE(fits, place.stable_id << " " << place.name);
  }
}

TEST_CASE("names.tsv: the variants that newspapers use lead to one country") {
  std::map<std::string, std::string> countries;
  for (const Row& row : rows()) {
    if (row.kind != "country") continue;
    for (const std::string& name : row.names())
      countries.emplace(text::normalise(name), row.id);
  }
  const auto country_of = [&](std::string_view name) { return countries[text::normalise(name)]; };
  for (const char* name : {"بريطانيا", "المملكة المتحدة", "إنجلترا", "انكلترا"})
    CHECK(country_of(name) == "ne:GB");
  for (const char* name : {"أمريكا", "أميركا", "الولايات المتحدة", "الولايات المتحدة الأميركية"})
    CHECK(country_of(name) == "ne:US");
  for (const char* name : {"سوريا", "سورية", "الجمهورية العربية السورية"})
    CHECK(country_of(name) == "ne:SY");
  for (const char* name : {"المجر", "هنغاريا"})
    CHECK(country_of(name) == "ne:HU");
  for (const char* name : {"ميانمار", "بورما"})
    CHECK(country_of(name) == "ne:MM");
}
