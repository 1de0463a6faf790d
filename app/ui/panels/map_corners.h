// What can be taken hold of in the map's corners: the legend, which folds and moves, and the credits, which
// open.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

void draw_map_corners(const Context& context, const Box& map);

}  // namespace kharita::app::ui
