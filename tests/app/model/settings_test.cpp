#include "app/model/settings.h"

#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"

using namespace kharita;
using namespace kharita::app;
using kharita::test::TempFolder;

namespace {

Settings some_settings() {
  Settings settings;
  settings.theme = Theme::light;
  settings.language = Language::english;
  settings.map = MapPosition{geo::LatLon::from_degrees(33.6, 73.1), 6, true};
  settings.layout.places_open = false;
  settings.layout.kinds_open = settings.layout.article_columns = true;
  settings.layout.legend_folded = settings.layout.legend_moved = true;
  settings.layout.legend_along = 0.25f;
  settings.layout.legend_down = 0.5f;
  settings.layout.reader_width = 500;
  settings.style = {
      MapStyle::areas, Measure::articles, AreaLevel::admin1, Classing::natural_breaks, true, true};
  settings.style.arcs = 400;
  settings.style.heat_radius = 55;
  settings.style.heat_areas = true;
  SavedView view{"روالبندي وزاهدان", {geo::LatLon::from_degrees(29.5, 60.9), 5.25, false}, {}};
  view.filter.from = day(2024, 1, 1);
  view.filter.to = day(2024, 1, 31);
  view.filter.text = "«زلزال»";
  view.filter.sources = {"المرصد", ""};
  view.filter.countries = {place_id("ne:PK"), place_id("ne:IR")};
  view.filter.places = {place_id("gn:1166993")};
  view.filter.not_sources = {"النهار"};
  view.filter.languages = {"ar", ""};
  view.filter.not_languages = {"fa"};
  view.filter.kinds = {geo::PlaceKind::city, geo::PlaceKind::water};
  view.filter.not_kinds = {geo::PlaceKind::country};
  view.filter.not_countries = {place_id("ne:EG")};
  view.filter.not_places = {place_id("gn:360630")};
  view.filter.all_countries = view.filter.all_places = true;
  view.filter.box = geo::LatLonBox{170.5, -10, -170.25, 20};
  view.filter.min_confidence = 0.5f;
  view.style = StyleOptions{MapStyle::heat, Measure::articles};
  view.theme = Theme::dark;
  settings.views = {view, {"all", {}, {}}};
  settings.sittings = {{.library = "/home/سارة/مكتبة.gpkg",
                        .map = {geo::LatLon::from_degrees(29.5, 60.9), 5.25, false},
                        .filter = view.filter,
                        .order = ArticleOrder::most_places,
                        .places = {place_id("ne:IR"), place_id("ne:PK")},
                        .together = true,
                        .article = "sample-1"},
                       {.library = "PG:host=db", .map = {}}};
  settings.recent = {"/home/سارة/أخبار", "/tmp/a.txt"};
  return settings;
}

}  // namespace

TEST_CASE("settings: what is written is read again") {
  const TempFolder folder;
  const auto file = folder.path() / "deep" / "settings.json";
  CHECK(read_settings(file, test_gazetteer()) == Settings{});
  REQUIRE(write_settings(some_settings(), file, test_gazetteer()));
  const auto read = read_settings(file, test_gazetteer());
  REQUIRE(read);
  CHECK(*read == some_settings());
  // Nothing but the file is left beside it.
  CHECK(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}) == 1);
}

TEST_CASE("settings: a broken file is an error that names it") {
  const TempFolder folder;
  for (const char* broken : {"", "{", "[]", "null", "{\"theme\":", "\xff\xfe", "{} {}"}) {
    const auto read = read_settings(folder.write("settings.json", broken), test_gazetteer());
    REQUIRE_FALSE(read);
    CHECK(read.error().message.find("settings.json") != std::string::npos);
  }
}

