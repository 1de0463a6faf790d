#include "app/model/views/filters_view.h"

#include <algorithm>
#include <map>
#include <unordered_map>

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
    counts[state.corpus.articles[i].source] += state.result.passes_without_source[i];
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

// Distinct articles a place, counting only articles where `counts(article)` and mentions where `of(mention)`
// is a valid place.
template <typename Counts, typename Of>
std::unordered_map<std::uint32_t, std::uint32_t> articles_by_place(const AppState& state, Counts counts,
                                                                   Of of) {
  std::unordered_map<std::uint32_t, std::uint32_t> articles;
  std::unordered_map<std::uint32_t, std::uint32_t> last;
  for (std::uint32_t i = 0; i < state.corpus.mentions.size(); ++i) {
    const CorpusMention& mention = state.corpus.mentions[i];
    if (!mention.place.valid() || !counts(i, mention)) continue;
    const geo::PlaceId place = of(mention);
    if (!place.valid()) continue;
    const auto [at, is_new] = last.try_emplace(place.value, mention.article);
    if (is_new || at->second != mention.article) ++articles[place.value];
    at->second = mention.article;
  }
  return articles;
}

std::vector<Choice> country_choices(const AppState& state) {
  const auto articles = articles_by_place(
      state,
      [&](std::uint32_t, const CorpusMention& m) {
        return state.result.passes_without_country[m.article] != 0 &&
               m.confidence >= state.view.filter.min_confidence;
      },
      [&](const CorpusMention& m) { return state.gazetteer.place(m.place).country; });
  std::vector<Choice> choices;
  for (const auto& [id, n] : articles)
    choices.push_back(place_choice(state, geo::PlaceId{id}, n, state.view.filter.countries));
  for (const geo::PlaceId id : state.view.filter.countries) {
    if (!articles.contains(id.value))
      choices.push_back(place_choice(state, id, 0, state.view.filter.countries));
  }
  most_articles_first(choices);
  return choices;
}

std::vector<Choice> place_choices(const AppState& state) {
  const auto articles = articles_by_place(
      state, [&](std::uint32_t i, const CorpusMention&) { return state.result.mention_passes[i] != 0; },
      [&](const CorpusMention& m) {
        return state.gazetteer.place(m.place).kind == geo::PlaceKind::country ? geo::PlaceId{} : m.place;
      });
  std::vector<Choice> choices;
  for (const auto& [id, n] : articles)
    choices.push_back(place_choice(state, geo::PlaceId{id}, n, state.view.filter.places));
  for (const geo::PlaceId id : state.view.filter.places) {
    if (!articles.contains(id.value)) choices.push_back(place_choice(state, id, 0, state.view.filter.places));
  }
  most_articles_first(choices);
  if (choices.size() > FiltersView::kMaxPlaces) choices.resize(FiltersView::kMaxPlaces);
  return choices;
}

std::vector<Chip> filter_chips(const AppState& state) {
  std::vector<Chip> chips;
  const Filter& filter = state.view.filter;
  const auto part_chip = [&](const Filter& part, FilterPart which) {
    chips.push_back({filter_words(part, state.gazetteer, state.language), action::ClearFilter{which}});
  };
  if (filter.from || filter.to || filter.undated) {
    Filter part;
    part.undated = filter.undated;
    part.from = filter.from;
    part.to = filter.to;
    part_chip(part, FilterPart::date);
  }
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
  if (filter.box) {
    Filter part;
    part.box = filter.box;
    part_chip(part, FilterPart::box);
  }
  if (filter.min_confidence > 0) {
    Filter part;
    part.min_confidence = filter.min_confidence;
    part_chip(part, FilterPart::confidence);
  }
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
