// The card beside the mouse.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

void draw_hover_card(const Context& context);

}  // namespace kharita::app::ui
