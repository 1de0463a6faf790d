#include "app/model/view_cache.h"

#include "app/model/scene_builder.h"

namespace kharita::app {

void ViewCache::refresh(const AppState& state) {
  const Revisions& now = state.revisions;
  const bool words = now.display != seen_.display;
  const bool bits = now.corpus != seen_.corpus || now.result != seen_.result;
  const bool choice = now.view != seen_.view;
  const bool hover = state.hovered != seen_.hovered;

  if (bits) timeline = build_timeline_view(state);
  if (bits || words || choice) {
    filters = build_filters_view(state);
    articles = build_article_list_view(state);
    reader = build_reader_view(state);
    mention = build_mention_view(state);
    selected = build_place_view(state, state.view.selection.place);
  }
  if (bits || words || hover) hovered = build_place_view(state, state.hovered);
  if (bits || words) {
    const std::uint64_t revision = scene.revision + 1;
    scene = build_map_scene(state.corpus, state.result, state.gazetteer, state.theme, state.language);
    scene.filter_words = filter_words(state.view.filter, state.gazetteer, state.language);
    scene.revision = revision;
  }
  scene.selected = state.view.selection.place;
  scene.hovered = state.hovered;
  seen_ = {now.corpus, now.view, now.result, now.display, state.hovered};
}

}  // namespace kharita::app
