// Where every part of the window stands.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/model/layout_state.h"
#include "app/ui/widgets.h"

namespace kharita::app::ui {

// Pixels from the window's top left. A panel that is folded is empty.
struct Layout {
  Box top, filters, articles, timeline, map;
  Box reader;  // beside the list of articles, in a wide window; empty: the article stands below the list
  // What is dragged to make a panel larger; empty where its panel is folded.
  Box filters_edge, articles_edge, reader_edge, timeline_edge;
};

// The smallest window in which no panel folds by itself.
inline constexpr float kLeastWidthPt = 900;
inline constexpr float kLeastHeightPt = 560;

// Reading order follows the language: Arabic puts the filters on the right. `width` and `height` are
// framebuffer pixels, `scale` of them a point. The map keeps half of the width in a window of 1280 points and
// more; from LayoutState::kReaderFrom on the open article has a panel of its own. In one smaller than the
// least, panels fold rather than be cut: first the timeline or the filters, then the articles.
[[nodiscard]] Layout lay_out(float width, float height, float scale, bool right_to_left,
                             const LayoutState& state = {});

// How lists below each other share a height: each gets what it wants where there is room for all; else those
// that want more than an equal part get equal parts of what the others leave. None gets less than `least`,
// unless it wants less.
[[nodiscard]] std::vector<float> share_out(float room, std::span<const float> wants, float least);

// The state after an edge of the layout was dragged: `by` is pixels to the right or down.
enum class Edge : std::uint8_t { filters, articles, reader, timeline };
[[nodiscard]] LayoutState dragged(const Layout& layout, LayoutState state, Edge edge, float by, float scale,
                                  bool right_to_left);

}  // namespace kharita::app::ui
