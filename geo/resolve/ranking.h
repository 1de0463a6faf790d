// Which place a name means: candidates with their scores, and the choice for a whole article.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/lattice.h"
#include "geo/resolve/words.h"

namespace kharita::geo {

// A place that a span may mean.
struct Candidate {
  PlaceId place;
  PlaceId country;
  PlaceId admin1;
  PlaceKind kind = PlaceKind::other;
  bool is_capital = false;
  bool is_seat = false;
  std::uint16_t flags = 0;     // of the name that led to it
  bool bare = false;           // by a name without the text's ال
  bool lacks_article = false;  // by its Arabic name without the ال that this begins with
  float log_population = 0;    // log10(1 + inhabitants)
  float prior = 0;             // from itself alone
  float score = 0;             // with the article
  float probability = 0;       // among the span's candidates
  LatLon location;
  EarthPoint point;  // of the same location
};

// Signs around one span that say what its place must be.
struct LocalEvidence {
  std::uint8_t trigger_kinds = 0;   // bit k: a word before it says that it is of PlaceKind k
  std::uint8_t trigger_weight = 0;  // 1 to 3: how surely
  std::uint8_t mate_kinds = 0;      // bit k: a neighbour in a list may be of PlaceKind k, and of no other
  // Its neighbours in a list, or -1: محافظة among محافظات.
  std::array<std::int32_t, 2> mates{-1, -1};
  PlaceId spelled;     // the text's vowel signs are those of this place's name: عُمان
  PlaceId misspelled;  // … or not those of this one's
  PlaceId within;      // "طرابلس الليبية", "في محافظة X": lies in that place, or is it
  float within_weight = 0;
  std::int32_t within_span = -1;  // … or in the place that this other span means
};

// Ranks the candidates of all spans of an article. Reusable without allocation.
class Ranking {
 public:
  explicit Ranking(const Gazetteer& gazetteer);

  // Collects the candidates of the spans; spans of one name form a group.
  void begin(std::span<const Span> spans);
  // `evidence` is parallel to the spans.
  void set_evidence(std::span<const LocalEvidence> evidence) noexcept { evidence_ = evidence; }
  // Country mentions that are no spans: adjectives, the newspaper's home.
  void add_country_evidence(PlaceId country, float weight);
  // One sweep: country and province masses from `mention_probability` (parallel to spans), then the
  // scores of the spans whose probability is at least `least`.
  void sweep(std::span<const float> mention_probability, float least);

  // Best first.
  [[nodiscard]] std::span<const Candidate> candidates(std::size_t span) const noexcept;
  // The country's share of the article's places, without what this span's own name adds. 0 to 1.
  [[nodiscard]] float country_share(std::size_t span, PlaceId country) const noexcept;
  // What the other names of the article weigh, in mentions: near 0 where there are none.
  [[nodiscard]] float others(std::size_t span) const noexcept {
    return total_ - groups_[states_[span].group].root;
  }
  [[nodiscard]] std::size_t group_count() const noexcept { return groups_.size(); }
  [[nodiscard]] std::uint32_t group(std::size_t span) const noexcept { return states_[span].group; }
  // What decided between the span's candidates: whether there were several, whether what stands beside the
  // name says which, and whether the best would be the best by itself.
  [[nodiscard]] bool is_contested(std::size_t span) const noexcept;
  [[nodiscard]] bool is_stated(std::size_t span) const noexcept;
  [[nodiscard]] bool is_best_known(std::size_t span) const noexcept;
  // Whether a lies in b, or is b.
  [[nodiscard]] bool lies_within(const Candidate& a, PlaceId b) const noexcept;

 private:
  // A weight for each place that has one. Zeroing costs what was set.
  class Masses {
   public:
    void resize(std::size_t places) { weights_.resize(places); }
    void clear() noexcept;
    void add(PlaceId place, float weight);
    [[nodiscard]] float of(PlaceId place) const noexcept { return place.valid() ? weights_[place.value] : 0; }

   private:
    std::vector<float> weights_;
    std::vector<std::uint32_t> touched_;
  };
  // The candidates of a name, as they are before any article. Kept for the articles that follow: most names
  // of the news are among a few thousand.
  struct KnownName {
    std::uint32_t node = 0;  // 0: a free slot
    bool article_dropped = false;
    const NameEntry* bare_names = nullptr;
    std::uint32_t first_prototype = 0;
    std::uint32_t count = 0;
  };
  struct Group {  // spans of the same name
    std::uint32_t node = 0;
    std::uint32_t first_prototype = 0;
    std::uint32_t candidate_count = 0;
    float mass = 0;  // what it adds to the masses, at most
    float root = 0;  // its square root
  };
  struct SpanState {
    std::uint32_t group = 0;
    std::uint32_t first_candidate = 0;
    std::uint32_t candidate_count = 0;
  };

  void find_prototypes(const Span& span, Group& group);
  void add_prototypes(const Span& span, Group& group);
  [[nodiscard]] Candidate prototype(const NameEntry& name, bool bare) const;
  void collect_masses(std::span<const float> mention_probability);
  [[nodiscard]] std::uint32_t group_of(NameIndex::Node node);
  void score_span(std::size_t span);
  [[nodiscard]] float capital_mate(const LocalEvidence& local, const Candidate& candidate) const noexcept;
  [[nodiscard]] float sister(const LocalEvidence& local, const Candidate& candidate) const noexcept;
  [[nodiscard]] float nearness(const Candidate& candidate, std::uint32_t group) const noexcept;

  const Gazetteer& gazetteer_;
  std::span<const Span> spans_;
  std::span<const LocalEvidence> evidence_;
  std::vector<Group> groups_;
  std::vector<SpanState> states_;
  std::vector<Candidate> prototypes_;   // of the known names, each name's best first
  std::vector<KnownName> known_names_;  // a hash table
  std::size_t known_name_count_ = 0;
  std::vector<Candidate> candidates_;             // by span
  std::vector<std::pair<PlaceId, float>> given_;  // evidence that is no span
  std::vector<std::uint32_t> group_slots_;        // a hash table of the groups by node: their index + 1
  Masses countries_;
  Masses provinces_;
  struct Anchor {
    EarthPoint point;
    std::uint32_t group = 0;
    float log_weight = 0;  // natural, at most 0
  };
  std::vector<Anchor> anchors_;
  std::vector<bool> seen_;
  float total_ = 0;  // of all countries
};

}  // namespace kharita::geo
