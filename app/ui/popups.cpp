// What floats above the rest: choices, cards, messages.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

constexpr float kCardWidth = 300;  // points, of a card with a chart or articles
constexpr float kCardChart = 34;

constexpr ImGuiWindowFlags kFloatFlags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoNav;

}  // namespace

// The card's parts stand below each other at the width of the widest, mirrored where the window is.
void Ui::card(Point at, const Card& card, bool above) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const float padding = px(metric::kPadding);
  const float small = c.line_height(TextSize::small);
  const float strong = c.line_height(TextSize::strong);
  const float chart = card.bars.empty() ? 0 : px(kCardChart) + px(metric::kGap) + small;
  const float items = card.items.empty() ? 0
                                         : px(metric::kGap) * 2 + static_cast<float>(card.items.size()) *
                                                                      (2 * small + px(metric::kSmallGap));
  float wide = c.width(card.title, TextSize::strong);
  for (const std::string_view line : card.lines)
    wide = std::max(wide, c.width(line, TextSize::small));
  const bool full = chart > 0 || items > 0;
  const float width = std::clamp(wide, full ? px(kCardWidth) : 0.0f, px(kCardWidth) * 1.25f);
  Box box{0, 0, width + 2 * padding,
          strong + static_cast<float>(card.lines.size()) * small + chart + items + 2 * px(metric::kGap)};
  if (above) {
    const float most = std::max(0.0f, ImGui::GetIO().DisplaySize.x - box.width);
    box.x = std::clamp(std::floor(at.x - box.width / 2), 0.0f, most);
    box.y = std::max(0.0f, at.y - px(metric::kGap) - box.height);
  } else {
    c.place_beside(box, at.x, at.y);
  }
  ImDrawList* to = ImGui::GetForegroundDrawList();
  c.draw_floating(to, box);

  Box line{box.x + padding, box.y + px(metric::kGap), width, strong};
  const auto next = [&](float height) {
    line.y += line.height;
    line.height = height;
    return line;
  };
  c.draw_line(to, line, card.title, TextSize::strong, p.text);
  for (const std::string_view words : card.lines)
    c.draw_line(to, next(small), words, TextSize::small, p.text_muted);
  if (chart > 0) {
    next(px(metric::kGap));
    c.draw_sparkline(to, next(px(kCardChart)), card.bars);
    // Time runs from left to right in both languages, as on the timeline.
    const Box labels = next(small);
    const float last = c.width(card.last, TextSize::small);
    c.draw_line(to, {labels.x, labels.y, c.width(card.first, TextSize::small) + 1, small}, card.first,
                TextSize::small, p.text_muted);
    c.draw_line(to, {labels.x + width - last, labels.y, last + 1, small}, card.last, TextSize::small,
                p.text_muted);
  }
  if (items == 0) return;
  const Box gap = next(2 * px(metric::kGap));
  const float middle = std::round(gap.y + gap.height / 2);
  to->AddRectFilled({gap.x, middle}, {gap.x + width, middle + std::max(1.0f, px(metric::kLine))},
                    to_im(p.border));
  for (const CardItem& item : card.items) {
    c.draw_line(to, next(small), item.title, TextSize::small, p.text, Flow::content);
    c.draw_line(to, next(small), item.detail, TextSize::small, p.text_muted);
    next(px(metric::kSmallGap));
  }
}

void Ui::outline(std::span<const Point> polygon, const Box& clip) {
  if (polygon.size() < 2) return;
  const Palette& p = core_->colors();
  std::vector<ImVec2> corners;
  corners.reserve(polygon.size());
  for (const Point& corner : polygon)
    corners.push_back({corner.x, corner.y});
  ImDrawList* to = ImGui::GetBackgroundDrawList();
  to->PushClipRect(low(clip), high(clip), true);
  const auto count = static_cast<int>(corners.size());
  if (count == 4) to->AddConvexPolyFilled(corners.data(), count, to_im(p.selection));
  // A light line within a dark one is seen on every map.
  to->AddPolyline(corners.data(), count, to_im(p.shadow), ImDrawFlags_Closed, px(4));
  to->AddPolyline(corners.data(), count, to_im(p.accent_text), ImDrawFlags_Closed, px(2));
  to->PopClipRect();
}

void Ui::open_popup(std::string_view id) {
  core_->popup_under = core_->last;
  ImGui::OpenPopup(std::string(id).c_str());
}

void Ui::open_popup_at_mouse(std::string_view id) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  core_->popup_under = {mouse.x, mouse.y, 0, 0};
  ImGui::OpenPopup(std::string(id).c_str());
}