TEST_CASE("settings: values of the wrong kind or out of range are passed over, the others hold") {
  const auto read = parse_settings(
      R"({"theme": 3, "language": "en", "map": {"lat": 99, "lon": 0, "zoom": 2}, "panels": [],
          "views": [7, {"name": "x"}, {"name": "y", "map": {"lat": 1, "lon": 2, "zoom": 3},
                    "filter": {"from": "never", "to": "2024-02-31", "countries": ["ne:PK", "ne:??", 5], "kinds": ["city", "planet", 3],
                               "confidence": 9, "text": {}}}]})",
      "test", test_gazetteer());
  REQUIRE(read);
  CHECK_FALSE(read->theme);
  CHECK(read->language == Language::english);
  CHECK_FALSE(read->map);
  CHECK(read->layout.countries_open);
  REQUIRE(read->views.size() == 1);
  CHECK(read->views[0].name == "y");
  CHECK(read->views[0].filter.countries == std::vector{place_id("ne:PK")});
  CHECK(read->views[0].filter.kinds == std::vector{geo::PlaceKind::city});
  CHECK_FALSE(read->views[0].filter.from);
  CHECK(read->views[0].filter.min_confidence == 0);
}

TEST_CASE("settings: a file of before styles were kept reads as it did, and its views leave the style") {
  const auto read = parse_settings(
      R"({"theme": "light", "language": "ar", "map": {"lat": 30.5, "lon": 40, "zoom": 4, "globe": false},
          "panels": {"countries": true, "places": false, "sources": true},
          "views": [{"name": "y", "map": {"lat": 1, "lon": 2, "zoom": 3}, "filter": {}}]})",
      "test", test_gazetteer());
  REQUIRE(read);
  CHECK(read->theme == Theme::light);
  CHECK_FALSE(read->layout.places_open);
  CHECK(read->style == StyleOptions{});
  REQUIRE(read->views.size() == 1);
  CHECK_FALSE(read->views[0].style);
  CHECK_FALSE(read->views[0].theme);
}

TEST_CASE("settings: of a broken style or box the parts that hold are taken") {
  const auto read = parse_settings(
      R"({"style": {"as": "pie", "measure": 1, "level": "province", "classes": null, "share": "yes"},
          "views": [{"name": "y", "map": {"lat": 1, "lon": 2, "zoom": 3}, "style": [], "theme": "blue",
                     "filter": {"box": {"west": 1, "south": 9, "east": 2, "north": 3}}},
                    {"name": "z", "map": {"lat": 1, "lon": 2, "zoom": 3}, "style": {"as": "arcs"},
                     "filter": {"box": [1, 2, 3, 4]}}]})",
      "test", test_gazetteer());
  REQUIRE(read);
  CHECK(read->style == StyleOptions{MapStyle::points, Measure::mentions, AreaLevel::admin1});
  REQUIRE(read->views.size() == 2);
  CHECK_FALSE(read->views[0].style);
  CHECK_FALSE(read->views[0].theme);
  CHECK_FALSE(read->views[0].filter.box);
  CHECK(read->views[1].style == StyleOptions{MapStyle::arcs});
  CHECK_FALSE(read->views[1].filter.box);
}

TEST_CASE("settings: a folder that cannot be made is an error and leaves no file") {
  const TempFolder folder;
  const auto blocked = folder.write("file", "x");
  const auto written = write_settings({}, blocked / "settings.json", test_gazetteer());
  REQUIRE_FALSE(written);
  CHECK(written.error().message.find("settings.json") != std::string::npos);
}

TEST_CASE("settings: a picture's name says where the map stood") {
  const auto name = [](double lat, double lon, double zoom, bool globe = false) {
    return position_in_name({geo::LatLon::from_degrees(lat, lon), zoom, globe});
  };
  CHECK(name(33.61, 73.06, 6) == "33.6N-73.1E-z6");
  CHECK(name(-0.04, -70.21, 4.25) == "0.0N-70.2W-z4.2");
  CHECK(name(-33.9, 18.4, 11.96, true) == "33.9S-18.4E-z12-globe");
}

