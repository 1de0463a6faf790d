// How the user has arranged the window: kept from one run to the next, and no step of undo.
#pragma once

#include <algorithm>

namespace kharita::app {

// Points.
struct LayoutState {
  static constexpr float kLeastPanel = 180;
  static constexpr float kMostPanel = 900;
  static constexpr float kLeastTimeline = 96;
  static constexpr float kMostTimeline = 420;
  static constexpr int kLeastTextPercent = 80;
  static constexpr int kMostTextPercent = 200;
  static constexpr int kTextStep = 10;

  float filters_width = 264;
  float articles_width = 376;
  float timeline_height = 148;
  float list_share = 0.3f;  // of the articles' panel that the list keeps while an article is open
  bool filters_folded = false;
  bool articles_folded = false;
  bool timeline_folded = false;
  bool map_alone = false;      // all are folded, until it is false again
  bool countries_open = true;  // the sections of the filters
  bool places_open = true;
  bool sources_open = true;
  int text_percent = 100;  // of the size of words and controls

  friend bool operator==(const LayoutState&, const LayoutState&) = default;
};

// The nearest that may be.
[[nodiscard]] inline LayoutState within_bounds(LayoutState layout) noexcept {
  using L = LayoutState;
  layout.filters_width = std::clamp(layout.filters_width, L::kLeastPanel, L::kMostPanel);
  layout.articles_width = std::clamp(layout.articles_width, L::kLeastPanel, L::kMostPanel);
  layout.timeline_height = std::clamp(layout.timeline_height, L::kLeastTimeline, L::kMostTimeline);
  layout.list_share = std::clamp(layout.list_share, 0.15f, 0.75f);
  layout.text_percent = std::clamp(layout.text_percent, L::kLeastTextPercent, L::kMostTextPercent);
  return layout;
}

}  // namespace kharita::app
