// Articles over time, and the dates of the filter.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

void draw_timeline(const Context& context, const Box& box);

}  // namespace kharita::app::ui
