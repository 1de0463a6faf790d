// The palette of commands: all that can be done, found by typing.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct PaletteState {
  bool open = false;
  bool shown = false;  // it was drawn last time
  bool focus = false;  // its field takes the keyboard
  std::string typed;
  std::size_t chosen = 0;
  std::vector<CommandId> found;
};
void open(PaletteState& palette);
// Nothing where it is not open.
void draw_palette(const Context& context, PaletteState& kept);

}  // namespace kharita::app::ui
