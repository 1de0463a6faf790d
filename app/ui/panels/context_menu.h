// What the right button offers for an article, a value of the filters, a place and the map.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

// Opens what a right click on the map asked for, and draws the menu that is open.
void draw_context_menu(const Context& context, const Box& map);

}  // namespace kharita::app::ui
