#include "geo/gazetteer/gazetteer.h"

#include <random>

#include "geo/gazetteer/image.h"
#include "tests/geo/gazetteer/small_gazetteer.h"

using namespace kharita::geo;
using namespace kharita::geo::testing;

namespace {

GazetteerDraft two_countries() {
  GazetteerDraft draft;
  const PlaceId pakistan = add_country(draft, "PK", "Pakistan");
  const PlaceId iran = add_country(draft, "IR", "Iran");
  draft.neighbours[pakistan.value] = {iran};
  draft.neighbours[iran.value] = {pakistan};
  const PlaceId zahedan = add_city(draft, 1159301, "Zahedan", iran, 551980);
  draft.at(zahedan).location = LatLon::from_degrees(29.4963, 60.8629);
  draft.at(zahedan).name_ar = "زاهدان";
  add_name(draft.at(zahedan), "زاهدان", kNameArabic | kNamePreferred);
  const PlaceId delhi = add_city(draft, 7, "New Dellany", pakistan, 10);
  add_name(draft.at(delhi), "نيو ديلاني", 0);
  return draft;
}

}  // namespace

TEST_CASE("gazetteer: a place comes back as it was written") {
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(two_countries(), folder.path() / "world.gazetteer");
  const auto id = gazetteer.find("gn:1159301");
  REQUIRE(id.has_value());
  const Place place = gazetteer.place(*id);
  CHECK(place.name == "Zahedan");
  CHECK(place.name_ar == "زاهدان");
  CHECK(place.kind == PlaceKind::city);
  CHECK(place.location.lat_deg() == doctest::Approx(29.4963).epsilon(1e-9));
  CHECK(place.location.lon_deg() == doctest::Approx(60.8629).epsilon(1e-9));
  CHECK(place.country_iso == "IR");
  CHECK(place.country == gazetteer.country("IR"));
  CHECK(place.population == 551980);
  CHECK(place.bounds.contains(place.location));
  CHECK(gazetteer.names_of(*id) == std::vector<std::string_view>{"Zahedan", "زاهدان"});
}

TEST_CASE("gazetteer: what it does not hold is not found") {
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(two_countries(), folder.path() / "world.gazetteer");
  CHECK_FALSE(gazetteer.find("gn:2").has_value());
  CHECK_FALSE(gazetteer.find("").has_value());
  CHECK_FALSE(gazetteer.country("XX").has_value());
  CHECK(gazetteer.lookup("لا شيء").empty());
  CHECK(gazetteer.lookup("").empty());
  CHECK(gazetteer.lookup("...").empty());
  CHECK_FALSE(gazetteer.place_of(AreaId{3}).has_value());
}

TEST_CASE("gazetteer: countries come by their code, with their neighbours") {
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(two_countries(), folder.path() / "world.gazetteer");
  REQUIRE(gazetteer.countries().size() == 2);
  CHECK(gazetteer.place(gazetteer.countries()[0]).country_iso == "IR");
  const auto neighbours = gazetteer.neighbours(*gazetteer.country("PK"));
  REQUIRE(neighbours.size() == 1);
  CHECK(neighbours[0] == gazetteer.country("IR"));
  CHECK(gazetteer.neighbours(*gazetteer.find("gn:7")).empty());
}

TEST_CASE(
    "gazetteer: lookup finds a name without its spaces, with and without the article, and by its skeleton") {
  const TempFolder folder;
  const Gazetteer gazetteer = write_and_open(two_countries(), folder.path() / "world.gazetteer");
  const auto only = [&](std::string_view name) {
    const auto found = gazetteer.lookup(name);
    return found.size() == 1 ? gazetteer.place(found[0].place).name : std::string_view();
  };
  CHECK(only("نيو ديلاني") == "New Dellany");
  CHECK(only("نيوديلاني") == "New Dellany");
  CHECK(only("الزاهدان") == "Zahedan");
  CHECK(only("زاهيدان") == "Zahedan");
  CHECK(only("zahedan") == "Zahedan");
  CHECK(only("newdellany") == "New Dellany");
}

