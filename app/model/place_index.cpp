#include "app/model/place_index.h"

namespace kharita::app {

PlaceIndex::PlaceIndex(const Corpus& corpus, std::size_t place_count) : first_(place_count + 2, 0) {
  // Counted two further on, so that filling in moves each start to where it belongs.
  for (const CorpusMention& mention : corpus.mentions) {
    if (mention.place.value < place_count) ++first_[mention.place.value + 2];
  }
  for (std::size_t i = 2; i < first_.size(); ++i)
    first_[i] += first_[i - 1];
  mentions_.resize(first_.back());
  for (std::uint32_t i = 0; i < corpus.mentions.size(); ++i) {
    const std::uint32_t place = corpus.mentions[i].place.value;
    if (place < place_count) mentions_[first_[place + 1]++] = i;
  }
  first_.pop_back();
}

std::span<const std::uint32_t> PlaceIndex::mentions_of(geo::PlaceId place) const noexcept {
  if (first_.empty() || place.value >= first_.size() - 1) return {};
  return std::span(mentions_).subspan(first_[place.value], first_[place.value + 1] - first_[place.value]);
}

}  // namespace kharita::app
