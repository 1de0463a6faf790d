#include "app/model/view_cache.h"

#include "app/model/scene_builder.h"

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
  const Found now{std::string(typed), state.revisions.corpus, state.revisions.display};
  if (now == found_for_) return;
  found = build_found_view(state, index(state), search, typed);
  found_for_ = now;
}

void ViewCache::refresh(const AppState& state) {
  const Revisions& now = state.revisions;
  const bool words = now.display != seen_.display;
  const bool bits = now.corpus != seen_.corpus || now.result != seen_.result;
  const bool choice = now.view != seen_.view;
  const bool hover = state.hovered != seen_.hovered;

  if (bits || words || choice) timeline = build_timeline_view(state);
  if (bits || words || choice) {
    filters = build_filters_view(state);
    articles = build_article_list_view(state);
    reader = build_reader_view(state);
    mention = build_mention_view(state);
    const auto& places = state.view.selection.places;
    selected = places.empty() ? std::nullopt : build_place_view(state, index(state), places);
  }
  if (bits || words || choice || hover) {
    hovered =
        state.hovered.valid() ? build_hover_view(state, index(state), timeline, state.hovered) : std::nullopt;
  }
  if (bits || words) {
    const std::uint64_t revision = scene.revision + 1;
    scene = build_map_scene(state.corpus, state.result, state.gazetteer, state.theme, state.language,
                            state.style);
    scene.filter_words = filter_words(state.view.filter, state.gazetteer, state.language);
    scene.revision = revision;
  }
  if (bits || words || choice) scene.selection = state.view.selection.places;
  scene.hovered = state.hovered;
  scene.marked = state.marked;
  seen_ = {now.corpus, now.view, now.result, now.display, state.hovered};
}

}  // namespace kharita::app
