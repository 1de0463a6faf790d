// The filters: what is set, and choices with their counts.
#pragma once

#include <string>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct FiltersState {
  std::string place_search;  // narrows the list of places
};
void draw_filters(const Context& context, FiltersState& kept, const Box& box);

}  // namespace kharita::app::ui
