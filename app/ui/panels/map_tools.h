// The buttons over the map: what moves it, what selects on it, saved views, styles.
#pragma once

#include <string>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct MapToolsState {
  std::string view_name;  // of a view that is to be saved
};
void draw_map_tools(const Context& context, MapToolsState& kept, const Box& map);

}  // namespace kharita::app::ui
