// The filters: what is set, and choices with their counts.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct FiltersState {
  FacetSearches searches;  // what narrows the lists
};
void draw_filters(const Context& context, FiltersState& kept, const Box& box);

}  // namespace kharita::app::ui