TEST_CASE("settings: two windows that save keep what each of them changed") {
  const TempFolder folder;
  const auto file = folder.path() / "settings.json";
  const auto read = [&] { return read_settings(file, test_gazetteer()).value(); };
  const auto view = [](const char* name, double zoom) {
    return SavedView{name, {geo::LatLon::from_degrees(30, 40), zoom, false}, {}};
  };
  Settings start;
  start.theme = Theme::dark;
  start.views = {view("kept", 3), view("dropped by one", 3), view("changed by two", 3)};
  REQUIRE(write_settings(start, file, test_gazetteer()));

  Settings one = read();
  Settings two = read();
  one.language = Language::english;
  one.layout.sources_open = false;
  one.views = {view("kept", 3), view("changed by two", 3), view("made by one", 4)};
  two.theme = Theme::light;
  two.map = MapPosition{geo::LatLon::from_degrees(10, 20), 5, false};
  two.views = {view("kept", 3), view("dropped by one", 3), view("changed by two", 7), view("made by two", 4)};
  const auto first = save_settings(start, one, file, test_gazetteer());
  REQUIRE(first);
  CHECK(*first == one);
  const auto second = save_settings(start, two, file, test_gazetteer());
  REQUIRE(second);
  Settings both = two;
  both.language = Language::english;
  both.layout.sources_open = false;
  both.views = {view("kept", 3), view("changed by two", 7), view("made by one", 4), view("made by two", 4)};
  CHECK(*second == both);
  CHECK(read() == both);
  // What the first window saves next leaves what the second one did.
  Settings more = one;
  more.layout.places_open = false;
  both.layout.places_open = false;
  CHECK(save_settings(one, more, file, test_gazetteer()).value() == both);
}

TEST_CASE(
    "settings: a view that both windows changed is the later one's; one that is dropped stays dropped") {
  Settings base;
  base.views = {{"a", {{}, 1, false}, {}}, {"b", {{}, 1, false}, {}}};
  Settings mine = base;
  mine.views[0].map.zoom = 2;
  Settings theirs = base;
  theirs.views[0].map.zoom = 3;
  theirs.views.pop_back();
  const Settings both = merged(base, mine, theirs);
  REQUIRE(both.views.size() == 1);
  CHECK(both.views[0].map.zoom == 2);
  CHECK(merged(base, base, theirs) == theirs);
  CHECK(merged(base, mine, base) == mine);
}

TEST_CASE("settings: a file that was damaged meanwhile is put aside, and what the window has is saved") {
  const TempFolder folder;
  const auto file = folder.write("settings.json", "{ damaged");
  const auto saved = save_settings({}, some_settings(), file, test_gazetteer());
  REQUIRE(saved);
  CHECK(*saved == some_settings());
  CHECK(read_settings(file, test_gazetteer()).value() == some_settings());
  CHECK(std::filesystem::exists(folder.path() / "settings.json.broken"));
}

TEST_CASE("settings: they are saved into a folder that is not there yet") {
  const TempFolder folder;
  const auto file = folder.path() / "new" / "settings.json";
  REQUIRE(save_settings({}, some_settings(), file, test_gazetteer()));
  CHECK(read_settings(file, test_gazetteer()).value() == some_settings());
}

TEST_CASE("settings: the layout comes back, within its bounds") {
  Settings settings;
  settings.layout.filters_width = 300;
  settings.layout.timeline_folded = true;
  settings.layout.text_percent = 120;
  const auto read = parse_settings(to_json(settings, test_gazetteer()), "s", test_gazetteer());
  REQUIRE(read);
  CHECK(read->layout == settings.layout);
  const auto wild = parse_settings(
      R"({"panels": {"filters_width": 9000, "articles_width": -3, "list_share": "x", "text_percent": 900}})",
      "s", test_gazetteer());
  REQUIRE(wild);
  CHECK(wild->layout.filters_width == LayoutState::kMostPanel);
  CHECK(wild->layout.articles_width == LayoutState{}.articles_width);
  CHECK(wild->layout.list_share == LayoutState{}.list_share);
  CHECK(wild->layout.text_percent == LayoutState::kMostTextPercent);
}
