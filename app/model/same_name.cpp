#include "app/model/same_name.h"

#include <algorithm>

namespace kharita::app {
namespace {

// Whether one may be another reading of the same name.
class SameReading {
 public:
  SameReading(const CorpusMention& mention, std::span<const geo::Alternative> rivals) {
    add(mention.place);
    add(mention.read_as);
    for (const geo::Alternative& rival : rivals)
      add(rival.place);
    std::sort(places_.begin(), places_.end());
  }
  [[nodiscard]] bool operator()(const CorpusMention& other) const {
    const geo::PlaceId read = other.place.valid() ? other.place : other.read_as;
    return std::binary_search(places_.begin(), places_.end(), read);
  }

 private:
  void add(geo::PlaceId place) {
    if (place.valid()) places_.push_back(place);
  }
  std::vector<geo::PlaceId> places_;
};

}  // namespace

std::vector<std::uint32_t> mentions_of_same_name(const Corpus& corpus, std::uint32_t mention,
                                                 std::span<const geo::Alternative> rivals,
                                                 CorrectionScope scope) {
  if (scope == CorrectionScope::mention) return {mention};
  const CorpusMention& one = corpus.mentions[mention];
  const bool everywhere = scope == CorrectionScope::everywhere;
  const std::uint32_t first = everywhere ? 0 : corpus.first_mention[one.article];
  const std::uint32_t end =
      everywhere ? static_cast<std::uint32_t>(corpus.mentions.size()) : corpus.first_mention[one.article + 1];
  const SameReading may_be(one, rivals);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = first; i < end; ++i) {
    const CorpusMention& other = corpus.mentions[i];
    if (i == mention || (corpus.name_of(other) == corpus.name_of(one) && may_be(other))) found.push_back(i);
  }
  return found;
}

}  // namespace kharita::app
