// The parts of a filter as one table: what each is of, whether it is set, and how it is taken from one filter
// to another. A new part is a member of Filter, a row here, its bit in the engine and its words.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/articles/article.h"
#include "geo/gazetteer/place.h"
#include "geo/latlon.h"

namespace kharita::app {

// What must hold of an article (dates, text, source) and of a mention (country, place, box, confidence).
// Empty parts hold for all. An article passes where it passes itself and, if any mention part is set, one of
// its mentions does.
struct Filter {
  std::optional<Date> from;  // inclusive; articles without a date fail where either end is set
  std::optional<Date> to;    // inclusive
  bool undated =
      false;  // articles without a date pass: beside those of the dates, or alone where no end is set
  // What title or text holds, as parse_query reads it: words, "phrases", -excluded ones, OR; folded,
  // proclitics ignored. A last word that may still be being typed stands for the words that begin with it.
  std::string text;
  std::vector<std::string> sources;
  std::vector<geo::PlaceId> countries;
  std::vector<geo::PlaceId> places;  // a country or province also holds what lies in it
  std::optional<geo::LatLonBox> box;
  float min_confidence = 0;

  friend bool operator==(const Filter&, const Filter&) = default;
};

enum class FilterPart : std::uint8_t { date, text, source, country, place, box, confidence, count_ };

// A set of parts.
using PartMask = std::uint16_t;
[[nodiscard]] constexpr PartMask mask_of(FilterPart part) noexcept {
  return static_cast<PartMask>(1U << static_cast<unsigned>(part));
}
inline constexpr PartMask kAllParts =
    static_cast<PartMask>((1U << static_cast<unsigned>(FilterPart::count_)) - 1);

struct FilterPartRow {
  FilterPart part;
  bool of_mentions;  // else of the article
  bool (*is_set)(const Filter&);
  void (*take)(Filter& to, const Filter& from);  // this part alone
};
// In the order of FilterPart.
[[nodiscard]] std::span<const FilterPartRow> filter_parts() noexcept;

[[nodiscard]] bool is_set(const Filter& filter, FilterPart part);
void clear_part(Filter& filter, FilterPart part);
[[nodiscard]] Filter only(const Filter& filter, FilterPart part);  // all others are empty
// The parts of mentions that are set.
[[nodiscard]] PartMask mention_parts(const Filter& filter);

}  // namespace kharita::app
