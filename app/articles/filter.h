// The filter engine: one pass over the corpus gives a bit per article and per mention, and every list, chart
// and map reads these.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/filter_parts.h"
#include "app/articles/text_index.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

struct FilterResult {
  std::vector<std::uint8_t> article_passes;  // 0 or 1, one an article
  std::vector<std::uint8_t> mention_passes;  // 0 or 1, one a mention; 0 where its article fails
  // One an article: the parts each of which, were it alone left out, would let the article pass; all where it
  // passes as it is. So a chart or list of one part shows what choosing more in it would give.
  std::vector<PartMask> passes_but;
  // The same, one a mention, of the mention parts and whatever its article does.
  std::vector<PartMask> holds_but;
  std::uint32_t articles = 0;  // how many pass
  std::uint32_t mentions = 0;

  // Whether a mention passes the mention parts, whatever its article does.
  [[nodiscard]] bool mention_holds(std::size_t mention) const noexcept {
    return holds_but[mention] == kAllParts;
  }
  // 1 where the article passes all parts but this one, else 0.
  [[nodiscard]] std::uint8_t passes_without(FilterPart part, std::size_t article) const noexcept {
    return (passes_but[article] & mask_of(part)) != 0 ? 1 : 0;
  }
};

// A name of each article, as a number: the sources, the languages.
class NameColumn {
 public:
  void add(std::string_view name);
  [[nodiscard]] std::uint32_t of(std::size_t article) const noexcept { return of_[article]; }
  [[nodiscard]] std::span<const std::string> names() const noexcept { return names_; }  // by number
  // 1 for the numbers of those named, else 0; one a number.
  [[nodiscard]] std::vector<std::uint8_t> chosen(std::span<const std::string> names) const;

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> of_;
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
  // Takes up an article's texts: of each at most once, in ascending order. What no text was told of holds no
  // word.
  void add_text(std::uint32_t article, std::string_view title, std::string_view text);
  // Takes up the texts of the first `articles`, instead of what was told of them; `words` may hold more.
  void set_words(TextIndex words, std::size_t articles);
  // Takes up a mention whose place, confidence or both were changed in the corpus. O(1).
  void mention_changed(std::uint32_t mention);
  // Takes up a mention that was put into the corpus before others that are known. O(mentions).
  void mention_inserted(std::uint32_t mention);
  // The same for an article whose date of publication was changed. O(1).
  void article_changed(std::uint32_t article);
  // O(articles + mentions); under 30 ms for 1,000,000 mentions. Reuses `result`'s memory. A mention without a
  // place never passes.
  void apply(const Filter& filter, FilterResult& result) const;
  // How often what is searched for stands in the texts of the articles whose bit is set: one count an
  // article, 0 for the others. O(their words).
  [[nodiscard]] std::vector<std::uint32_t> hits_of_each(std::string_view text,
                                                        const std::vector<std::uint8_t>& articles) const;
  [[nodiscard]] const NameColumn& sources() const noexcept { return sources_; }
  [[nodiscard]] const NameColumn& languages() const noexcept { return languages_; }
  // The same where `result` is this filter's of before the last articles were taken up. O(articles added and
  // their mentions), but O(all) where the filter has text: a new word may change what its last one stands
  // for.
  void apply_to_added(const Filter& filter, FilterResult& result) const;

 private:
  struct PlaceFacts {
    geo::PlaceId id;
    geo::PlaceId country;
    geo::PlaceId admin1;
    geo::LatLon location;
    geo::PlaceKind kind = geo::PlaceKind::other;
  };
  class Presence;
  static constexpr std::uint32_t kNoPlace = 0;  // index into places_
  static constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();

  [[nodiscard]] static std::int32_t day_of(const ArticleHead& article);
  [[nodiscard]] std::uint32_t index_of(geo::PlaceId id);
  [[nodiscard]] std::vector<std::uint8_t> text_matches(std::string_view text) const;
  [[nodiscard]] std::vector<PartMask> article_fails(std::size_t first, const Filter& filter) const;
  [[nodiscard]] std::vector<PartMask> place_fails(const Filter& filter) const;
  void apply_from(std::size_t first_article, const Filter& filter, FilterResult& result) const;

  const Corpus* corpus_;
  PlaceLookup place_;
  std::vector<PlaceFacts> places_{PlaceFacts{}};  // each place that is mentioned, once; the first is none
  std::unordered_map<std::uint32_t, std::uint32_t> place_index_;  // PlaceId::value to an index into places_
  std::vector<std::uint32_t> mention_place_;                      // of each mention, into places_
  std::vector<float> confidence_;                                 // of each mention
  std::vector<std::int32_t> day_;  // of each article, since 1970-01-01, or kNoDay
  NameColumn sources_;
  NameColumn languages_;
  struct Words {
    std::size_t first = 0;  // article
    std::size_t count = 0;  // of its articles, that are asked
    TextIndex index;
  };
  std::vector<Words> words_;  // by `first`; their articles do not overlap
};

}  // namespace kharita::app
