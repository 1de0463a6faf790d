// The filter engine: one pass over the corpus gives a bit per article and per mention, and every list, chart
// and map reads these.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/text_index.h"
#include "geo/gazetteer/gazetteer.h"

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

enum class FilterPart : std::uint8_t { date, text, source, country, place, box, confidence };

struct FilterResult {
  std::vector<std::uint8_t> article_passes;  // 0 or 1, one an article
  std::vector<std::uint8_t> mention_passes;  // 0 or 1, one a mention; 0 where its article fails
  std::vector<std::uint8_t> mention_holds;   // 0 or 1: passes the mention parts, whatever its article does
  // One an article: 1 where it passes all parts but this one, so that a chart of that part shows what
  // choosing more would give.
  std::vector<std::uint8_t> passes_without_date;
  std::vector<std::uint8_t> passes_without_source;
  std::vector<std::uint8_t> passes_without_country;
  std::uint32_t articles = 0;  // how many pass
  std::uint32_t mentions = 0;
};

// Holds what is derived from the corpus once (an index of words, days, places), so that a filter change is
// answered at once. Where one thread calls apply, no other may call update.
class FilterEngine {
 public:
  using PlaceLookup = std::function<geo::Place(geo::PlaceId)>;

  // Both must outlive it. Articles are taken up by update.
  FilterEngine(const Corpus& corpus, const geo::Gazetteer& gazetteer)
      : FilterEngine(corpus, [&gazetteer](geo::PlaceId id) { return gazetteer.place(id); }) {}
  FilterEngine(const Corpus& corpus, PlaceLookup place);

  // Takes up articles that were appended to the corpus since.
  void update();
  // Takes up a mention whose place, confidence or both were changed in the corpus. O(1).
  void mention_changed(std::uint32_t mention);
  // The same for an article whose date of publication was changed. O(1).
  void article_changed(std::uint32_t article);
  // O(articles + mentions); under 30 ms for 1,000,000 mentions. Reuses `result`'s memory. A mention without a
  // place never passes.
  void apply(const Filter& filter, FilterResult& result) const;
  // The same where `result` is this filter's of before the last articles were taken up. O(articles added and
  // their mentions) and a look through the words of all.
  void apply_to_added(const Filter& filter, FilterResult& result) const;

 private:
  struct PlaceFacts {
    geo::PlaceId id;
    geo::PlaceId country;
    geo::PlaceId admin1;
    geo::LatLon location;
  };
  static constexpr std::uint32_t kNoPlace = 0;  // index into places_
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

  [[nodiscard]] static std::int32_t day_of(const Article& article);
  [[nodiscard]] std::uint32_t index_of(geo::PlaceId id);
  [[nodiscard]] std::vector<std::uint8_t> article_bits(std::size_t first, const Filter& filter) const;
  [[nodiscard]] std::vector<std::uint8_t> place_bits(const Filter& filter) const;
  void apply_from(std::size_t first_article, const Filter& filter, FilterResult& result) const;

  const Corpus* corpus_;
  PlaceLookup place_;
  std::vector<PlaceFacts> places_{PlaceFacts{}};  // each place that is mentioned, once; the first is none
  std::unordered_map<std::uint32_t, std::uint32_t> place_index_;  // PlaceId::value to an index into places_
  std::vector<std::uint32_t> mention_place_;                      // of each mention, into places_
  std::vector<float> confidence_;                                 // of each mention
  std::vector<std::int32_t> day_;  // of each article, since 1970-01-01, or kNoDay
  std::unordered_map<std::string, std::uint32_t> source_index_;
  std::vector<std::uint32_t> source_;  // of each article
  TextIndex text_;
};

}  // namespace kharita::app
