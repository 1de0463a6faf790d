// The help overlay: all keys, and what the mouse does.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct HelpState {
  bool open = false;
  bool shown = false;  // it was drawn last time
};
// Nothing where it is not open.
void draw_help(const Context& context, HelpState& kept);

}  // namespace kharita::app::ui
