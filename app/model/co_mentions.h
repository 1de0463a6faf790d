// Which places the same articles name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/filter.h"
#include "app/model/map_scene.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// The places of each group (an article): numbers below `places`, each once. Group i has those from first[i]
// to first[i + 1].
struct PlaceGroups {
  std::uint32_t places = 0;
  std::vector<std::uint32_t> first{0};
  std::vector<std::uint32_t> members;
};

struct PlacePair {
  std::uint32_t a = 0;  // a < b
  std::uint32_t b = 0;
  std::uint32_t groups = 0;  // that hold both
  friend bool operator==(const PlacePair&, const PlacePair&) = default;
};

// The at most `count` pairs that most groups hold, the most first, then by a and b. A pair counts only where
// `joins(a, b)`, which is asked of few. Places are gone through from the most frequent on, each with the
// groups that hold it, until none can be in a pair as strong as those found: O(sum of the groups' squared
// sizes) at most, no table of pairs.
[[nodiscard]] std::vector<PlacePair> strongest_pairs(
    const PlaceGroups& groups, std::size_t count,
    const std::function<bool(std::uint32_t, std::uint32_t)>& joins);

inline constexpr std::size_t kMostPlacesAnArticle = 100;

// The at most `count` pairs of places that most passing articles name in passing mentions. A place is not
// joined with the country or province that it lies in. Of an article that names more than
// kMostPlacesAnArticle places, the first count.
[[nodiscard]] std::vector<SceneArc> strongest_arcs(const Corpus& corpus, const FilterResult& result,
                                                   const geo::Gazetteer& gazetteer, std::size_t count);

}  // namespace kharita::app
