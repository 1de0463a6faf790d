#include "app/model/co_mentions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "app/model/scene_builder.h"
#include "tests/app/model/fixture.h"

using namespace kharita::app;

namespace {

PlaceGroups random_groups(std::uint32_t seed) {
  std::mt19937 random(seed);
  PlaceGroups groups;
  groups.places = 3 + seed % 40;
  for (std::uint32_t g = 0; g < 60; ++g) {
    std::vector<std::uint32_t> members;
    for (std::uint32_t i = 0; i < random() % 9; ++i) {
      // A few places stand in most groups, as in news.
      const auto place =
          static_cast<std::uint32_t>(std::min(random() % groups.places, random() % groups.places));
      if (std::find(members.begin(), members.end(), place) == members.end()) members.push_back(place);
    }
    groups.members.insert(groups.members.end(), members.begin(), members.end());
    groups.first.push_back(static_cast<std::uint32_t>(groups.members.size()));
  }
  return groups;
}

// By a table of all pairs.
std::vector<PlacePair> all_pairs(const PlaceGroups& groups, std::size_t count, bool odd_only) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> table;
  for (std::size_t g = 0; g + 1 < groups.first.size(); ++g) {
    for (auto i = groups.first[g]; i < groups.first[g + 1]; ++i) {
      for (auto k = groups.first[g]; k < groups.first[g + 1]; ++k) {
        if (groups.members[i] < groups.members[k]) ++table[{groups.members[i], groups.members[k]}];
      }
    }
  }
  std::vector<PlacePair> pairs;
  for (const auto& [places, held] : table) {
    if (!odd_only || (places.first + places.second) % 2 == 1)
      pairs.push_back({places.first, places.second, held});
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const PlacePair& a, const PlacePair& b) { return a.groups > b.groups; });
  pairs.resize(std::min(pairs.size(), count));
  return pairs;
}

}  // namespace

TEST_CASE("co-mentions: the strongest pairs are those of a table of all pairs") {
  for (std::uint32_t seed = 0; seed < 60; ++seed) {
    const PlaceGroups groups = random_groups(seed);
    for (const std::size_t count : {0, 1, 5, 40, 100000}) {
      const auto any = [](std::uint32_t, std::uint32_t) { return true; };
      const auto odd = [](std::uint32_t a, std::uint32_t b) { return (a + b) % 2 == 1; };
      REQUIRE(strongest_pairs(groups, count, any) == all_pairs(groups, count, false));
      REQUIRE(strongest_pairs(groups, count, odd) == all_pairs(groups, count, true));
    }
  }
}

TEST_CASE(
    "co-mentions: only passing articles and mentions join places, and none is joined with its country") {
  AppState state(test_gazetteer());
  ArticleBatch corpus;
  add_article(corpus, "1", "a", day(2024, 1, 1), "القاهرة وبغداد ومصر",
              {{"القاهرة", "gn:360630"}, {"بغداد", "gn:98182"}, {"مصر", "ne:EG"}});
  add_article(corpus, "2", "b", day(2024, 2, 1), "بغداد والقاهرة",
              {{"القاهرة", "gn:360630"}, {"بغداد", "gn:98182"}});
  apply(state, action::AddArticles{corpus});
  const StyleOptions arcs{MapStyle::arcs};
  MapScene scene =
      build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, arcs);
  REQUIRE(scene.arcs.size() == 2);
  CHECK(scene.arcs[0].articles == 2);
  CHECK(scene.arcs[0].a < scene.arcs[0].b);
  CHECK(scene.arcs[1].articles == 1);  // Baghdad and Egypt; Cairo and Egypt are not joined
  StyleOptions one = arcs;
  one.arcs = 1;
  scene = build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, one);
  REQUIRE(scene.arcs.size() == 1);
  CHECK(scene.arcs[0].articles == 2);
  apply(state, action::SetDates{day(2024, 1, 15), {}});
  scene = build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, arcs);
  REQUIRE(scene.arcs.size() == 1);
  CHECK(scene.arcs[0].articles == 1);
}

TEST_CASE("scene: by country and by province all that is mentioned in them is added up, the rest is told") {
  AppState state(test_gazetteer());
  ArticleBatch corpus;
  add_article(corpus, "1", "a", day(2024, 1, 1), "القاهرة وبغداد ومصر والقاهرة والبحر",
              {{"القاهرة", "gn:360630"}, {"بغداد", "gn:98182"}, {"مصر", "ne:EG"}});
  add_article(corpus, "2", "b", day(2024, 2, 1), "مصر", {{"مصر", "ne:EG"}});
  apply(state, action::AddArticles{corpus});
  StyleOptions areas{MapStyle::areas};
  MapScene scene =
      build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, areas);
  REQUIRE(scene.areas.size() == 2);
  CHECK(scene.areas[0].place == place_id("ne:EG"));
  CHECK(scene.areas[0].mentions == 3);
  CHECK(scene.areas[0].articles == 2);
  CHECK(scene.passing == 4);
  CHECK(scene.outside == 0);
  areas.area_level = AreaLevel::admin1;
  areas.measure = Measure::articles;
  scene = build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, areas);
  CHECK(scene.areas.size() == 2);  // Cairo's and Baghdad's
  CHECK(scene.outside == 2);       // both articles name Egypt as a whole
  StyleOptions heat{MapStyle::heat};
  scene = build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, heat);
  CHECK(scene.outside == 2);  // mentions of Egypt: areas have no density
  heat.heat_areas = true;
  scene = build_map_scene(state.corpus, state.result, test_gazetteer(), Theme::dark, Language::arabic, heat);
  CHECK(scene.outside == 0);  // unless it is asked for
}
