// Bars over time with a range to choose.
#include <algorithm>
#include <cmath>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

constexpr float kHatch = 5;           // points between two strokes
constexpr std::uint8_t kDimmed = 90;  // alpha of a stacked bar outside of the range
constexpr double kNotchShare = 0.12;  // of the width that a notch of the wheel moves, with Shift

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

// Bars of one plot, which stand on `bottom`.
class Bars {
 public:
  Bars(const UiCore& core, std::uint32_t highest, float room, float bottom, bool square_root)
      : core_(core),
        palette_(core.colors()),
        highest_(static_cast<float>(std::max(highest, 1U))),
        room_(room),
        bottom_(bottom),
        square_root_(square_root) {}

  void draw(const HistogramBar& bar, float left, float right) const {
    const float all = height(bar.all);
    if (all <= 0) return;
    if (bar.parts.empty()) {
      fill(left, right, 0, all, palette_.bar_all);
      if (bar.passing > 0) fill(left, right, 0, height(std::min(bar.passing, bar.all)), palette_.bar_passing);
    } else {
      draw_parts(bar, left, right, all);
    }
    if (bar.inferred > 0) hatch(left, right, all - all * share(bar.inferred, bar.all), all);
  }

 private:
  static float share(std::uint32_t part, std::uint32_t all) {
    return static_cast<float>(std::min(part, all)) / static_cast<float>(all);
  }
  // The smallest count is still seen.
  [[nodiscard]] float height(std::uint32_t count) const {
    if (count == 0) return 0;
    const float part = std::min(1.0f, static_cast<float>(count) / highest_);
    return std::max(2.0f, std::round(room_ * (square_root_ ? std::sqrt(part) : part)));
  }
  void fill(float left, float right, float from, float to, Color color) const {
    UiCore::list()->AddRectFilled({left, bottom_ - to}, {right, bottom_ - from}, to_im(color));
  }
  void draw_parts(const HistogramBar& bar, float left, float right, float all) const {
    std::uint32_t sum = 0;
    float from = 0;
    for (std::size_t i = 0; i < bar.parts.size(); ++i) {
      sum += bar.parts[i];
      const float to = all * share(sum, bar.all);
      const Color color = palette_.series[i % palette_.series.size()];
      if (bar.parts[i] > 0) fill(left, right, from, to, bar.passing > 0 ? color : color.with_alpha(kDimmed));
      from = to;
    }
  }
  void hatch(float left, float right, float from, float to) const {
    ImDrawList* list = UiCore::list();
    const float step = std::max(3.0f, core_.px(kHatch));
    list->PushClipRect({left, bottom_ - to}, {right, bottom_ - from}, true);
    // All of a plot lie on the same lines, so that bars beside each other join.
    const float tall = to - from;
    const float first = std::floor((left - tall) / step) * step;
    for (float x = first; x < right; x += step)
      list->AddLine({x, bottom_ - from}, {x + tall, bottom_ - to}, to_im(palette_.panel.with_alpha(190)),
                    std::max(1.0f, core_.px(1.5f)));
    list->PopClipRect();
  }

  const UiCore& core_;
  const Palette& palette_;
  float highest_;
  float room_;
  float bottom_;
  bool square_root_;
};

void draw_range(const UiCore& c, const Box& plot, const BucketRange& range, float bucket) {
  const Palette& p = c.colors();
  ImDrawList* to = UiCore::list();
  const float left = std::round(plot.x + static_cast<float>(range.first) * bucket);
  const float right = std::round(plot.x + static_cast<float>(range.last + 1) * bucket);
  to->AddRectFilled({left, plot.y}, {right, plot.y + plot.height}, to_im(p.brush));
  const float thick = std::max(1.0f, c.px(2));
  const float grip = c.px(9);
  const float middle = plot.y + plot.height / 2;
  for (const float edge : {left, right}) {
    const float x = std::clamp(edge, plot.x + thick / 2, plot.x + plot.width - thick / 2);
    to->AddRectFilled({x - thick / 2, plot.y}, {x + thick / 2, plot.y + plot.height}, to_im(p.accent));
    to->AddRectFilled({x - c.px(3), middle - grip}, {x + c.px(3), middle + grip}, to_im(p.accent), c.px(3));
  }
}

// Which part of all of time the bars show, along the plot's upper edge.
void draw_shown(const UiCore& c, const Box& plot, const HistogramOptions& options) {
  if (options.shown_from <= 0 && options.shown_to >= 1) return;
  const Palette& p = c.colors();
  const float thick = c.px(3);
  ImDrawList* to = UiCore::list();
  to->AddRectFilled({plot.x, plot.y}, {plot.x + plot.width, plot.y + thick}, to_im(p.raised), thick / 2);
  const float from = plot.x + plot.width * options.shown_from;
  const float end = std::max(from + c.px(8), plot.x + plot.width * options.shown_to);
  to->AddRectFilled({from, plot.y}, {end, plot.y + thick}, to_im(p.text_muted), thick / 2);
}

}  // namespace

