#include "app/ui/layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kharita::app::ui {
namespace {

// Points.
constexpr float kTopBar = 50;
constexpr float kNarrowest = 320;  // of the map: the side panels give way below it
constexpr float kHalfFrom = 1280;  // a window this wide leaves the map half of its width
constexpr float kEdge = 8;         // of a panel, to be dragged

// Which panels stand in the window, and how large they may be, in points.
struct Wanted {
  float filters = 0, articles = 0, reader = 0, timeline = 0;
};

Wanted wanted_in(float width, float height, const LayoutState& state) {
  Wanted wanted;
  if (state.map_alone) return wanted;
  const bool has_room = width >= kNarrowest + LayoutState::kLeastPanel;
  if (!state.articles_folded && has_room) wanted.articles = state.articles_width;
  // Beside the map a narrow window has room for one: the filters come where the articles are folded.
  if (!state.filters_folded && (width >= kLeastWidthPt || (has_room && wanted.articles == 0)))
    wanted.filters = state.filters_width;
  if (wanted.articles > 0 && width >= LayoutState::kReaderFrom) wanted.reader = state.reader_width;
  if (!state.timeline_folded && height >= kLeastHeightPt * 0.75f)
    wanted.timeline = std::min(state.timeline_height, (height - kTopBar) / 2);
  const float map = width >= kHalfFrom ? width / 2 : kNarrowest;
  const float room = std::max(0.0f, width - map);
  if (const float all = wanted.filters + wanted.articles + wanted.reader; all > room) {
    wanted.filters *= room / all;
    wanted.articles *= room / all;
    wanted.reader *= room / all;
  }
  return wanted;
}

}  // namespace

Layout lay_out(float width, float height, float scale, bool right_to_left, const LayoutState& state) {
  const Wanted wanted = wanted_in(width / scale, height / scale, state);
  const float top = std::round(kTopBar * scale);
  const float filters = std::floor(wanted.filters * scale);
  const float list = std::floor(wanted.articles * scale);
  const float reader = std::floor(wanted.reader * scale);
  const float articles = list + reader;
  const float body = std::max(0.0f, height - top);
  const float timeline = std::floor(wanted.timeline * scale);
  const float left = right_to_left ? articles : filters;
  const float right = right_to_left ? filters : articles;
  const float middle = std::max(0.0f, width - filters - articles);
  const float grip = kEdge * scale;
  Layout layout;
  layout.top = {0, 0, width, top};
  layout.map = {left, top, middle, body - timeline};
  layout.timeline = {left, top + body - timeline, middle, timeline};
  const Box left_box{0, top, left, body};
  const Box right_box{left + middle, top, right, body};
  const Box left_edge{left - grip / 2, top, left > 0 ? grip : 0, body};
  const Box right_edge{left + middle - grip / 2, top, right > 0 ? grip : 0, body};
  layout.filters = right_to_left ? right_box : left_box;
  layout.articles = right_to_left ? left_box : right_box;
  layout.articles.width = list;
  layout.reader = {right_to_left ? 0 : width - reader, top, reader, body};
  if (right_to_left) layout.articles.x = reader;
  layout.reader_edge = {(right_to_left ? reader : width - reader) - grip / 2, top, reader > 0 ? grip : 0,
                        body};
  layout.filters_edge = right_to_left ? right_edge : left_edge;
  layout.articles_edge = right_to_left ? left_edge : right_edge;
  layout.timeline_edge = {left, layout.timeline.y - grip / 2, middle, timeline > 0 ? grip : 0};
  return layout;
}

std::vector<float> share_out(float room, std::span<const float> wants, float least) {
  std::vector<float> given(wants.size(), 0);
  std::vector<std::size_t> by_want(wants.size());
  std::iota(by_want.begin(), by_want.end(), std::size_t{0});
  std::ranges::sort(by_want, {}, [&](std::size_t i) { return wants[i]; });
  std::size_t left = wants.size();
  for (const std::size_t i : by_want) {
    const float part = std::max(0.0f, room) / static_cast<float>(left--);
    given[i] = std::min(wants[i], std::max(part, least));
    room -= given[i];
  }
  return given;
}

// From how large it is drawn, which may be less than was wanted.
LayoutState dragged(const Layout& layout, LayoutState state, Edge edge, float by, float scale,
                    bool right_to_left) {
  const float points = by / scale;
  switch (edge) {
    case Edge::filters:
      state.filters_width = layout.filters.width / scale + (right_to_left ? -points : points);
      break;
    case Edge::articles:
      state.articles_width = layout.articles.width / scale + (right_to_left ? points : -points);
      break;
    case Edge::reader:
      state.reader_width = layout.reader.width / scale + (right_to_left ? points : -points);
      break;
    case Edge::timeline:
      state.timeline_height = layout.timeline.height / scale - points;
      break;
  }
  return within_bounds(state);
}

}  // namespace kharita::app::ui
