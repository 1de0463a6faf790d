// The search for places on the map.
#pragma once

#include <cstddef>
#include <string>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct FindState {
  bool open = false;
  bool focus = false;  // its field takes the keyboard
  std::string typed;
  std::size_t chosen = 0;
};
// Opens or closes it, empty.
void toggle(FindState& find);
// Nothing where it is not open.
void draw_find(const Context& context, FindState& kept, const Box& map);

}  // namespace kharita::app::ui
