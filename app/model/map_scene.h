// What the map shows beside its base: a plain record that the model builds from the filtered bits and the map
// draws.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

enum class Theme : std::uint8_t { dark, light };
enum class Language : std::uint8_t { arabic, english, both };

// A place with mentions that pass the filter, drawn as a point.
struct ScenePoint {
  geo::PlaceId place;
  geo::LatLon location;
  std::uint32_t mentions = 0;
  std::uint32_t articles = 0;
  float confidence = 0;  // the highest of its mentions: low ones are drawn hollow
};

// A country or province with mentions: an area, not a pin.
struct SceneArea {
  geo::PlaceId place;
  geo::AreaId area;
  std::uint32_t mentions = 0;
  std::uint32_t articles = 0;
};

struct MapScene {
  Theme theme = Theme::dark;
  Language language = Language::arabic;
  std::vector<ScenePoint> points;  // most mentions first
  std::vector<SceneArea> areas;
  std::vector<geo::PlaceId> selection;  // ascending, each once; not part of `revision`, nor is `hovered`
  geo::PlaceId hovered;
  geo::PlaceId marked;         // in the window only, mentioned or not
  std::uint64_t revision = 0;  // changes with the content, so that what is on the GPU is rebuilt only then
  std::string filter_words;    // the filters in words, for the exported picture
  std::string counts_words;    // "n of m articles"
};

}  // namespace kharita::app
