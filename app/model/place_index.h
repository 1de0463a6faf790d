// Which mentions name a place.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/articles/corpus.h"

namespace kharita::app {

// The mentions of every place, so that a hover or a selection looks at these alone. Holds for a corpus until
// its mentions change.
class PlaceIndex {
 public:
  PlaceIndex() = default;
  // O(mentions + places). `place_count`: of the gazetteer; mentions of other places are left out.
  PlaceIndex(const Corpus& corpus, std::size_t place_count);

  // Indices into Corpus::mentions, ascending. Empty for a place that is not valid.
  [[nodiscard]] std::span<const std::uint32_t> mentions_of(geo::PlaceId place) const noexcept;

 private:
  std::vector<std::uint32_t> first_;  // of each place into mentions_, and the end
  std::vector<std::uint32_t> mentions_;
};

}  // namespace kharita::app
