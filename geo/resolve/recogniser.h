// Whether a stretch of text names a place at all: its features from the words around it and from the article.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "geo/resolve/features.h"
#include "geo/resolve/lattice.h"
#include "geo/resolve/ranking.h"
#include "geo/resolve/words.h"

namespace kharita::geo {

// What the spans' surroundings say, worked out once an article. Reusable without allocation.
class Recogniser {
 public:
  struct Article {
    std::string_view text;
    const text::Tokens& tokens;
    const Words& words;
    const Lattice& lattice;
    const Gazetteer& gazetteer;
    bool arabic = true;                  // the language of the words in Arabic script
    bool latin = false;                  // the words in Latin script are read, too
    std::span<const PlaceId> home = {};  // the countries of the language: Iran of Persian
    bool postpositions = false;          // what makes a name a place stands behind it: Urdu
  };

  // Finds what the words around each span say of it: evidence for the ranking, which has begun with the same
  // spans.
  void begin(const Article& article, const Ranking& ranking);
  [[nodiscard]] std::span<const LocalEvidence> evidence() const noexcept { return evidence_; }
  // Whether the span is part of the name of something else that is no place: ريال مدريد, جامعة القاهرة.
  [[nodiscard]] bool is_associative(const Article& article, std::size_t span) const noexcept;

  // Whether `longer` is a name by hand that holds `shorter` and says more than which kind or part of it is
  // meant.
  [[nodiscard]] static bool replaces(const Article& article, const Span& longer,
                                     const Span& shorter) noexcept;

  // The features of a span, given the ranking so far and the chance of every span to be a place: what
  // own_features says, then what article_features does.
  void features(const Article& article, const Ranking& ranking, std::span<const float> chances,
                std::size_t span, FeatureList& out) const;
  // Those that the span itself, the words around it and its best candidate decide, and the fame.
  void own_features(const Article& article, const Ranking& ranking, std::size_t span, FeatureList& out) const;
  // Those that the rest of the article decides. Appends.
  void article_features(const Article& article, const Ranking& ranking, std::span<const float> chances,
                        std::size_t span, FeatureList& out) const;

 private:
  struct Around {
    std::int32_t before = -1;  // the word before, quotes and brackets looked through; -1 at a line's start
    std::int32_t after = -1;
    std::int32_t place_before = -1;  // the span before it in a list
    std::int32_t place_after = -1;
    bool quote_before = false;
    bool paren_before = false;
    bool quote_after = false;
    bool line_start = false;
    bool stop_after = false;  // punctuation, or the end of the line
    bool dateline = false;
    bool nested = false;
    bool overlaps = false;  // another span, in whole or in part
    // A longer name covers it, or it covers a shorter one, that differs in its first words only: kind of
    // place or direction.
    enum class Head : std::uint8_t { none, unit, state, nature, direction };
    Head nested_in = Head::none;
    Head inside = Head::none;
    bool in_phrase = false;
    bool kind_word = false;  // it is only the word for a kind of country: المملكة
    bool w_links = false;    // its و links another name to the place before it: وجدة behind الرياض
    bool locative = false;   // a locative, ب or في, or a kind of place stands before it
    bool of_other = false;   // a person's or organisation's name
  };

  [[nodiscard]] bool is_in_long_name(const Article& article, std::size_t span) const noexcept;
  void note_list_head(const Article& article, std::size_t index, LocalEvidence& evidence) const;
  [[nodiscard]] bool is_in_english_name(const Article& article, std::size_t span) const noexcept;
  [[nodiscard]] Around look_around(const Article& article, std::size_t span) const;
  static void note_vowels(const Article& article, const Span& span, LocalEvidence& evidence);
  [[nodiscard]] static std::uint8_t only_kind(const Article& article, const Span& span);
  [[nodiscard]] static Around::Head head_of(const Article& article, const Span& longer,
                                            const Span& shorter) noexcept;
  static void head_features(const Around& around, FeatureList& out);
  static void note_overlaps(const Article& article, std::size_t span, Around& around);
  void link_neighbours(const Article& article);
  [[nodiscard]] static bool begins_result(const Article& article, std::size_t word) noexcept;
  void count_sport(const Article& article);
  [[nodiscard]] std::uint32_t sport_around(const Span& span) const noexcept;
  void sport_features(const Article& article, const Span& span, const Around& around, const Candidate& best,
                      FeatureList& out) const;
  [[nodiscard]] static std::int32_t likeliest(const Article& article, std::span<const float> chances,
                                              std::int32_t at, bool beginning);
  void list_features(const Article& article, const Ranking& ranking, std::span<const float> chances,
                     std::size_t index, FeatureList& out) const;
  [[nodiscard]] std::int32_t span_after_b(const Article& article, std::uint32_t word) const;
  [[nodiscard]] LocalEvidence evidence_of(const Article& article, std::size_t span) const;
  [[nodiscard]] bool writes_his(const Article& article, const Span& span, PlaceId place) const;
  void name_features(const Article& article, const Span& span, const Around& around, const Candidate& best,
                     FeatureList& out) const;
  void before_features(const Article& article, const Span& span, const Around& around, const Candidate& best,
                       FeatureList& out) const;
  void after_features(const Article& article, const Ranking& ranking, const Span& span, const Around& around,
                      const Candidate& best, FeatureList& out) const;
  static void overlap_features(const Article& article, std::span<const float> chances, std::size_t span,
                               FeatureList& out);
  void name_in_article(const Ranking& ranking, std::size_t span, FeatureList& out) const;

  std::vector<Around> around_;
  bool writes_taa_ = false;       // the article has a ة
  bool writes_capitals_ = false;  // … is in Latin script, and has one
  std::vector<LocalEvidence> evidence_;
  std::vector<std::uint32_t>
      sport_up_to_;                     // by word: the words of matches before it; empty where there are none
  std::vector<std::uint32_t> span_at_;  // by word: the first span that begins there
  struct NameCounts {
    std::uint32_t locative = 0;
    std::uint32_t of_other = 0;
  };
  std::vector<NameCounts> names_;  // by the ranking's groups
};

}  // namespace kharita::geo
