#include "app/model/views/filters_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "app/model/language_name.h"
#include "app/model/scene_builder.h"
#include "app/model/views/place_view.h"
#include "app/model/views/selected.h"
#include "app/model/words.h"
#include "geo/text/normalise.h"

namespace kharita::app {

namespace {

constexpr std::size_t kKinds = static_cast<std::size_t>(geo::PlaceKind::other) + 1;

// Counts distinct articles by number, below `numbers`; mentions come by article.
class ArticleTally {
 public:
  explicit ArticleTally(std::size_t numbers) : seen_(numbers) {}
  void take(std::uint32_t number, std::uint32_t article) {
    if (number >= seen_.size() || seen_[number].last == article) return;
    seen_[number].last = article;
    ++seen_[number].articles;
  }
  [[nodiscard]] std::vector<ValueCount> counts() const {
    std::vector<ValueCount> found;
    for (std::uint32_t i = 0; i < seen_.size(); ++i) {
      if (seen_[i].articles > 0) found.push_back({i, seen_[i].articles});
    }
    return found;
  }

 private:
  struct Seen {
    std::uint32_t articles = 0;
    std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  };
  std::vector<Seen> seen_;
};

std::vector<ValueCount> count_names(const AppState& state, FilterPart part, const NameColumn& column) {
  ArticleTally tally(column.names().size());
  for (std::uint32_t i = 0; i < state.corpus.articles.size(); ++i) {
    if (state.result.passes_without(part, i) != 0) tally.take(column.of(i), i);
  }
  return tally.counts();
}

// Calls take(place, article) for each mention that passes all other parts, in an article that does.
template <typename Take>
void each_mention_but(const AppState& state, FilterPart part, Take take) {
  const auto all = all_of(part);
  const bool of_passing = all != nullptr && state.view.filter.*all;
  for (std::uint32_t i = 0; i < state.corpus.mentions.size(); ++i) {
    if ((state.result.holds_but[i] & mask_of(part)) == 0) continue;
    const CorpusMention& mention = state.corpus.mentions[i];
    const std::uint8_t passes = of_passing ? state.result.article_passes[mention.article]
                                           : state.result.passes_without(part, mention.article);
    if (passes != 0) take(mention.place, mention.article);
  }
}

std::vector<ValueCount> count_countries(const AppState& state) {
  ArticleTally tally(state.gazetteer.place_count());
  each_mention_but(state, FilterPart::country, [&](geo::PlaceId place, std::uint32_t article) {
    tally.take(state.gazetteer.country_of(place).value, article);
  });
  return tally.counts();
}

std::vector<ValueCount> count_kinds(const AppState& state) {
  ArticleTally tally(kKinds);
  each_mention_but(state, FilterPart::kind, [&](geo::PlaceId place, std::uint32_t article) {
    tally.take(static_cast<std::uint32_t>(state.gazetteer.kind(place)), article);
  });
  return tally.counts();
}

// Of the places that are mentioned themselves; a province counts what lies in it, too, as its filter does,
// and so does a country that is chosen among them.
std::vector<ValueCount> count_places(const AppState& state) {
  constexpr std::uint32_t kUnknown = geo::PlaceId::kNone - 1;
  const std::size_t places = state.gazetteer.place_count();
  std::vector<std::uint32_t> province(places, kUnknown);
  std::vector<std::uint8_t> mentioned(places, 0);
  ArticleTally tally(places);
  std::vector<geo::PlaceId> countries = state.view.filter.places;
  std::erase_if(countries, [&](geo::PlaceId place) { return state.gazetteer.country_of(place) != place; });
  each_mention_but(state, FilterPart::place, [&](geo::PlaceId place, std::uint32_t article) {
    if (place.value >= places) return;
    for (const geo::PlaceId country : countries) {
      if (state.gazetteer.country_of(place) != country) continue;
      mentioned[country.value] = 1;
      tally.take(country.value, article);
    }
    if (state.gazetteer.kind(place) == geo::PlaceKind::country) return;
    std::uint32_t& around = province[place.value];
    if (around == kUnknown) around = state.gazetteer.place(place).admin1.value;
    mentioned[place.value] = 1;
    tally.take(place.value, article);
    tally.take(around, article);
  });
  std::vector<ValueCount> counts = tally.counts();
  std::erase_if(counts, [&](const ValueCount& count) { return mentioned[count.number] == 0; });
  return counts;
}

const NameColumn& names_of(const AppState& state, FilterPart part) {
  return part == FilterPart::source ? state.engine.sources() : state.engine.languages();
}

PartValue value_of(const AppState& state, FilterPart part, std::uint32_t number) {
  if (part == FilterPart::country || part == FilterPart::place) return geo::PlaceId{number};
  if (part == FilterPart::kind) return static_cast<geo::PlaceKind>(number);
  return names_of(state, part).names()[number];
}

// Beyond all numbers where nothing has the value.
std::uint32_t number_of(const AppState& state, FilterPart part, const PartValue& value) {
  if (const auto* place = std::get_if<geo::PlaceId>(&value)) return place->value;
  if (const auto* kind = std::get_if<geo::PlaceKind>(&value)) return static_cast<std::uint32_t>(*kind);
  const auto names = names_of(state, part).names();
  return static_cast<std::uint32_t>(std::ranges::find(names, std::get<std::string>(value)) - names.begin());
}

std::string label_of(const AppState& state, FilterPart part, const PartValue& value) {
  if (const auto* kind = std::get_if<geo::PlaceKind>(&value))
    return std::string(kind_word(*kind, state.language));
  if (const auto* place = std::get_if<geo::PlaceId>(&value))
    return std::string(place_name(state.gazetteer.place(*place), state.language));
  const std::string& name = std::get<std::string>(value);
  if (part == FilterPart::language) return language_name(name, state.language);
  return name.empty() ? std::string(word(Word::unknown_source, state.language)) : name;
}

// Names in the other language are found, too. `folded` is not empty.
bool matches(const AppState& state, FilterPart part, const PartValue& value, const std::string& folded) {
  const auto holds = [&](std::string_view name) {
    return geo::text::normalise(name).find(folded) != std::string::npos;
  };
  if (const auto* id = std::get_if<geo::PlaceId>(&value)) {
    const geo::Place place = state.gazetteer.place(*id);
    return holds(place.name) || holds(place.name_ar);
  }
  return holds(label_of(state, part, value));
}

// Those with the most articles: `most` at least, and all that are as frequent as the last of them. Names are
// made for no more.
void keep_most_frequent(std::vector<ValueCount>& counts, std::size_t most) {
  if (counts.size() <= most || most == 0) return;
  const auto more = [](const ValueCount& a, const ValueCount& b) { return a.articles > b.articles; };
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(most) - 1;
  std::nth_element(counts.begin(), last, counts.end(), more);
  const std::uint32_t least = last->articles;
  std::erase_if(counts, [&](const ValueCount& count) { return count.articles < least; });
}

// Takes the count of a value out of `counts`.
std::uint32_t take_count(std::vector<ValueCount>& counts, std::uint32_t number) {
  const auto at = std::ranges::find(counts, number, &ValueCount::number);
  if (at == counts.end()) return 0;
  const std::uint32_t articles = at->articles;
  counts.erase(at);
  return articles;
}

// Those of the most articles first, then by name.
std::vector<std::pair<std::string, ValueCount>> named(const AppState& state, FilterPart part,
                                                      const std::vector<ValueCount>& counts) {
  std::vector<std::pair<std::string, ValueCount>> rows;
  for (const ValueCount& count : counts)
    rows.emplace_back(label_of(state, part, value_of(state, part, count.number)), count);
  std::ranges::sort(rows, [](const auto& a, const auto& b) {
    return a.second.articles != b.second.articles ? a.second.articles > b.second.articles : a.first < b.first;
  });
  return rows;
}

Facet build_facet(const AppState& state, FilterPart part, std::vector<ValueCount> counts,
                  const std::string& search) {
  const Filter& filter = state.view.filter;
  const std::string folded = geo::text::normalise(search);
  const auto is_found = [&](const PartValue& value) {
    return folded.empty() || matches(state, part, value, folded);
  };
  Facet facet;
  facet.part = part;
  // Every value chosen has a row, though nothing has it now: to be taken off.
  for (const PartValue& value : picked_values(filter, part)) {
    ++facet.all;
    const Pick pick = pick_of(filter, part, value);
    facet.chosen += pick == Pick::only ? 1 : 0;
    const std::uint32_t articles = take_count(counts, number_of(state, part, value));
    if (is_found(value)) facet.choices.push_back({label_of(state, part, value), articles, pick, value});
  }
  facet.all += counts.size();
  if (!folded.empty())
    std::erase_if(counts, [&](const ValueCount& c) { return !is_found(value_of(state, part, c.number)); });
  facet.matching = facet.choices.size() + counts.size();
  const std::size_t room = Facet::kMostRows - std::min(Facet::kMostRows, facet.choices.size());
  keep_most_frequent(counts, room);
  for (auto& [label, count] : named(state, part, counts)) {
    if (facet.choices.size() >= Facet::kMostRows) break;
    facet.choices.push_back(
        {std::move(label), count.articles, Pick::off, value_of(state, part, count.number)});
  }
  return facet;
}

// A chip for each value that is chosen, whatever its list shows.
void add_value_chips(const AppState& state, FilterPart part, std::vector<Chip>& chips) {
  const std::vector<PartValue> chosen = picked_values(state.view.filter, part);
  for (const PartValue& value : chosen) {
    std::string label = label_of(state, part, value);
    if (pick_of(state.view.filter, part, value) == Pick::without)
      label = fmt::format("{} {}", word(Word::all_but, state.language), isolated(label));
    chips.push_back({std::move(label), action::Choose{part, value, Pick::off}});
  }
  const auto all = all_of(part);
  if (all != nullptr && state.view.filter.*all && chosen.size() > 1)
    chips.push_back({std::string(word(Word::each_of_them, state.language)), action::SetAllOf{part, false}});
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
  for (const FilterPart part : kFacetParts)
    add_value_chips(state, part, chips);
  part_chip(FilterPart::box);
  part_chip(FilterPart::confidence);
  if (!state.view.selection.places.empty())
    chips.push_back({selection_title(state, state.view.selection.places), action::SelectPlaces{}});
  return chips;
}

}  // namespace

FacetCounts count_facets(const AppState& state) {
  return {count_countries(state), count_places(state),
          count_names(state, FilterPart::source, state.engine.sources()),
          count_names(state, FilterPart::language, state.engine.languages()), count_kinds(state)};
}

const Facet& FiltersView::facet(FilterPart part) const {
  const auto at = std::ranges::find(kFacetParts, part);
  return facets[static_cast<std::size_t>(at - kFacetParts.begin())];
}

FiltersView build_filters_view(const AppState& state, const FacetCounts& counts,
                               const FacetSearches& searches) {
  FiltersView view;
  view.passing = state.result.articles;
  view.counts = count_of_all(state, state.result.articles);
  for (std::size_t i = 0; i < kFacets; ++i)
    view.facets[i] = build_facet(state, kFacetParts[i], counts[i], searches[i]);
  view.chips = filter_chips(state);
  return view;
}

}  // namespace kharita::app
