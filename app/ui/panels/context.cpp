#include "app/ui/panels/context.h"

namespace kharita::app::ui {

void Panel::begin_overlay(std::string_view id, const Box& box) {
  over_map_.push_back(box);
  ui_.begin_panel(id, box, false);
}

float Panel::stack_height(std::size_t controls) const {
  const auto n = static_cast<float>(controls);
  return n * ui_.px(metric::kControlHeight) + (n - 1) * ui_.px(metric::kGap) + 2 * ui_.px(metric::kPadding);
}

}  // namespace kharita::app::ui
