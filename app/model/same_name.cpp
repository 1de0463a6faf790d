#include "app/model/same_name.h"

#include <algorithm>
#include <optional>
#include <string>

#include "geo/text/normalise.h"
#include "geo/text/span_cutter.h"

namespace kharita::app {
namespace {

// Whether one may be another reading of the same name.
class SameReading {
 public:
  explicit SameReading(const CorpusMention& mention) {
    add(mention.place);
    add(mention.read_as);
    for (const geo::Alternative& rival : mention.alternatives)
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
                                                 CorrectionScope scope) {
  if (scope == CorrectionScope::mention) return {mention};
  const CorpusMention& one = corpus.mentions[mention];
  const bool everywhere = scope == CorrectionScope::everywhere;
  const std::uint32_t first = everywhere ? 0 : corpus.first_mention[one.article];
  const std::uint32_t end =
      everywhere ? static_cast<std::uint32_t>(corpus.mentions.size()) : corpus.first_mention[one.article + 1];
  geo::text::SpanCutter own(corpus.articles[one.article].text);
  const std::string name = geo::text::normalise(own.cut(one.start, one.end));
  const SameReading may_be(one);
  std::vector<std::uint32_t> found;
  std::optional<geo::text::SpanCutter> cutter;
  std::uint32_t cut_article = 0;
  for (std::uint32_t i = first; i < end; ++i) {
    const CorpusMention& other = corpus.mentions[i];
    if (i != mention) {
      if (!may_be(other)) continue;
      if (!cutter || cut_article != other.article) {
        cutter.emplace(corpus.articles[other.article].text);
        cut_article = other.article;
      }
      if (geo::text::normalise(cutter->cut(other.start, other.end)) != name) continue;
    }
    found.push_back(i);
  }
  return found;
}

}  // namespace kharita::app
