#include "app/model/settings.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/model/fixture.h"

using namespace kharita;
using namespace kharita::app;
using kharita::test::TempFolder;

TEST_CASE("sittings: of libraries and of what was opened what holds is taken, and no more than is kept") {
  const auto read = parse_settings(
      R"({"recent": ["/a", 5, "/b", null],
          "libraries": [7, {"library": "/no map"}, {"map": {"lat": 1, "lon": 2, "zoom": 3}},
                        {"library": "/x", "map": {"lat": 1, "lon": 2, "zoom": 3}, "order": "sideways",
                         "places": ["ne:PK", "ne:??"], "together": "yes", "article": []},
                        {"library": "/x", "map": {"lat": 9, "lon": 9, "zoom": 9}}]})",
      "s", test_gazetteer());
  REQUIRE(read);
  CHECK(read->recent == std::vector<std::string>{"/a", "/b"});
  REQUIRE(read->sittings.size() == 1);
  const Sitting& sitting = read->sittings[0];
  CHECK(sitting.map.zoom == 3);
  CHECK(sitting.order == ArticleOrder::newest_first);
  CHECK(sitting.places == std::vector{place_id("ne:PK")});
  CHECK_FALSE(sitting.together);
  CHECK(sitting.article.empty());
  Settings many;
  for (int i = 0; i < 300; ++i) {
    remember_recent(many.recent, "/" + std::to_string(i));
    keep_sitting(many, {.library = "/" + std::to_string(i), .map = {}});
  }
  CHECK(many.recent.size() == 10);
  CHECK(many.recent.front() == "/299");
  CHECK(many.sittings.size() == 50);
  CHECK(sitting_of(many, "/299") == &many.sittings.front());
  CHECK(sitting_of(many, "/1") == nullptr);
}

TEST_CASE("sittings: two windows keep what each of them opened and saw") {
  Settings base;
  base.recent = {"/old", "/gone"};
  keep_sitting(base, {.library = "/a", .map = {{}, 1, false}});
  keep_sitting(base, {.library = "/b", .map = {{}, 1, false}});
  Settings mine = base;
  std::erase(mine.recent, "/gone");
  remember_recent(mine.recent, "/mine");
  keep_sitting(mine, {.library = "/a", .map = {{}, 2, false}});
  Settings theirs = base;
  remember_recent(theirs.recent, "/theirs");
  keep_sitting(theirs, {.library = "/b", .map = {{}, 3, false}});
  const Settings both = merged(base, mine, theirs);
  CHECK(both.recent == std::vector<std::string>{"/mine", "/old", "/theirs"});
  REQUIRE(both.sittings.size() == 2);
  CHECK(sitting_of(both, "/a")->map.zoom == 2);
  CHECK(sitting_of(both, "/b")->map.zoom == 3);
  CHECK(merged(base, base, theirs) == theirs);
}

TEST_CASE("sittings: what a newer program keeps in the file stays there, also where two windows save") {
  const TempFolder folder;
  const auto file = folder.write(
      "settings.json",
      R"({"theme": "light", "panels": {"sides": 3}, "ماذا": {"deep": [1, null]}, "voice": "low"})");
  Settings mine = read_settings(file, test_gazetteer()).value();
  CHECK(mine.theme == Theme::light);
  const Settings base = mine;
  mine.theme = Theme::dark;
  REQUIRE(save_settings(base, mine, file, test_gazetteer()));
  const Settings read = read_settings(file, test_gazetteer()).value();
  CHECK(read.theme == Theme::dark);
  CHECK(read.newer == R"({"ماذا":{"deep":[1,null]},"voice":"low"})");
}
