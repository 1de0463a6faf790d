// The edges between the panels, which are dragged.
#pragma once

#include "app/ui/layout.h"
#include "app/ui/panels/context.h"

namespace kharita::app::ui {

// A double click gives a panel its usual size back.
void draw_edges(const Context& context, const Layout& layout);

}  // namespace kharita::app::ui
