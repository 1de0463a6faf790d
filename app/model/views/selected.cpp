#include "app/model/views/selected.h"

#include <algorithm>

#include "app/model/scene_builder.h"
#include "app/model/words.h"

namespace kharita::app {

std::vector<geo::PlaceId> counted_for(const AppState& state, std::span<const geo::PlaceId> places) {
  std::vector<geo::PlaceId> counted(places.begin(), places.end());
  if (state.style.style != MapStyle::areas || places.empty()) return counted;
  std::vector<bool> seen(state.gazetteer.place_count());
  for (const geo::PlaceId place : places) {
    if (place.value < seen.size()) seen[place.value] = true;
  }
  for (const CorpusMention& mention : state.corpus.mentions) {
    if (mention.place.value >= seen.size() || seen[mention.place.value]) continue;
    seen[mention.place.value] = true;
    const geo::PlaceId around =
        area_around(state.gazetteer.place(mention.place), state.style.area_level, state.gazetteer);
    if (around.valid() && std::ranges::find(places, around) != places.end()) counted.push_back(mention.place);
  }
  return counted;
}

std::vector<std::uint8_t> mentions_selected(const AppState& state) {
  if (state.view.selection.places.empty()) return {};
  std::vector<std::uint8_t> selected(state.gazetteer.place_count(), 0);
  const Selection& selection = state.view.selection;
  for (const geo::PlaceId id : selection.together ? selection.places : counted_for(state, selection.places)) {
    const bool second = selection.together && id != selection.places.front();
    if (id.value < selected.size()) selected[id.value] = second ? 2 : 1;
  }
  std::vector<std::uint8_t> bits(state.corpus.articles.size(), 0);
  for (std::size_t i = 0; i < state.corpus.mentions.size(); ++i) {
    const CorpusMention& mention = state.corpus.mentions[i];
    if (!state.result.mention_holds(i) || mention.place.value >= selected.size()) continue;
    std::uint8_t& bit = bits[mention.article];
    bit = static_cast<std::uint8_t>(bit | selected[mention.place.value]);
  }
  const std::uint8_t wanted = selection.together ? 3 : 1;
  for (std::uint8_t& bit : bits)
    bit = bit == wanted ? 1 : 0;
  return bits;
}

std::string count_of_all(const AppState& state, std::size_t articles) {
  std::string count = count_of(articles, state.corpus.articles.size(), state.language);
  return state.incomplete ? so_far(count, state.language) : count;
}

}  // namespace kharita::app
