// Bars over time with a range to choose.
#include <algorithm>
#include <cmath>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

// Bars of one tone, as high as `highest` allows; the smallest count is still seen.
float bar_height(std::uint32_t count, std::uint32_t highest, float room) {
  if (count == 0 || highest == 0) return 0;
  return std::max(2.0f, std::round(room * static_cast<float>(count) / static_cast<float>(highest)));
}

void set_cursor(Brush::Grip grip) {
  switch (grip) {
    case Brush::Grip::first_edge:
    case Brush::Grip::last_edge:
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
      break;
    case Brush::Grip::whole:
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
      break;
    case Brush::Grip::none:
    case Brush::Grip::new_range:
      break;
  }
}

}  // namespace

HistogramResult Ui::histogram(std::string_view id, std::span<const HistogramBar> bars,
                              std::optional<BucketRange> range, std::span<const HistogramLabel> labels,
                              float height_points) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  HistogramResult result;
  const float label_height = labels.empty() ? 0 : px(18);
  const Box whole = c.take(px(height_points));
  const Box plot{whole.x, whole.y, whole.width, whole.height - label_height};
  const Touch touch = c.touch(id, plot);
  Brush& brush = c.brushes[touch.id];
  brush.set_range(range, bars.size());
  ImDrawList* to = UiCore::list();
  to->AddRectFilled(low(plot), high(plot), to_im(p.field), px(metric::kRadius));
  if (touch.ring) c.draw_ring(plot);
  if (bars.empty()) {
    c.put(whole);
    result.range = range;
    return result;
  }

  const float bucket = plot.width / static_cast<float>(bars.size());
  const double mouse = static_cast<double>((ImGui::GetIO().MousePos.x - plot.x) / bucket);
  const double reach = static_cast<double>(px(6) / bucket);
  const auto before = brush.range();
  if (touch.hovered && ImGui::IsMouseDoubleClicked(0)) {
    brush.clear();
  } else if (touch.pressed) {
    brush.press(mouse, reach);
  } else if (touch.held && ImGui::IsMouseDragging(0, 2.0f)) {
    brush.drag_to(mouse);
  } else if (!touch.held) {
    brush.release();
  }
  if (touch.hovered || touch.held) set_cursor(touch.held ? brush.grip() : brush.grip_at(mouse, reach));
  if (touch.ring && brush.range() && UiCore::key(ImGuiKey_Delete, false)) brush.clear();
  result.range = brush.range();
  result.changed = before != brush.range();
  if (touch.hovered && mouse >= 0 && mouse < static_cast<double>(bars.size()))
    result.hovered = static_cast<std::size_t>(mouse);

  std::uint32_t highest = 1;
  for (const HistogramBar& bar : bars)
    highest = std::max(highest, bar.all);
  const float bottom = plot.y + plot.height - px(2);
  const float room = plot.height - px(8);
  const float space = bucket > 6 ? std::max(1.0f, px(1)) : bucket > 3 ? 1.0f : 0.0f;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const float left = std::floor(plot.x + static_cast<float>(i) * bucket) + space;
    const float right = std::max(left + 1, std::floor(plot.x + static_cast<float>(i + 1) * bucket));
    const float all = bar_height(bars[i].all, highest, room);
    const float passing = bar_height(std::min(bars[i].passing, bars[i].all), highest, room);
    const bool lit = result.hovered == i && !brush.dragging();
    if (lit) to->AddRectFilled({left - space, plot.y}, {right, plot.y + plot.height}, to_im(p.hover));
    if (all > 0) to->AddRectFilled({left, bottom - all}, {right, bottom}, to_im(p.bar_all));
    if (passing > 0) to->AddRectFilled({left, bottom - passing}, {right, bottom}, to_im(p.bar_passing));
  }
  if (result.range) {
    const float left = std::round(plot.x + static_cast<float>(result.range->first) * bucket);
    const float right = std::round(plot.x + static_cast<float>(result.range->last + 1) * bucket);
    to->AddRectFilled({left, plot.y}, {right, plot.y + plot.height}, to_im(p.brush));
    const float thick = std::max(1.0f, px(2));
    const float grip = px(9);
    const float middle = plot.y + plot.height / 2;
    for (const float edge : {left, right}) {
      const float x = std::clamp(edge, plot.x + thick / 2, plot.x + plot.width - thick / 2);
      to->AddRectFilled({x - thick / 2, plot.y}, {x + thick / 2, plot.y + plot.height}, to_im(p.accent));
      to->AddRectFilled({x - px(3), middle - grip}, {x + px(3), middle + grip}, to_im(p.accent), px(3));
    }
  }
  float used_to = whole.x - 1;  // labels that would touch the one before are left out
  for (const HistogramLabel& label : labels) {
    const float x = plot.x + static_cast<float>(label.bucket) * bucket;
    const float wide = c.width(label.text, TextSize::small);
    const float at = std::clamp(x, whole.x, std::max(whole.x, whole.x + whole.width - wide));
    if (at <= used_to) continue;
    to->AddRectFilled({std::floor(x), plot.y + plot.height},
                      {std::floor(x) + 1, plot.y + plot.height + px(4)}, to_im(p.border));
    c.draw_line(to, {at, plot.y + plot.height + px(2), wide + 1, label_height - px(2)}, label.text,
                TextSize::small, p.text_muted);
    used_to = at + wide + px(metric::kGap);
  }
  c.put(whole);
  c.remember_last(plot, touch.id, touch.hovered);
  return result;
}

}  // namespace kharita::app::ui
