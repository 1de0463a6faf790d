// The bar at the top: search, undo, theme, language, pictures.
#pragma once

#include <optional>
#include <string>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct TopBarState {
  std::string search;                                          // the text filter's field
  bool focus = false;                                          // it takes the keyboard
  bool menu = false;                                           // the menu is to open
  std::optional<CommandGroup> menu_group = CommandGroup::map;  // the part of it that is
};
void draw_top_bar(const Context& context, TopBarState& kept, const Box& box);

}  // namespace kharita::app::ui
