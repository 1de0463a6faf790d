// The filter engine: one pass over the corpus gives a bit per article and per mention, and every list, chart
// and map reads these.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/articles/corpus.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// What must hold of an article (dates, text, source) and of a mention (country, place, box, confidence).
// Empty parts hold for all. An article passes where it passes itself and, if any mention part is set, one of
// its mentions does.
struct Filter {
  std::optional<Date> from;  // inclusive; articles without a date fail where either end is set
  std::optional<Date> to;    // inclusive
  std::string text;          // all its words occur in title or text, folded as the resolver folds, proclitics
                             // ignored; "…" is a phrase
  std::vector<std::string> sources;
  std::vector<geo::PlaceId> countries;
  std::vector<geo::PlaceId> places;  // a country or province also holds what lies in it
  std::optional<geo::LatLonBox> box;
  float min_confidence = 0;

  friend bool operator==(const Filter&, const Filter&) = default;
};

enum class FilterPart : std::uint8_t { date, text, source, country, place, box, confidence };

struct FilterResult {
  std::vector<std::uint8_t> article_passes;  // 0 or 1, one an article
  std::vector<std::uint8_t> mention_passes;  // 0 or 1, one a mention; 0 where its article fails
  // One an article: 1 where it passes all parts but this one, so that a chart of that part shows what
  // choosing more would give.
  std::vector<std::uint8_t> passes_without_date;
  std::vector<std::uint8_t> passes_without_source;
  std::vector<std::uint8_t> passes_without_country;
  std::uint32_t articles = 0;  // how many pass
  std::uint32_t mentions = 0;
};

// Holds what is derived from the corpus once (folded text, countries), so that a filter change is answered at
// once.
class FilterEngine {
 public:
  FilterEngine(const Corpus& corpus, const geo::Gazetteer& gazetteer);  // both must outlive it
  // Takes up articles that were appended to the corpus since.
  void update();
  // O(articles + mentions); under 30 ms for 1,000,000 mentions. Reuses `result`'s memory.
  void apply(const Filter& filter, FilterResult& result) const;

 private:
  const Corpus* corpus_;
  const geo::Gazetteer* gazetteer_;
  std::vector<std::string> folded_;       // title and text of each article
  std::vector<geo::PlaceId> country_of_;  // of each mention
};

}  // namespace kharita::app
