// Applies the user's corrections to mentions as they are loaded.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/articles/store/store.h"

namespace kharita::app {

class Corrector {
 public:
  // `corrections` in the order made. Places that `places` does not know are counted in lost_places, once a
  // correction.
  Corrector(const std::vector<Correction>& corrections, const PlaceSource& places);

  [[nodiscard]] bool empty() const noexcept { return by_article_.empty() && by_name_.empty(); }
  [[nodiscard]] std::uint64_t lost_places() const noexcept { return lost_places_; }
  // Corrects the mentions of one article, which are by start and have their words; those that are no place
  // stay, without one, and those that the user marked where there was none are added.
  void apply(const Article& article, std::vector<ArticleMention>& mentions) const;
  [[nodiscard]] ArticleBatch corrected(ArticleBatch&& batch) const;

 private:
  struct Choice {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    geo::PlaceId place;  // not valid: no place
    std::string words;
  };
  std::unordered_map<std::string, std::vector<Choice>> by_article_;
  std::unordered_map<std::string, geo::PlaceId> by_name_;  // by the normal form of the mention's words
  std::uint64_t lost_places_ = 0;
};

}  // namespace kharita::app
