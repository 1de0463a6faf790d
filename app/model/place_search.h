// Finds places by the beginning of any of their names, in Arabic or Latin script, as one types.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// All names in normal form without spaces, sorted: what begins with the typed letters stands side by side.
// Names that begin with ال stand there without it, too. Immutable; about 25 bytes a name.
class PlaceSearch {
 public:
  struct Hit {
    geo::PlaceId place;
    bool exact = false;  // the whole name was typed
    friend bool operator==(const Hit&, const Hit&) = default;
  };
  // Whether a place is mentioned in the articles that are open: such places come first.
  using IsMentioned = std::function<bool(geo::PlaceId)>;

  // A few seconds for a whole gazetteer: for a worker thread.
  explicit PlaceSearch(const geo::Gazetteer& gazetteer);

  // At most `most` places, each once: whole names before beginnings, mentioned places before others, then by
  // importance(). What has no name that begins so is looked up as Gazetteer::lookup does, which forgives
  // misspellings. Empty for an empty query. O(log names + names that begin so), without allocating for each.
  [[nodiscard]] std::vector<Hit> find(std::string_view typed, std::size_t most,
                                      const IsMentioned& is_mentioned) const;

  // How well known a place is, from its kind and inhabitants: a country before a capital before a city.
  [[nodiscard]] static float importance(const geo::Place& place) noexcept;
  // A name as it is compared: its tokens' normal forms without spaces. روالبندى and روالبندي are the same.
  [[nodiscard]] static std::string fold(std::string_view name);

  [[nodiscard]] std::size_t name_count() const noexcept { return names_.size(); }

 private:
  struct Name {
    std::uint32_t offset = 0;  // of its bytes in pool_
    std::uint32_t size = 0;
    geo::PlaceId place;
    float importance = 0;
  };
  [[nodiscard]] std::string_view text(const Name& name) const noexcept {
    return std::string_view(pool_).substr(name.offset, name.size);
  }
  void add(std::string_view folded, const geo::Place& place, float importance);

  const geo::Gazetteer* gazetteer_;
  std::string pool_;
  std::vector<Name> names_;  // by text, then most important first
};

}  // namespace kharita::app
