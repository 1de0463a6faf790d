#include "app/model/views/found_view.h"

#include "app/model/views/place_view.h"
#include "app/model/words.h"

namespace kharita::app {

std::vector<FoundPlace> build_found_view(const AppState& state, const PlaceIndex& index,
                                         const PlaceSearch& search, std::string_view typed) {
  const auto is_mentioned = [&](geo::PlaceId id) { return !index.mentions_of(id).empty(); };
  std::vector<FoundPlace> found;
  for (const PlaceSearch::Hit& hit : search.find(typed, FoundPlace::kMost, is_mentioned)) {
    std::uint32_t articles = 0;
    std::optional<std::uint32_t> last;
    for (const std::uint32_t i : index.mentions_of(hit.place)) {
      const std::uint32_t article = state.corpus.mentions[i].article;
      if (last != article) ++articles;
      last = article;
    }
    found.push_back({hit.place, std::string(place_name(state.gazetteer.place(hit.place), state.language)),
                     place_in_words(state, hit.place), articles > 0 ? number(articles) : std::string()});
  }
  return found;
}

}  // namespace kharita::app
