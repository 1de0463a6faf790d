// What is asked before the window closes with articles that are not kept.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct ClosingState {
  bool open = false;
};
// Nothing where it is not open. Escape stays.
void draw_closing(const Context& context, ClosingState& kept);

}  // namespace kharita::app::ui
