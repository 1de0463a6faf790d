// What each panel shows: plain records, built from the state when it changed and drawn as they are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/place_index.h"
#include "app/model/place_search.h"

namespace kharita::app {

// Articles over time: those that mention a selected place, where places are selected. Buckets are days, weeks
// (from Monday), months, quarters or years: the finest that gives at most `kMaxBuckets`. They leave no gap
// between the first and the last dated article.
struct TimelineView {
  static constexpr std::size_t kMaxBuckets = 120;
  struct Bucket {
    Date from;
    Date to;                    // inclusive
    std::uint32_t others = 0;   // articles that pass all filters but the dates
    std::uint32_t passing = 0;  // of these, those that pass the dates, too
  };
  std::vector<Bucket> buckets;
  std::uint32_t highest = 0;     // of Bucket::others
  std::uint32_t undated = 0;     // articles without a date that pass all other filters
  std::optional<Date> from, to;  // the filter's
};
[[nodiscard]] TimelineView build_timeline_view(const AppState& state);

// A choice with its count under all other filters: what choosing it as well would give.
struct Choice {
  std::string label;
  std::uint32_t articles = 0;
  bool chosen = false;
  geo::PlaceId place;  // for countries and places
};

// An active filter as a chip that can be taken off.
struct Chip {
  std::string label;
  Action remove;
};

struct FiltersView {
  std::string counts;  // "12 of 60"
  std::uint32_t passing = 0;
  std::vector<Choice> sources;    // most articles first
  std::vector<Choice> countries;  // most articles first
  std::vector<Choice> places;  // cities, provinces, regions … of the passing mentions, most articles first;
                               // at most kMaxPlaces
  std::vector<Chip> chips;
  static constexpr std::size_t kMaxPlaces = 200;
};
[[nodiscard]] FiltersView build_filters_view(const AppState& state);

// The articles that pass and, where places are selected, mention one of them. Rows are made when they are
// drawn.
struct ArticleListView {
  std::vector<std::uint32_t> articles;  // indices into the corpus, in the view's order
  std::string counts;
};
[[nodiscard]] ArticleListView build_article_list_view(const AppState& state);

struct ArticleRow {
  std::string title;
  std::string detail;  // "source · date · n places"
};
[[nodiscard]] ArticleRow build_article_row(const AppState& state, std::uint32_t article);

// The open article. Byte offsets are of `text`, which is title and text as the reader draws them.
struct ReaderView {
  struct Highlight {
    std::uint32_t byte_start = 0;
    std::uint32_t byte_end = 0;
    std::uint32_t mention = 0;  // index into the corpus
    bool doubtful = false;      // confidence under kDoubtful
    bool passes = true;         // the filters
  };
  std::optional<std::uint32_t> article;
  std::string title;
  std::string detail;
  std::string text;
  std::vector<Highlight> highlights;
};
[[nodiscard]] ReaderView build_reader_view(const AppState& state);

// Why a mention is where it is: the evidence behind a dot.
struct MentionView {
  struct Reading {
    geo::PlaceId place;
    std::string label;       // "Hyderabad · city · Pakistan"
    std::string confidence;  // "97%"
  };
  std::uint32_t mention = 0;
  std::string words;  // as the article writes it
  Reading chosen;
  std::vector<Reading> alternatives;
  bool corrected = false;
};
[[nodiscard]] std::optional<MentionView> build_mention_view(const AppState& state);
// As its article writes it.
[[nodiscard]] std::string mention_words(const AppState& state, std::uint32_t mention);

// The head of one selected place or of several.
struct PlaceView {
  std::string title;     // in the state's language; of several their names, the first kMaxNames of them
  std::string subtitle;  // the other language, kind, province, country; of several how many
  std::string counts;    // mentions and articles that pass; in MapStyle::areas of all that lies in the area
  std::string own;       // in MapStyle::areas: how many of these name the area itself; else empty
  static constexpr std::size_t kMaxNames = 8;
};
// None where `places`, which ascend, are none. `index` is of the state's corpus. O(mentions of the places),
// in MapStyle::areas O(mentions).
[[nodiscard]] std::optional<PlaceView> build_place_view(const AppState& state, const PlaceIndex& index,
                                                        std::span<const geo::PlaceId> places);

// The hover card: a place, its articles over the timeline's buckets, and the newest of them.
struct HoverView {
  struct Line {
    std::string title;
    std::string detail;  // "source · date"
  };
  PlaceView place;
  std::vector<std::uint32_t> articles;  // that pass, one a bucket; empty where all are undated
  std::string first_date;               // of the first bucket
  std::string last_date;                // of the last
  std::vector<Line> newest;             // at most kNewest
  static constexpr std::size_t kNewest = 3;
};
// None where `place` is not valid. O(mentions of the place), in MapStyle::areas O(mentions).
[[nodiscard]] std::optional<HoverView> build_hover_view(const AppState& state, const PlaceIndex& index,
                                                        const TimelineView& timeline, geo::PlaceId place);

// A place that the search for places found.
struct FoundPlace {
  geo::PlaceId place;
  std::string title;     // in the state's language
  std::string detail;    // the other language, kind, province, country
  std::string articles;  // how many of those open mention it; empty where none does
  static constexpr std::size_t kMost = 8;
};
[[nodiscard]] std::vector<FoundPlace> build_found_view(const AppState& state, const PlaceIndex& index,
                                                       const PlaceSearch& search, std::string_view typed);

// Mentions under this confidence are drawn as doubtful everywhere.
inline constexpr float kDoubtful = 0.5f;

}  // namespace kharita::app