TEST_CASE("gazetteer: a damaged file is an error that names it and says what to do") {
  const TempFolder folder;
  const auto file = folder.path() / "world.gazetteer";
  (void)write_and_open(two_countries(), file);
  const std::string whole = content_of(file);
  const auto broken = folder.path() / "broken.gazetteer";
  const auto check_fails = [&](std::string_view content) {
    write_content(broken, content);
    const auto opened = Gazetteer::open(broken);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().code == kharita::ErrorCode::damaged);
    CHECK(opened.error().message.find(broken.string()) != std::string::npos);
    CHECK(opened.error().message.find("gazetteer build") != std::string::npos);
  };
  SUBCASE("empty") {
    check_fails("");
  }
  SUBCASE("cut short at every length of its header and some of its content") {
    for (std::size_t size = 1; size < 80; ++size)
      check_fails(std::string_view(whole).substr(0, size));
    for (std::size_t size = 80; size < whole.size(); size += 997)
      check_fails(std::string_view(whole).substr(0, size));
  }
  SUBCASE("longer than it was") {
    check_fails(whole + "x");
  }
  SUBCASE("any byte flipped, but for the header's padding") {
    std::mt19937 random(11);
    for (int i = 0; i < 300; ++i) {
      std::string flipped = whole;
      const std::size_t at = i < 32 ? static_cast<std::size_t>(i) : random() % flipped.size();
      if (at >= 32 && at < sizeof(image::Header)) continue;
      if (at >= 12 && at < 16) continue;  // reserved
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (random() % 8)));
      check_fails(flipped);
    }
  }
  SUBCASE("random bytes") {
    std::mt19937 random(12);
    std::string noise(100'000, '\0');
    for (char& byte : noise)
      byte = static_cast<char>(random());
    check_fails(noise);
  }
}

TEST_CASE(
    "gazetteer: content that contradicts itself under a right checksum never reads outside of the file") {
  const TempFolder folder;
  const auto file = folder.path() / "world.gazetteer";
  (void)write_and_open(two_countries(), file);
  const std::string whole = content_of(file);
  std::mt19937 random(13);
  int opened = 0;
  for (int i = 0; i < 3000; ++i) {
    std::string changed = whole;
    for (int flips = 0; flips < 3; ++flips) {
      const std::size_t at = sizeof(image::Header) + random() % (changed.size() - sizeof(image::Header));
      changed[at] = static_cast<char>(random());
    }
    image::Header header;
    std::memcpy(&header, changed.data(), sizeof(header));
    header.payload_checksum =
        image::checksum(changed.data() + sizeof(header), changed.size() - sizeof(header));
    std::memcpy(changed.data(), &header, sizeof(header));
    write_content(folder.path() / "changed.gazetteer", changed);
    const auto gazetteer = Gazetteer::open(folder.path() / "changed.gazetteer");
    if (!gazetteer) continue;
    ++opened;
    // Answers may be wrong; asking must be safe (the sanitizers' build proves it).
    for (const char* name : {"زاهدان", "نيوديلاني", "زاهيدان", "pakistan", "new dellany"})
      (void)gazetteer->lookup(name);
    for (std::uint32_t id = 0; id < gazetteer->place_count(); ++id) {
      (void)gazetteer->place({id});
      for (const std::string_view name : gazetteer->names_of({id}))
        CHECK(name.size() <= whole.size());
    }
    for (const char* id : {"ne:IR", "gn:7", "gn:8"})
      (void)gazetteer->find(id);
    for (const PlaceId country : gazetteer->countries())
      (void)gazetteer->neighbours(country);
  }
  CHECK(opened > 0);
}

TEST_CASE("gazetteer: a folder or a missing file is an error") {
  const TempFolder folder;
  CHECK_FALSE(Gazetteer::open(folder.path() / ".").has_value());
  const auto missing = Gazetteer::open(folder.path() / "none.gazetteer");
  REQUIRE_FALSE(missing.has_value());
  CHECK(missing.error().code == kharita::ErrorCode::io);
  CHECK(missing.error().message.find("none.gazetteer") != std::string::npos);
}
