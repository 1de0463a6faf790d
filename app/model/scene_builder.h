// Builds what the map shows from the filtered bits.
#pragma once

#include <span>
#include <string>

#include "app/articles/corpus.h"
#include "app/articles/filter.h"
#include "app/model/map_scene.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// Countries and provinces become areas, everything else points; counts are of mentions that pass, and of
// distinct articles. In MapStyle::areas every country, or every province, has all that is mentioned in it,
// and what lies in none is counted as outside; in MapStyle::arcs the strongest pairs are joined
// (co_mentions.h). Points and areas are ordered by the measure, then by id, so the same bits give the same
// scene. `revision` is left 0. O(mentions + places), and for arcs the squared places of each article.
[[nodiscard]] MapScene build_map_scene(const Corpus& corpus, const FilterResult& result,
                                       const geo::Gazetteer& gazetteer, Theme theme, Language language,
                                       const StyleOptions& style = {});

// The country or province that a mention of the place counts for in MapStyle::areas, which may be the place
// itself; not valid where it lies in none.
[[nodiscard]] geo::PlaceId area_around(const geo::Place& place, AreaLevel level,
                                       const geo::Gazetteer& gazetteer);

// The filter in words, one line: "من 1 يناير 2024 إلى 31 يناير 2024 · باكستان · «زلزال»". Empty for an empty
// filter.
[[nodiscard]] std::string filter_words(const Filter& filter, const geo::Gazetteer& gazetteer,
                                       Language language);

// The box to show places in, as scene_bounds; `places` not empty.
[[nodiscard]] geo::LatLonBox bounds_of(std::span<const geo::PlaceId> places, const geo::Gazetteer& gazetteer);

// The box to show a scene in: all its points and areas, of very wide areas the middle. It crosses the
// antimeridian (west > east) where that is the shorter way; the inhabited world where the scene is empty or
// lies all around the globe.
[[nodiscard]] geo::LatLonBox scene_bounds(const MapScene& scene, const geo::Gazetteer& gazetteer);

}  // namespace kharita::app
