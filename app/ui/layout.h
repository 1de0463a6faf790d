// Where every part of the window stands.
#pragma once

#include "app/ui/widgets.h"

namespace kharita::app::ui {

// Pixels from the window's top left.
struct Layout {
  Box top, filters, articles, timeline, map;
};

// Reading order follows the language: Arabic puts the filters on the right. `width` and `height` are
// framebuffer pixels, `scale` of them a point.
[[nodiscard]] Layout lay_out(float width, float height, float scale, bool right_to_left);

}  // namespace kharita::app::ui
