// Articles over time, the dates of the filter, and playing time.
#pragma once

#include <cstdint>
#include <optional>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct TimelineState {
  enum class End : std::uint8_t { none, from, to };
  End typing = End::none;                        // the field that holds the keyboard
  std::optional<Date> other;                     // the other end, as it was when that field was entered
  End calendar = End::none;                      // whose calendar is open
  Date month = std::chrono::year(2024) / 1 / 1;  // that it shows
  double pan = 0;                                // what was dragged and makes no whole day yet
};

void draw_timeline(const Context& context, TimelineState& kept, const Box& box);

}  // namespace kharita::app::ui
