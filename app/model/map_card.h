// What the hover card tells of things on the map that are no places.
#pragma once

#include <string>
#include <vector>

#include "app/model/map_scene.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

struct MapCard {
  std::string title;
  std::vector<std::string> lines;
};

// Its number and its heaviest places.
[[nodiscard]] MapCard card_of(const ClusterSummary& cluster, const geo::Gazetteer& gazetteer,
                              const StyleOptions& style, Language language);
// Its two places and how many articles name both.
[[nodiscard]] MapCard card_of(const SceneArc& arc, const geo::Gazetteer& gazetteer, Language language);

}  // namespace kharita::app