bool Ui::menu_item(std::string_view id, std::string_view label, std::string_view keys, Icon icon,
                   bool enabled) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box box = c.take(px(metric::kControlHeight - 2));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 1});
  const Touch touch = c.touch(id, box, enabled);
  ImGui::PopStyleVar();
  c.draw_face(box, touch.hovered ? p.hover : kNoColor, touch.ring);
  Box inner = inset(box, px(metric::kGap), 0);
  const float side = px(metric::kIcon);
  const Box sign = inset(c.start_part(inner, side), 0, std::floor((box.height - side) / 2));
  const Color color = enabled ? p.text : p.text_disabled;
  if (icon != Icon::none) c.draw_icon(UiCore::list(), icon, sign, color);
  (void)c.start_part(inner, px(metric::kGap));
  if (!keys.empty()) {
    const Box end = c.end_part(inner, c.width(keys, TextSize::small));
    c.draw_line(UiCore::list(), end, keys, TextSize::small, p.text_muted, Flow::window, false, true);
    (void)c.end_part(inner, px(metric::kGap));
  }
  if (c.draw_line(UiCore::list(), inner, label, TextSize::body, color)) tooltip(label);
  if (touch.clicked) close_popup();
  return touch.clicked;
}

bool Ui::begin_popup(std::string_view id, float width_points) {
  UiCore& c = *core_;
  const std::string name(id);
  if (!ImGui::IsPopupOpen(name.c_str())) return false;
  const float width = px(width_points);
  const Box& under = c.popup_under;
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float x = c.frame.right_to_left ? under.x + under.width - width : under.x;
  const bool above = under.y + under.height > screen.y * 0.7f;
  const ImVec2 at{std::clamp(x, 0.0f, std::max(0.0f, screen.x - width)),
                  above ? under.y - 2 : under.y + under.height + 2};
  ImGui::SetNextWindowPos(at, ImGuiCond_Always, {0, above ? 1.0f : 0.0f});
  const float room = above ? under.y : screen.y - under.y - under.height;
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, std::max(px(80), room - px(metric::kGap))});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(6), px(6)});
  const bool open = ImGui::BeginPopup(name.c_str(), kFloatFlags | ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::PopStyleVar();
  if (!open) return false;
  c.enter(id);
  c.outer_row = std::exchange(c.row, std::nullopt);
  c.modal_seen = true;  // keys are not the map's
  if (escape_pressed()) ImGui::CloseCurrentPopup();
  return true;
}

void Ui::end_popup() {
  core_->leave();
  ImGui::EndPopup();
  core_->row = std::exchange(core_->outer_row, std::nullopt);
}

void Ui::close_popup() {
  ImGui::CloseCurrentPopup();
}

bool Ui::select(std::string_view id, std::span<const std::string_view> choices, std::size_t& chosen) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box box = c.take(px(metric::kControlHeight));
  const Touch touch = c.touch(id, box);
  c.draw_face(box, touch.hovered ? p.raised_hovered : p.field, touch.ring, p.border);
  Box inner = inset(box, px(metric::kControlPadding), 0);
  const float side = px(12);
  c.draw_icon(UiCore::list(), Icon::chevron_down, inset(c.end_part(inner, side), 0, (box.height - side) / 2),
              p.text_muted);
  (void)c.end_part(inner, px(metric::kSmallGap));
  if (chosen < choices.size())
    c.draw_line(UiCore::list(), inner, choices[chosen], TextSize::body, p.text, Flow::content);

  bool changed = false;
  ImGui::PushID(id.data(), id.data() + id.size());
  c.enter(id);
  if (touch.clicked) {
    open_popup("choices");
    c.popup_under = box;
  }
  if (begin_popup("choices", box.width / c.frame.scale)) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 1});
    for (std::size_t i = 0; i < choices.size(); ++i) {
      push_id(i);
      const Box line = c.take(px(metric::kControlHeight - 2));
      const Touch choice = c.touch("choice", line);
      pop_id();
      c.draw_face(line, choice.hovered ? p.hover : kNoColor, choice.ring);
      Box words = inset(line, px(metric::kGap), 0);
      const Box mark = c.end_part(words, px(14));
      if (i == chosen) c.draw_icon(UiCore::list(), Icon::check, mark, p.accent_text);
      c.draw_line(UiCore::list(), words, choices[i], TextSize::body, p.text, Flow::content);
      if (choice.clicked) {
        changed = chosen != i;
        chosen = i;
        close_popup();
      }
    }
    ImGui::PopStyleVar();
    end_popup();
  }
  c.leave();
  ImGui::PopID();
  c.remember_last(box, touch.id, touch.hovered);
  return changed;
}

bool Ui::begin_dialog(std::string_view id, float width_points) {
  UiCore& c = *core_;
  const std::string name(id);
  if (!ImGui::IsPopupOpen(name.c_str())) ImGui::OpenPopup(name.c_str());
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float width = std::min(px(width_points), screen.x - px(24));
  ImGui::SetNextWindowPos({std::floor(screen.x / 2), std::floor(screen.y / 2)}, ImGuiCond_Always,
                          {0.5f, 0.5f});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, screen.y - px(24)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(20), px(18)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(metric::kRadius));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, std::max(1.0f, px(metric::kLine)));
  const bool open =
      ImGui::BeginPopupModal(name.c_str(), nullptr, kFloatFlags | ImGuiWindowFlags_AlwaysAutoResize);
  ImGui::PopStyleVar(3);
  if (!open) return false;
  c.enter(id);
  c.order.clear();  // Tab stays within
  c.modal_seen = true;
  c.row.reset();
  return true;
}

