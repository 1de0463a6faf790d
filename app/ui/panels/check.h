// What there is to look through: doubtful mentions and corrections, in the place of the list of articles.
#pragma once

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

// In the panel that is open: which list, and what is left of it.
void draw_check_head(const Context& context);
void draw_check_list(const Context& context, float height_points);

}  // namespace kharita::app::ui
