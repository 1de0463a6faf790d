#include "app/ui/layout.h"

#include <algorithm>

namespace kharita::app::ui {
namespace {

// Points.
constexpr float kTopBar = 50;
constexpr float kFiltersWidth = 264;
constexpr float kArticlesWidth = 376;
constexpr float kTimelineHeight = 148;
constexpr float kNarrowest = 320;  // of the map: the side panels give way below it

}  // namespace

Layout lay_out(float width, float height, float scale, bool right_to_left) {
  const float top = kTopBar * scale;
  float filters = kFiltersWidth * scale;
  float articles = kArticlesWidth * scale;
  const float room = std::max(0.0f, width - kNarrowest * scale);
  if (filters + articles > room) {
    const float share = room / (filters + articles);
    filters *= share;
    articles *= share;
  }
  const float body = std::max(0.0f, height - top);
  const float timeline = std::min(kTimelineHeight * scale, body / 3);
  const float start_width = right_to_left ? articles : filters;  // what stands at the left
  const float middle = width - filters - articles;
  Layout places;
  places.top = {0, 0, width, top};
  places.map = {start_width, top, middle, body - timeline};
  places.timeline = {start_width, top + body - timeline, middle, timeline};
  const Box left{0, top, start_width, body};
  const Box right{start_width + middle, top, width - start_width - middle, body};
  places.filters = right_to_left ? right : left;
  places.articles = right_to_left ? left : right;
  return places;
}

}  // namespace kharita::app::ui
