// The parts of a filter as one table: what each is of, whether it is set, and how it is taken from one filter
// to another. A new part is a member of Filter, a row here, its bit in the engine and its words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "app/articles/article.h"
#include "geo/gazetteer/place.h"
#include "geo/latlon.h"

namespace kharita::app {

// What must hold of an article (dates, text, source, language) and of a mention (kind, country, place, box,
// confidence). Empty parts hold for all. An article passes where it passes itself and, if any mention part
// asks for a mention, one of its mentions does.
struct Filter {
  std::optional<Date> from;  // inclusive; articles without a date fail where either end is set
  std::optional<Date> to;    // inclusive
  bool undated =
      false;  // articles without a date pass: beside those of the dates, or alone where no end is set
  // What title or text holds, as parse_query reads it: words, "phrases", -excluded ones, OR; folded,
  // proclitics ignored. A last word that may still be being typed stands for the words that begin with it.
  std::string text;
  std::vector<std::string> sources;
  std::vector<std::string> not_sources;
  std::vector<std::string> languages;  // ISO 639-1; empty: of articles that tell none
  std::vector<std::string> not_languages;
  std::vector<geo::PlaceKind> kinds;
  std::vector<geo::PlaceKind> not_kinds;  // mentions of these fail; articles only where all of theirs do
  std::vector<geo::PlaceId> countries;
  std::vector<geo::PlaceId> not_countries;  // an article that mentions one, as sure as is asked for, fails
  std::vector<geo::PlaceId> places;         // a country or province also holds what lies in it
  std::vector<geo::PlaceId> not_places;     // the same
  bool all_countries = false;  // an article must mention each of `countries`, as sure as is asked for
  bool all_places = false;     // and of `places`
  std::optional<geo::LatLonBox> box;
  float min_confidence = 0;

  friend bool operator==(const Filter&, const Filter&) = default;
};

enum class FilterPart : std::uint8_t {
  date,
  text,
  source,
  language,
  kind,
  country,
  place,
  box,
  confidence,
  count_
};

// A set of parts.
using PartMask = std::uint16_t;
[[nodiscard]] constexpr PartMask mask_of(FilterPart part) noexcept {
  return static_cast<PartMask>(1U << static_cast<unsigned>(part));
}
inline constexpr PartMask kAllParts =
    static_cast<PartMask>((1U << static_cast<unsigned>(FilterPart::count_)) - 1);

struct FilterPartRow {
  FilterPart part;
  bool (*asks)(const Filter&);  // whether an article needs a mention that passes it; null: never
  bool (*is_set)(const Filter&);
  void (*take)(Filter& to, const Filter& from);  // this part alone
};
// In the order of FilterPart.
[[nodiscard]] std::span<const FilterPartRow> filter_parts() noexcept;

[[nodiscard]] bool is_set(const Filter& filter, FilterPart part);
void clear_part(Filter& filter, FilterPart part);
[[nodiscard]] Filter only(const Filter& filter, FilterPart part);  // all others are empty
// The parts for which an article needs a mention that passes them.
[[nodiscard]] PartMask mention_parts(const Filter& filter);

// A value of a part that is a list: a source or a language; a kind; a country or a place.
using PartValue = std::variant<std::string, geo::PlaceKind, geo::PlaceId>;
// What a filter says of one: nothing, that it may be, that it must not be.
enum class Pick : std::uint8_t { off, only, without };
// A value of another kind than the part's, and a part that is no list, are off and stay so.
[[nodiscard]] Pick pick_of(const Filter& filter, FilterPart part, const PartValue& value);
void set_pick(Filter& filter, FilterPart part, const PartValue& value, Pick pick);
// All that a part says something of: those that may be, then those that must not be.
[[nodiscard]] std::vector<PartValue> picked_values(const Filter& filter, FilterPart part);
// The flag that asks for each of a part's values; null where a part has none.
[[nodiscard]] bool Filter::*all_of(FilterPart part) noexcept;

}  // namespace kharita::app