void Ui::end_dialog(bool close) {
  core_->leave();
  if (close) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

bool Ui::escape_pressed() const {
  return UiCore::key(ImGuiKey_Escape, false);
}

std::optional<std::size_t> Ui::modal(std::string_view id, std::string_view title, std::string_view message,
                                     std::span<const std::string_view> buttons) {
  UiCore& c = *core_;
  std::optional<std::size_t> pressed;
  if (!begin_dialog(id, 440)) return pressed;
  text(title, {.size = TextSize::heading, .max_lines = 2});
  text(message, {.tone = Tone::muted, .max_lines = 12});
  gap(metric::kSmallGap);
  // Buttons stand at the end, the first one, which is the likely one, outermost.
  const ImVec2 at = ImGui::GetCursorScreenPos();
  Box line{at.x, at.y, ImGui::GetContentRegionAvail().x, px(metric::kControlHeight)};
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    UiCore::Row row;
    row.start = at;
    row.count = 1;
    row.cells[0] = c.end_part(line, px(std::max(80.0f, button_width_points(buttons[i]))));
    (void)c.end_part(line, px(metric::kGap));
    c.row = row;
    push_id(i);
    if (button("button", buttons[i], Icon::none, i == 0 ? ButtonStyle::primary : ButtonStyle::normal))
      pressed = i;
    pop_id();
    c.row.reset();
  }
  ImGui::SetCursorScreenPos({at.x, at.y + px(metric::kControlHeight)});
  ImGui::Dummy({1, 1});
  if (escape_pressed() && !buttons.empty()) pressed = buttons.size() - 1;
  if (UiCore::key(ImGuiKey_Enter, false) && c.focus == 0 && !buttons.empty()) pressed = 0;
  end_dialog(pressed.has_value());
  return pressed;
}

// The button stands beside the words where there is one, the cross at the end.
ToastResult Ui::toast(std::string_view id, std::string_view message, Tone tone, const Box& within,
                      std::string_view action) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const float padding = px(metric::kPadding);
  const float side = px(24);
  const float button = action.empty() ? 0 : px(button_width_points(action)) + px(metric::kGap);
  const float rest = 2 * padding + side + px(metric::kGap) + button;
  const float most = std::min(px(560) + button, within.width - px(40)) - rest;
  typeset::Layout layout = c.lay_out(message, TextSize::body, 0, 1, Flow::window);
  if (layout.width() > most || layout.truncated())
    layout = c.lay_out(message, TextSize::body, most, 4, Flow::window);
  const float words = std::min(most, std::ceil(layout.width()));
  const float least = action.empty() ? side : px(metric::kControlHeight);
  const float width = words + rest;
  const float height = std::max(least, layout.height()) + 2 * px(metric::kGap);
  const Box box{std::floor(within.x + (within.width - width) / 2), within.y + px(metric::kPadding), width,
                height};
  ImGui::SetNextWindowPos(low(box));
  ImGui::SetNextWindowSize({box.width, box.height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin(std::string(id).c_str(), nullptr,
               kFloatFlags | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleVar();
  c.enter(id);
  const float drop = px(2);
  ImDrawList* to = UiCore::list();
  to->PushClipRectFullScreen();
  to->AddRectFilled({box.x - drop, box.y}, {box.x + box.width + drop, box.y + box.height + 2 * drop},
                    to_im(p.shadow), px(metric::kRadius));
  to->PopClipRect();
  c.draw_face(box, p.panel, false, tone == Tone::normal ? p.border : c.tone(tone));
  Box inner = inset(box, padding, px(metric::kGap));
  const Box cross = inset(c.end_part(inner, side), 0, std::floor((inner.height - side) / 2));
  (void)c.end_part(inner, px(metric::kGap));
  ToastResult result;
  if (button > 0) {
    const float spare = std::floor((inner.height - px(metric::kControlHeight)) / 2);
    UiCore::Row row;
    row.count = 1;
    row.cells[0] = inset(c.end_part(inner, button - px(metric::kGap)), 0, spare);
    row.start = low(row.cells[0]);
    c.row = row;
    result.acted = this->button("action", action);
    c.row.reset();
    (void)c.end_part(inner, px(metric::kGap));
  }
  // Lines that run from the right end at the width they were laid out for, which may be more than the note's.
  float left = most;
  for (const typeset::LineBox& line : layout.lines())
    left = std::min(left, line.left);
  const float spare = inner.width - layout.width();
  c.draw(to, layout, inner.x + (c.frame.right_to_left ? std::floor(spare - left) : 0),
         inner.y + std::round((inner.height - layout.height()) / 2), c.tone(tone));
  const Touch touch = c.touch("close", cross, true, false);
  c.draw_face(cross, c.face(touch, true, ButtonStyle::quiet), false);
  c.draw_icon(to, Icon::close, inset(cross, px(6), px(6)), touch.hovered ? p.text : p.text_muted);
  c.leave();
  ImGui::End();
  result.closed = touch.clicked;
  return result;
}

}  // namespace kharita::app::ui