// Names of the parts, from the reading start, as many as there is room for.
void UiCore::draw_legend(const Box& plot, std::span<const std::string> names) {
  const Palette& p = colors();
  Box line{plot.x + px(metric::kGap), plot.y + px(metric::kSmallGap), plot.width - 2 * px(metric::kGap),
           px(18)};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const float wide = std::min(width(names[i], TextSize::small) + 1, px(110));
    const float needed = px(10) + px(metric::kSmallGap) + wide + px(metric::kPadding);
    if (line.width < needed) return;
    const Box square = inset(start_part(line, px(10)), 0, px(4));
    list()->AddRectFilled(low(square), high(square), to_im(p.series[i % p.series.size()]), px(2));
    (void)start_part(line, px(metric::kSmallGap));
    draw_line(list(), start_part(line, wide), names[i], TextSize::small, p.text_muted, Flow::content);
    (void)start_part(line, px(metric::kPadding));
  }
}

HistogramResult Ui::histogram(std::string_view id, std::span<const HistogramBar> bars,
                              std::optional<BucketRange> range, std::span<const HistogramLabel> labels,
                              float height_points, const HistogramOptions& options) {
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

  const ImGuiIO& io = ImGui::GetIO();
  const float bucket = plot.width / static_cast<float>(bars.size());
  const double mouse = static_cast<double>((io.MousePos.x - plot.x) / bucket);
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
  if (touch.hovered) {
    result.at = std::clamp(mouse / static_cast<double>(bars.size()), 0.0, 1.0);
    result.notches = io.KeyShift ? 0 : static_cast<double>(io.MouseWheel);
    result.pan = kNotchShare * static_cast<double>(io.KeyShift ? -io.MouseWheel : -io.MouseWheelH);
    if (ImGui::IsMouseDown(1) || ImGui::IsMouseDown(2))
      result.pan -= static_cast<double>(io.MouseDelta.x / plot.width);
  }

  std::uint32_t highest = 1;
  for (const HistogramBar& bar : bars)
    highest = std::max(highest, bar.all);
  const float legend = options.legend.empty() ? 0 : px(20);
  const Bars drawn(c, highest, plot.height - px(8) - legend, plot.y + plot.height - px(2),
                   options.square_root);
  const float space = bucket > 6 ? std::max(1.0f, px(1)) : bucket > 3 ? 1.0f : 0.0f;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const float left = std::floor(plot.x + static_cast<float>(i) * bucket) + space;
    const float right = std::max(left + 1, std::floor(plot.x + static_cast<float>(i + 1) * bucket));
    if (result.hovered == i && !brush.dragging()) {
      to->AddRectFilled({left - space, plot.y}, {right, plot.y + plot.height}, to_im(p.hover));
      result.bar = {(left + right) / 2, plot.y};
    }
    drawn.draw(bars[i], left, right);
  }
  c.draw_legend(plot, options.legend);
  draw_shown(c, plot, options);
  if (result.range) draw_range(c, plot, *result.range, bucket);
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

bool Ui::lone_bar(std::string_view id, const HistogramBar& bar, std::uint32_t highest, std::string_view label,
                  bool chosen, float height_points, bool square_root) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box whole = c.take(px(height_points));
  const float label_height = px(18);
  const Box plot{whole.x, whole.y, whole.width, whole.height - label_height};
  const Touch touch = c.touch(id, plot);
  ImDrawList* to = UiCore::list();
  to->AddRectFilled(low(plot), high(plot), to_im(chosen ? blend(p.brush, p.field) : p.field),
                    px(metric::kRadius));
  if (touch.hovered) to->AddRectFilled(low(plot), high(plot), to_im(p.hover), px(metric::kRadius));
  if (touch.ring) c.draw_ring(plot);
  const float edge = std::round(plot.width * 0.3f);
  Bars(c, highest, plot.height - px(8), plot.y + plot.height - px(2), square_root)
      .draw(bar, plot.x + edge, plot.x + plot.width - edge);
  if (chosen)
    to->AddRect(low(plot), high(plot), to_im(p.accent), px(metric::kRadius), 0, std::max(1.0f, px(2)));
  c.draw_line(to, {whole.x, plot.y + plot.height + px(2), whole.width, label_height - px(2)}, label,
              TextSize::small, p.text_muted, Flow::window, true);
  c.put(whole);
  c.remember_last(plot, touch.id, touch.hovered);
  return touch.clicked;
}

}  // namespace kharita::app::ui
