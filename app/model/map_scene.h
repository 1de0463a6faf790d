// What the map shows beside its base: a plain record that the model builds from the filtered bits and the map
// draws.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

enum class Theme : std::uint8_t { dark, light };
enum class Language : std::uint8_t { arabic, english, both };

enum class MapStyle : std::uint8_t { points, clusters, areas, heat, arcs };
// As commands and files name them.
inline constexpr std::array<std::string_view, 5> kStyleNames{"points", "clusters", "areas", "heat", "arcs"};
enum class Measure : std::uint8_t { mentions, articles };  // what sizes, classes and density go by
enum class AreaLevel : std::uint8_t { country, admin1 };
enum class Classing : std::uint8_t { quantiles, natural_breaks };

// How the mentions are drawn. All styles are made from the same passing mentions.
struct StyleOptions {
  MapStyle style = MapStyle::points;
  Measure measure = Measure::mentions;
  AreaLevel area_level = AreaLevel::country;  // these three are MapStyle::areas's
  Classing classing = Classing::quantiles;
  bool share = false;       // classes as a share of all that pass instead of numbers
  bool both_names = false;  // labels in Arabic and in Latin script, the scene's language first
  static constexpr std::uint16_t kLeastArcs = 10;
  static constexpr std::uint16_t kMostArcs = 1000;
  static constexpr std::uint16_t kLeastRadius = 10;
  static constexpr std::uint16_t kMostRadius = 100;
  std::uint16_t arcs = 150;        // in MapStyle::arcs: so many at most, the strongest
  std::uint16_t heat_radius = 30;  // in MapStyle::heat: points that a mention reaches
  bool heat_areas = false;         // and whether countries, provinces and regions count at their middle

  friend bool operator==(const StyleOptions&, const StyleOptions&) = default;
};

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

// Two places that the same articles name.
struct SceneArc {
  geo::PlaceId a;  // a < b
  geo::PlaceId b;
  geo::LatLon from;  // of a
  geo::LatLon to;
  std::uint32_t articles = 0;  // that name both
};

// A group of places close together on the screen.
inline constexpr std::uint32_t kNoCluster = 0xFFFFFFFF;
struct ClusterSummary {
  std::uint32_t id = kNoCluster;  // of this scene's revision
  geo::LatLon at;
  double split_zoom = 0;     // of a window of one pixel a point: from here on it is in parts
  std::uint32_t amount = 0;  // mentions or articles
  std::uint32_t places = 0;
  std::vector<geo::PlaceId> heaviest;  // some of them, most first
};

// What a record of both counts by a measure.
template <typename Counted>
[[nodiscard]] constexpr std::uint32_t amount_of(const Counted& counted, Measure measure) noexcept {
  return measure == Measure::mentions ? counted.mentions : counted.articles;
}

struct MapScene {
  Theme theme = Theme::dark;
  Language language = Language::arabic;
  StyleOptions style;
  std::vector<ScenePoint> points;  // most by the measure first
  // Countries and provinces that are mentioned themselves; in MapStyle::areas those of the level chosen, with
  // all that is mentioned in them.
  std::vector<SceneArea> areas;
  std::vector<geo::PlaceId> selection;  // ascending, each once; not part of `revision`, nor is `hovered`
  std::vector<SceneArc> arcs;           // in MapStyle::arcs: the strongest, most articles first
  std::uint32_t passing = 0;            // all passing mentions or articles, by the measure
  std::uint32_t outside = 0;  // of these in MapStyle::areas and heat: those that no area or point stands for
  geo::PlaceId hovered;
  geo::PlaceId marked;   // in the window only, mentioned or not
  geo::PlaceId pointed;  // the same, without its name
  std::vector<geo::PlaceId>
      open_places;  // ascending, in the window only: all but these are dimmed; none: nothing
  std::uint32_t hovered_cluster = kNoCluster;  // the ClusterSummary::id of that under the mouse
  geo::PlaceId hovered_arc_a, hovered_arc_b;   // the ends of the arc under the mouse, a < b; not valid: none
  std::uint64_t revision = 0;  // changes with the content, so that what is on the GPU is rebuilt only then
  std::string filter_words;    // the filters in words, for the exported picture
  std::string counts_words;    // "n of m articles"
};

}  // namespace kharita::app
