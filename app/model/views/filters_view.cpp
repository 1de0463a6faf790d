#include "app/model/views/filters_view.h"

#include <algorithm>
#include <limits>
#include <map>

#include "app/model/scene_builder.h"
#include "app/model/views/place_view.h"
#include "app/model/views/selected.h"
#include "app/model/words.h"

namespace kharita::app {

namespace {

Choice place_choice(const AppState& state, geo::PlaceId id, std::uint32_t articles,
                    const std::vector<geo::PlaceId>& chosen) {
  const bool is_chosen = std::find(chosen.begin(), chosen.end(), id) != chosen.end();
  return {std::string(place_name(state.gazetteer.place(id), state.language)), articles, is_chosen, id};
}

void most_articles_first(std::vector<Choice>& choices) {
  std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
    if (a.chosen != b.chosen) return a.chosen;
    return a.articles != b.articles ? a.articles > b.articles : a.label < b.label;
  });
}

std::vector<Choice> source_choices(const AppState& state) {
  std::map<std::string_view, std::uint32_t> counts;
  for (std::size_t i = 0; i < state.corpus.articles.size(); ++i) {
    counts[state.corpus.articles[i].source] += state.result.passes_without(FilterPart::source, i);
  }
  std::vector<Choice> choices;
  const auto& chosen = state.view.filter.sources;
  for (const auto& [source, articles] : counts) {
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), source) != chosen.end();
    if (articles > 0 || is_chosen) choices.push_back({std::string(source), articles, is_chosen, {}});
  }
  most_articles_first(choices);
  return choices;
}

struct PlaceCount {
  geo::PlaceId place;
  std::uint32_t articles = 0;
};

// Distinct articles a place, counting only mentions where `counts(index, mention)` and those where
// `of(mention)` is a valid place. By place. O(mentions + places): a key in the search waits for it.
template <typename Counts, typename Of>
std::vector<PlaceCount> articles_by_place(const AppState& state, Counts counts, Of of) {
  struct Seen {
    std::uint32_t articles = 0;
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  };
  std::vector<Seen> seen(state.gazetteer.place_count());
  for (std::uint32_t i = 0; i < state.corpus.mentions.size(); ++i) {
    const CorpusMention& mention = state.corpus.mentions[i];
    if (!mention.place.valid() || !counts(i, mention)) continue;
    const geo::PlaceId place = of(mention);
    if (place.value >= seen.size()) continue;
    Seen& at = seen[place.value];
    if (at.last == mention.article) continue;
    at.last = mention.article;
    ++at.articles;
  }
  std::vector<PlaceCount> found;
  for (std::uint32_t i = 0; i < seen.size(); ++i) {
    if (seen[i].articles > 0) found.push_back({geo::PlaceId{i}, seen[i].articles});
  }
  return found;
}

// Of these with the most articles `most` at least, and all that are as frequent as the last of them: names
// are made for no more.
void keep_most_frequent(std::vector<PlaceCount>& counts, std::size_t most) {
  if (counts.size() <= most) return;
  const auto more = [](const PlaceCount& a, const PlaceCount& b) { return a.articles > b.articles; };
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(most) - 1;
  std::nth_element(counts.begin(), last, counts.end(), more);
  const std::uint32_t least = last->articles;
  std::erase_if(counts, [&](const PlaceCount& count) { return count.articles < least; });
}

bool has_place(const std::vector<PlaceCount>& counts, geo::PlaceId place) {
  return std::any_of(counts.begin(), counts.end(), [&](const PlaceCount& c) { return c.place == place; });
}

std::vector<Choice> country_choices(const AppState& state) {
  const auto articles = articles_by_place(
      state,
      [&](std::uint32_t, const CorpusMention& m) {
        return state.result.passes_without(FilterPart::country, m.article) != 0 &&
               m.confidence >= state.view.filter.min_confidence;
      },
      [&](const CorpusMention& m) { return state.gazetteer.country_of(m.place); });
  std::vector<Choice> choices;
  for (const auto& [id, n] : articles)
    choices.push_back(place_choice(state, id, n, state.view.filter.countries));
  for (const geo::PlaceId id : state.view.filter.countries) {
    if (!has_place(articles, id)) choices.push_back(place_choice(state, id, 0, state.view.filter.countries));
  }
  most_articles_first(choices);
  return choices;
}

std::vector<Choice> place_choices(const AppState& state) {
  auto articles = articles_by_place(
      state, [&](std::uint32_t i, const CorpusMention&) { return state.result.mention_passes[i] != 0; },
      [&](const CorpusMention& m) {
        return state.gazetteer.kind(m.place) == geo::PlaceKind::country ? geo::PlaceId{} : m.place;
      });
  const std::vector<PlaceCount> all = articles;
  keep_most_frequent(articles, FiltersView::kMaxPlaces);
  std::vector<Choice> choices;
  for (const auto& [id, n] : articles)
    choices.push_back(place_choice(state, id, n, state.view.filter.places));
  for (const geo::PlaceId id : state.view.filter.places) {
    if (has_place(articles, id)) continue;
    const auto at = std::find_if(all.begin(), all.end(), [&](const PlaceCount& c) { return c.place == id; });
    choices.push_back(place_choice(state, id, at == all.end() ? 0 : at->articles, state.view.filter.places));
  }
  most_articles_first(choices);
  if (choices.size() > FiltersView::kMaxPlaces) choices.resize(FiltersView::kMaxPlaces);
  return choices;
}

std::vector<Chip> filter_chips(const AppState& state) {
  std::vector<Chip> chips;
  const Filter& filter = state.view.filter;
  const auto part_chip = [&](FilterPart part) {
    if (is_set(filter, part))
      chips.push_back(
          {filter_words(only(filter, part), state.gazetteer, state.language), action::ClearFilter{part}});
  };
  part_chip(FilterPart::date);
  if (!filter.text.empty())
    chips.push_back({fmt::format("«{}»", filter.text), action::ClearFilter{FilterPart::text}});
  for (const auto& id : filter.countries) {
    chips.push_back(
        {std::string(place_name(state.gazetteer.place(id), state.language)), action::ToggleCountry{id}});
  }
  for (const auto& id : filter.places) {
    chips.push_back(
        {std::string(place_name(state.gazetteer.place(id), state.language)), action::TogglePlace{id}});
  }
  for (const auto& source : filter.sources) {
    chips.push_back({source.empty() ? std::string(word(Word::unknown_source, state.language)) : source,
                     action::ToggleSource{source}});
  }
  part_chip(FilterPart::box);
  part_chip(FilterPart::confidence);
  if (!state.view.selection.places.empty())
    chips.push_back({selection_title(state, state.view.selection.places), action::SelectPlaces{}});
  return chips;
}

}  // namespace

FiltersView build_filters_view(const AppState& state) {
  FiltersView view;
  view.passing = state.result.articles;
  view.counts = count_of_all(state, state.result.articles);
  view.sources = source_choices(state);
  view.countries = country_choices(state);
  view.places = place_choices(state);
  view.chips = filter_chips(state);
  return view;
}

}  // namespace kharita::app
