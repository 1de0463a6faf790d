#include "geo/resolve/home.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita::geo;
using kharita::geo::test::built_gazetteer;

namespace {

// The ISO code of a source's home; empty where none is known.
std::string home(std::string_view source) {
  const PlaceId country = home_of(source, *built_gazetteer());
  return country.valid() ? std::string(built_gazetteer()->place(country).country_iso) : std::string();
}

}  // namespace

TEST_CASE("home: newspapers and agencies by name or by a word of their address") {
  if (built_gazetteer() == nullptr) return;
  CHECK(home("هسبريس") == "MA");
  CHECK(home("https://www.hespress.com/politics/1.html") == "MA");
  CHECK(home("وكالة الأنباء الأردنية (بترا)") == "JO");
}

TEST_CASE("home: the longest name counts") {
  if (built_gazetteer() == nullptr) return;
  CHECK(home("الشرق القطرية") == "QA");
  CHECK(home("الوطن السعودية") == "SA");
  CHECK(home("الوطن العمانية") == "OM");
}

TEST_CASE("home: the domain's country, but not that of one which all the world uses") {
  if (built_gazetteer() == nullptr) return;
  CHECK(home("spa.gov.sa") == "SA");
  CHECK(home("https://news.example.co.uk/path.ma") == "GB");
  CHECK(home("example.io").empty());
  CHECK(home("example.tv").empty());
  CHECK(home("example.com").empty());
}

TEST_CASE("home: broken and empty sources have none") {
  if (built_gazetteer() == nullptr) return;
  CHECK(home("").empty());
  CHECK(home(".").empty());
  CHECK(home("://").empty());
  CHECK(home("\xFF\xFE.\xD8").empty());
  CHECK(home(std::string(100'000, '.')).empty());
}
