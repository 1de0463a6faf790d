// All views, rebuilt only when what they show has changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/map_scene.h"
#include "app/model/views/article_list_view.h"
#include "app/model/views/check_view.h"
#include "app/model/views/filters_view.h"
#include "app/model/views/found_view.h"
#include "app/model/views/place_view.h"
#include "app/model/views/reader_view.h"
#include "app/model/views/timeline_view.h"

namespace kharita::app {

// Whether articles that came in since are shown at once, or wait: while many come in, views are made anew a
// few times a second, not in each frame.
enum class Arrivals : std::uint8_t { shown, held };

// refresh() once a frame costs a few comparisons where nothing changed.
class ViewCache {
 public:
  // What the user did is shown at once either way, and with it what came in.
  void refresh(const AppState& state, Arrivals arrivals = Arrivals::shown);
  // Narrows the choices of the filters' lists to what is typed into their search fields.
  void search_facets(const AppState& state, const FacetSearches& searches);
  // Brings `found` up to date with what is typed into the search for places.
  void find(const AppState& state, const PlaceSearch& search, std::string_view typed);

  TimelineView timeline;
  FiltersView filters;
  ArticleListView articles;
  CheckView check;  // empty where nothing is looked through
  ReaderView reader;
  std::optional<MentionView> mention;
  std::optional<PlaceView> selected;
  std::optional<HoverView> hovered;
  std::vector<FoundPlace> found;
  MapScene scene;  // hovered and selection are always up to date; its revision changes with everything else

 private:
  const PlaceIndex& index(const AppState& state);

  FacetCounts facet_counts_;
  FacetSearches facet_searches_;
  struct Found {
    std::string typed;
    std::uint64_t corpus = 0, display = 0;
    friend bool operator==(const Found&, const Found&) = default;
  } found_for_;
  PlaceIndex index_;
  std::uint64_t index_corpus_ = 0;  // the corpus's revision that it was made from; 0: not made yet
  struct Seen {
    std::uint64_t corpus = 0, filter = 0, selection = 0, open = 0, result = 0, timeline = 0, check = 0,
                  display = 0;
    geo::PlaceId hovered;
  } seen_;
};

}  // namespace kharita::app
