// What is told over the map: how far a job is, what was done, what went wrong.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

// How far a job is, and the oldest message, at the top of the map.
void draw_messages(const Context& context, const Box& map);

}  // namespace kharita::app::ui
