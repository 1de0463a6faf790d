// What is told of places: of those selected, and of the one under the mouse.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/place_index.h"
#include "app/model/views/timeline_view.h"

namespace kharita::app {

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

// The name of one place; of several how many they are.
[[nodiscard]] std::string selection_title(const AppState& state, std::span<const geo::PlaceId> places);
// "Rawalpindi · city · Punjab · Pakistan", the name in the other language.
[[nodiscard]] std::string place_in_words(const AppState& state, geo::PlaceId id);

}  // namespace kharita::app
