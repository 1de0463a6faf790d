// How the user has arranged the window: kept from one run to the next, and no step of undo.
#pragma once

#include <algorithm>

namespace kharita::app {

// Points.
struct LayoutState {
  static constexpr float kReaderFrom = 1900;  // a window this wide has the article beside the list
  static constexpr float kLeastPanel = 180;
  static constexpr float kMostPanel = 900;
  static constexpr float kLeastTimeline = 96;
  static constexpr float kMostTimeline = 420;
  static constexpr int kLeastTextPercent = 80;
  static constexpr int kMostTextPercent = 200;
  static constexpr int kTextStep = 10;

  float filters_width = 264;
  float articles_width = 376;
  float reader_width = 440;  // of the article beside the list
  float timeline_height = 148;
  float list_share = 0.3f;  // of the articles' panel that the list keeps while an article is open
  bool filters_folded = false;
  bool articles_folded = false;
  bool timeline_folded = false;
  bool map_alone = false;      // all are folded, until it is false again
  bool countries_open = true;  // the sections of the filters
  bool places_open = true;
  bool sources_open = true;
  bool languages_open = false;
  bool kinds_open = false;
  bool article_columns = false;  // the list of articles as columns, else as cards
  bool legend_folded = false;    // the map's
  bool legend_moved = false;     // from its corner, to:
  float legend_along = 0;        // shares of the room that the map leaves it: from the reading start,
  float legend_down = 0;         // and from the top
  int text_percent = 100;        // of the size of words and controls

  friend bool operator==(const LayoutState&, const LayoutState&) = default;
};

// The nearest that may be.
[[nodiscard]] inline LayoutState within_bounds(LayoutState layout) noexcept {
  using L = LayoutState;
  layout.filters_width = std::clamp(layout.filters_width, L::kLeastPanel, L::kMostPanel);
  layout.articles_width = std::clamp(layout.articles_width, L::kLeastPanel, L::kMostPanel);
  layout.reader_width = std::clamp(layout.reader_width, L::kLeastPanel, L::kMostPanel);
  layout.legend_along = std::clamp(layout.legend_along, 0.0f, 1.0f);
  layout.legend_down = std::clamp(layout.legend_down, 0.0f, 1.0f);
  layout.timeline_height = std::clamp(layout.timeline_height, L::kLeastTimeline, L::kMostTimeline);
  layout.list_share = std::clamp(layout.list_share, 0.15f, 0.75f);
  layout.text_percent = std::clamp(layout.text_percent, L::kLeastTextPercent, L::kMostTextPercent);
  return layout;
}

}  // namespace kharita::app
