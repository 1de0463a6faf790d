// The filters: choices with their counts, and what is set as chips.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "app/model/app_state.h"

namespace kharita::app {

// The parts of the filter that are chosen from lists, in the order of the panel.
inline constexpr std::array kFacetParts{FilterPart::country, FilterPart::place, FilterPart::source,
                                        FilterPart::language, FilterPart::kind};
inline constexpr std::size_t kFacets = kFacetParts.size();

// A value, by its number (a place's id, a kind, a name's number in the engine), with how many articles pass
// the other parts of the filter and have it: of those that pass where all of the values chosen must be
// mentioned.
struct ValueCount {
  std::uint32_t number = 0;
  std::uint32_t articles = 0;
};
// By facet: values that occur, in any order.
using FacetCounts = std::array<std::vector<ValueCount>, kFacets>;
// O(articles + mentions).
[[nodiscard]] FacetCounts count_facets(const AppState& state);

struct Choice {
  std::string label;
  std::uint32_t articles = 0;
  Pick pick = Pick::off;
  PartValue value;
};
struct Facet {
  static constexpr std::size_t kMostRows = 200;
  FilterPart part = FilterPart::country;
  std::vector<Choice> choices;  // what is chosen first, then most articles; at most kMostRows
  std::size_t matching = 0;     // how many values match the search: more than there are rows perhaps
  std::size_t all = 0;          // values
  std::size_t chosen = 0;       // how many may be, which all_of() is about
};

// What is typed into the facets' search fields.
using FacetSearches = std::array<std::string, kFacets>;

// An active filter as a chip that can be taken off.
struct Chip {
  std::string label;
  Action remove;
};

struct FiltersView {
  std::string counts;  // "12 of 60"
  std::uint32_t passing = 0;
  std::array<Facet, kFacets> facets;
  std::vector<Chip> chips;

  [[nodiscard]] const Facet& facet(FilterPart part) const;  // one of kFacetParts
};
[[nodiscard]] FiltersView build_filters_view(const AppState& state, const FacetCounts& counts,
                                             const FacetSearches& searches = {});

}  // namespace kharita::app
