#include "app/model/view_cache.h"

#include "app/model/open_article.h"
#include "app/model/scene_builder.h"
#include "app/model/words.h"

namespace kharita::app {

// Made when a place is hovered or selected, not while articles load.
const PlaceIndex& ViewCache::index(const AppState& state) {
  if (index_corpus_ != state.revisions.corpus) {
    index_ = PlaceIndex(state.corpus, state.gazetteer.place_count());
    index_corpus_ = state.revisions.corpus;
  }
  return index_;
}

void ViewCache::find(const AppState& state, const PlaceSearch& search, std::string_view typed) {
  const Found now{std::string(typed), seen_.corpus, seen_.display};
  if (now == found_for_) return;
  found = build_found_view(state, index(state), search, typed);
  found_for_ = now;
}

void ViewCache::search_facets(const AppState& state, const FacetSearches& searches) {
  if (searches == facet_searches_) return;
  facet_searches_ = searches;
  filters = build_filters_view(state, facet_counts_, facet_searches_);
}

void ViewCache::refresh(const AppState& state, Arrivals arrivals) {
  const Revisions& now = state.revisions;
  const bool words = now.display != seen_.display;
  const bool filter = now.filter != seen_.filter;
  const bool choice = filter || now.selection != seen_.selection;
  const bool opened = now.open != seen_.open;
  const bool bits = (now.corpus != seen_.corpus || now.result != seen_.result) &&
                    (arrivals == Arrivals::shown || words || choice || opened);
  const bool hover = state.hovered != seen_.hovered;

  const bool time = now.timeline != seen_.timeline;
  if (bits || words || choice || time) timeline = build_timeline_view(state);
  if (bits || words || choice) {
    facet_counts_ = count_facets(state);
    filters = build_filters_view(state, facet_counts_, facet_searches_);
    articles = build_article_list_view(state);
    const auto& places = state.view.selection.places;
    selected = places.empty() ? std::nullopt : build_place_view(state, index(state), places);
  }
  if (bits || now.check != seen_.check)
    check = state.check != Check::none ? build_check_view(state) : CheckView{};
  if (bits || words || opened) {
    reader = build_reader_view(state);
    mention = build_mention_view(state);
  }
  if (bits || words || choice || hover) {
    hovered =
        state.hovered.valid() ? build_hover_view(state, index(state), timeline, state.hovered) : std::nullopt;
  }
  if (bits || words) {
    const std::uint64_t revision = scene.revision + 1;
    scene = build_map_scene(state.corpus, state.result, state.gazetteer, state.theme, state.language,
                            state.style);
    if (state.incomplete) scene.counts_words = so_far(scene.counts_words, state.language);
    scene.filter_words = filter_words(state.view.filter, state.gazetteer, state.language);
    scene.revision = revision;
  }
  if (bits || words || choice) scene.selection = state.view.selection.places;
  if (bits || opened) scene.open_places = places_of_open_article(state);
  scene.hovered = state.hovered;
  const auto chosen = state.view.selection.mention;
  scene.pointed = state.pointed.valid() || !chosen ? state.pointed : state.corpus.mentions[*chosen].place;
  scene.marked = state.marked;
  if (bits) seen_.corpus = now.corpus, seen_.result = now.result;
  seen_.timeline = now.timeline;
  seen_.check = now.check;
  seen_.filter = now.filter;
  seen_.selection = now.selection;
  seen_.open = now.open;
  seen_.display = now.display;
  seen_.hovered = state.hovered;
}

}  // namespace kharita::app
