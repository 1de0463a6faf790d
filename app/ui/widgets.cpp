// The frame, places, words and simple controls.
#include "app/ui/widgets.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

void set_imgui_style(const UiCore& core) {
  const Palette& p = core.colors();
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowRounding = 0;
  style.ChildRounding = 0;
  style.PopupRounding = core.px(metric::kRadius);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = std::max(1.0f, core.px(metric::kLine));
  style.FrameBorderSize = 0;
  style.WindowMinSize = {1, 1};
  style.ItemSpacing = {core.px(metric::kGap), core.px(metric::kGap)};
  style.ScrollbarSize = core.px(metric::kScrollbar);
  style.GrabMinSize = core.px(28);
  style.ScrollbarRounding = core.px(metric::kScrollbar) / 2;
  style.Colors[ImGuiCol_WindowBg] = ImGui::ColorConvertU32ToFloat4(to_im(p.panel));
  style.Colors[ImGuiCol_PopupBg] = style.Colors[ImGuiCol_WindowBg];
  style.Colors[ImGuiCol_ChildBg] = {0, 0, 0, 0};
  style.Colors[ImGuiCol_Border] = ImGui::ColorConvertU32ToFloat4(to_im(p.border));
  style.Colors[ImGuiCol_ScrollbarBg] = {0, 0, 0, 0};
  style.Colors[ImGuiCol_ScrollbarGrab] = ImGui::ColorConvertU32ToFloat4(to_im(p.raised_hovered));
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = ImGui::ColorConvertU32ToFloat4(to_im(p.border));
  style.Colors[ImGuiCol_ScrollbarGrabActive] = ImGui::ColorConvertU32ToFloat4(to_im(p.text_disabled));
  style.Colors[ImGuiCol_ModalWindowDimBg] = ImGui::ColorConvertU32ToFloat4(to_im(p.veil));
  style.Colors[ImGuiCol_NavHighlight] = {0, 0, 0, 0};
}

constexpr ImGuiWindowFlags kPanelFlags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                         ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoCollapse |
                                         ImGuiWindowFlags_NoSavedSettings |
                                         ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;

}  // namespace

Ui::Ui(typeset::TextEngine& text) : core_(std::make_unique<UiCore>(text)) {}
Ui::~Ui() = default;

// --- the frame

void Ui::begin_frame(const Frame& frame) {
  UiCore& c = *core_;
  c.frame = frame;
  c.engine->start_frame();
  set_imgui_style(c);
  c.order_before.swap(c.order);
  c.order.clear();
  if (!c.focus_seen) c.focus = 0;  // its widget is gone
  c.focus_seen = false;
  c.rest_seen = false;
  c.path.clear();
  c.recorded.clear();
  c.modal_open = std::exchange(c.modal_seen, false);
  c.tip.clear();
  c.take_tab_key();
  if (ImGui::IsMouseClicked(0)) c.focus = 0;  // the widget under the mouse may take it again
  if (c.focus != 0 && UiCore::key(ImGuiKey_Escape, false) && !c.focus_is_field) c.focus = 0;
}

void Ui::end_frame() {
  UiCore& c = *core_;
  if (!c.rest_seen) c.rest_id = 0;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (!c.tip.empty()) c.draw_bubble(mouse.x, mouse.y, c.tip, {});
}

const Palette& Ui::colors() const noexcept {
  return core_->colors();
}
bool Ui::right_to_left() const noexcept {
  return core_->frame.right_to_left;
}
float Ui::scale() const noexcept {
  return core_->frame.scale;
}
float Ui::px(float points) const noexcept {
  return core_->px(points);
}
typeset::TextEngine& Ui::engine() noexcept {
  return *core_->engine;
}
bool Ui::wants_keyboard() const noexcept {
  return core_->focus != 0 || core_->modal_open;
}
bool Ui::wants_letters() const noexcept {
  return (core_->focus != 0 && core_->focus_is_field) || core_->modal_open;
}
bool Ui::wants_mouse() const noexcept {
  return ImGui::GetIO().WantCaptureMouse;
}
void Ui::record_widgets(bool on) {
  core_->recording = on;
}
std::span<const NamedBox> Ui::widgets() const noexcept {
  return core_->recorded;
}
bool Ui::last_hovered() const noexcept {
  return core_->last_hovered;
}
Box Ui::last_box() const noexcept {
  return core_->last;
}
bool Ui::submitted() const noexcept {
  return core_->submitted;
}
bool Ui::cancelled() const noexcept {
  return core_->cancelled;
}
int Ui::arrow_steps() const {
  if (!core_->field_focused) return 0;
  return (UiCore::key(ImGuiKey_DownArrow) ? 1 : 0) - (UiCore::key(ImGuiKey_UpArrow) ? 1 : 0);
}
void Ui::focus_next_field() {
  core_->focus_next = true;
}

// --- places

void Ui::begin_panel(std::string_view id, const Box& box, bool scrolls) {
  UiCore& c = *core_;
  c.enter(id);
  ImGui::SetNextWindowPos(low(box));
  ImGui::SetNextWindowSize({std::max(1.0f, box.width), std::max(1.0f, box.height)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {c.px(metric::kPadding), c.px(metric::kPadding)});
  const ImGuiWindowFlags none =
      scrolls ? 0 : ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::Begin(std::string(id).c_str(), nullptr, kPanelFlags | none);
  ImGui::PopStyleVar();
}

void Ui::end_panel() {
  core_->row.reset();
  core_->leave();
  ImGui::End();
}

void Ui::begin_scroll(std::string_view id, float height_points, float gap_points) {
  core_->enter(id);
  const float height = height_points > 0 ? core_->px(height_points) : ImGui::GetContentRegionAvail().y;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::BeginChild(std::string(id).c_str(), {0, std::max(1.0f, height)}, false, ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {px(metric::kGap), px(gap_points)});
}

void Ui::end_scroll() {
  core_->row.reset();
  core_->leave();
  ImGui::PopStyleVar();
  ImGui::EndChild();
}

float Ui::splitter(std::string_view id, const Box& box, bool upright, bool& reset) {
  UiCore& c = *core_;
  if (box.width < 1 || box.height < 1) return 0;
  ImGui::SetNextWindowPos(low(box));
  ImGui::SetNextWindowSize({box.width, box.height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin(std::string(id).c_str(), nullptr,
               (kPanelFlags & ~ImGuiWindowFlags_NoBringToFrontOnFocus) | ImGuiWindowFlags_NoBackground);
  ImGui::PopStyleVar(2);
  const Touch touch = c.touch("edge", box, true, false);
  if (touch.hovered || touch.held) {
    ImGui::SetMouseCursor(upright ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    const float thick = px(2);
    const Box line = upright ? Box{box.x + (box.width - thick) / 2, box.y, thick, box.height}
                             : Box{box.x, box.y + (box.height - thick) / 2, box.width, thick};
    UiCore::list()->AddRectFilled(low(line), high(line), to_im(c.colors().accent));
  }
  reset = touch.hovered && ImGui::IsMouseDoubleClicked(0);
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  ImGui::End();
  return touch.held && !touch.pressed ? (upright ? moved.x : moved.y) : 0;
}

void Ui::begin_handle(std::string_view id, const Box& box) {
  ImGui::SetNextWindowPos(low(box));
  ImGui::SetNextWindowSize({std::max(1.0f, box.width), std::max(1.0f, box.height)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin(std::string(id).c_str(), nullptr,
               kPanelFlags | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar);
  ImGui::PopStyleVar();
}

Grab Ui::grab(std::string_view id, Icon sign) {
  UiCore& c = *core_;
  const ImVec2 at = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const Box box{at.x, at.y, size.x, size.y};
  const Touch touch = c.touch(id, box);
  if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (touch.hovered || touch.ring) c.draw_face(box, c.colors().hover, touch.ring);
  if (sign != Icon::none) {
    const float side = px(metric::kIcon - 2);
    Box line = inset(box, px(metric::kGap), px(metric::kPadding));
    line.height = px(metric::kTextSmall * 1.4f);
    const Box place = inset(c.end_part(line, side), 0, std::floor((line.height - side) / 2));
    c.draw_icon(UiCore::list(), sign, place, touch.hovered ? c.colors().text : c.colors().text_muted);
  }
  const float still = ImGui::GetIO().MouseDragThreshold * ImGui::GetIO().MouseDragThreshold;
  const bool dragged = ImGui::GetIO().MouseDragMaxDistanceSqr[0] >= still;
  Grab grab;
  grab.clicked = touch.clicked && (touch.ring || !dragged);
  if (touch.held && dragged && !touch.pressed) {
    grab.dx = ImGui::GetIO().MouseDelta.x;
    grab.dy = ImGui::GetIO().MouseDelta.y;
  }
  return grab;
}

void Ui::end_handle() {
  ImGui::End();
}

void Ui::begin_row(std::initializer_list<Cell> cells, float gap_points) {
  UiCore& c = *core_;
  UiCore::Row row;
  row.start = ImGui::GetCursorScreenPos();
  row.bottom = row.start.y;
  const float width = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  const float gap = c.px(gap_points);
  row.count = std::min(cells.size(), UiCore::Row::kMaxCells);
  float fixed = gap * static_cast<float>(row.count > 0 ? row.count - 1 : 0);
  float shares = 0;
  for (const Cell& cell : cells) {
    fixed += c.px(cell.points);
    shares += cell.share;
  }
  float used = 0;
  std::size_t i = 0;
  for (const Cell& cell : cells) {
    if (i == row.count) break;
    const float part = shares > 0 ? std::floor(std::max(0.0f, width - fixed) * cell.share / shares) : 0;
    const float wide = std::max(1.0f, c.px(cell.points) + part);
    const float from_left = c.frame.right_to_left ? width - used - wide : used;
    row.cells[i++] = {row.start.x + from_left, row.start.y, wide, 0};
    used += wide + gap;
  }
  c.row = row;
}

void Ui::skip_cell() {
  if (core_->row) ++core_->row->next;
}

void Ui::end_row() {
  UiCore& c = *core_;
  if (!c.row) return;
  const UiCore::Row row = *std::exchange(c.row, std::nullopt);
  ImGui::SetCursorScreenPos({row.start.x, row.bottom + ImGui::GetStyle().ItemSpacing.y});
}

void Ui::gap(float points) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({at.x, at.y + core_->px(points)});
}

void Ui::separator() {
  const Box box = core_->take(std::max(1.0f, px(metric::kLine)));
  UiCore::list()->AddRectFilled(low(box), high(box), to_im(colors().border));
  core_->put(box);
}

float Ui::available_width_px() const {
  const auto& row = core_->row;
  return row && row->next < row->count ? row->cells[row->next].width : ImGui::GetContentRegionAvail().x;
}
float Ui::screen_height_points() const {
  return ImGui::GetIO().DisplaySize.y / core_->frame.scale;
}
float Ui::available_height_px() const {
  return ImGui::GetContentRegionAvail().y;
}
void Ui::push_id(std::size_t number) {
  if (core_->recording) core_->enter(std::to_string(number));
  ImGui::PushID(static_cast<int>(number));
}
void Ui::pop_id() {
  core_->leave();
  ImGui::PopID();
}

// --- words

void Ui::text(std::string_view utf8, const TextOptions& options) {
  UiCore& c = *core_;
  const Color color = c.tone(options.tone);
  const float width = available_width_px();
  const typeset::Layout layout = c.lay_out(utf8, options.size, width, options.max_lines, options.flow);
  const Box box = c.take(c.row_height(layout.height()));
  if (options.max_lines == 1) {
    c.draw_line(UiCore::list(), box, utf8, options.size, color, options.flow, options.centered);
  } else {
    const float top = box.y + std::round((box.height - layout.height()) / 2);
    if (options.centered) {
      const auto centred = c.engine->layout(utf8, c.style(options.size),
                                            {.max_width_px = std::floor(width),
                                             .max_lines = options.max_lines,
                                             .direction = c.direction(utf8, options.flow),
                                             .align = typeset::Align::center});
      c.draw(UiCore::list(), centred, box.x, top, color);
    } else {
      c.draw(UiCore::list(), layout, box.x, top, color);
    }
  }
  c.put(box);
  if (layout.truncated()) tooltip(utf8);
}

void Ui::heading(std::string_view utf8) {
  text(utf8, {.size = TextSize::heading});
}
void Ui::muted(std::string_view utf8) {
  text(utf8, {.size = TextSize::small, .tone = Tone::muted, .max_lines = 0});
}
float Ui::text_width_px(std::string_view utf8, TextSize size) {
  return core_->width(utf8, size);
}

void Ui::tooltip(std::string_view utf8) {
  UiCore& c = *core_;
  constexpr double kDelay = 0.45;  // seconds
  const bool rests = c.last_hovered && c.rest_id == c.last_id && ImGui::GetTime() - c.rest_since > kDelay;
  if (rests && !utf8.empty() && !ImGui::IsMouseDown(0)) c.tip = utf8;
}

// --- controls

float Ui::button_width_points(std::string_view label, Icon icon) {
  const float words = text_width_px(label) / core_->frame.scale;
  return std::ceil(words) + 2 * metric::kControlPadding +
         (icon != Icon::none ? metric::kIcon + metric::kGap : 0) + 1;
}

bool Ui::button(std::string_view id, std::string_view label, Icon icon, ButtonStyle style, bool enabled) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box box = c.take(px(metric::kControlHeight));
  const Touch touch = c.touch(id, box, enabled);
  c.draw_face(box, c.face(touch, enabled, style), touch.ring);
  const Color words = !enabled ? p.text_disabled : style == ButtonStyle::primary ? p.on_accent : p.text;

  const float icon_width = icon != Icon::none ? px(metric::kIcon) : 0;
  const float icon_gap = icon != Icon::none && !label.empty() ? px(metric::kGap) : 0;
  const float room = std::max(1.0f, box.width - px(metric::kControlPadding) - icon_width - icon_gap);
  const float label_width = std::min(room, c.width(label, TextSize::body));
  const float total = label_width + icon_width + icon_gap;
  Box inner{box.x + std::floor((box.width - total) / 2), box.y, total, box.height};
  if (icon != Icon::none) {
    c.draw_icon(UiCore::list(), icon,
                inset(c.start_part(inner, icon_width), 0, (box.height - icon_width) / 2), words);
    (void)c.start_part(inner, icon_gap);
  }
  if (c.draw_line(UiCore::list(), inner, label, TextSize::body, words)) tooltip(label);
  return touch.clicked;
}

bool Ui::icon_button(std::string_view id, Icon icon, std::string_view tooltip_words, bool enabled,
                     bool active) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  Box box = c.take(px(metric::kControlHeight));
  const float side = std::min(box.width, box.height);
  box = {box.x + std::floor((box.width - side) / 2), box.y, side, side};
  const Touch touch = c.touch(id, box, enabled);
  Color fill = c.face(touch, enabled, ButtonStyle::quiet);
  if (active) fill = touch.hovered ? p.accent_hovered : p.accent;
  c.draw_face(box, fill, touch.ring);
  const Color color = !enabled        ? p.text_disabled
                      : active        ? p.on_accent
                      : touch.hovered ? p.text
                                      : p.text_muted;
  const float edge = (side - px(metric::kIcon)) / 2;
  c.draw_icon(UiCore::list(), icon, inset(box, edge, edge), color);
  tooltip(tooltip_words);
  return touch.clicked;
}

bool Ui::checkbox(std::string_view id, std::string_view label, bool& checked, std::string_view badge) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  Box box = c.take(px(metric::kControlHeight - 2));
  const Touch touch = c.touch(id, box);
  c.draw_face(box, touch.hovered ? p.hover : kNoColor, touch.ring);
  const Box whole = box;
  const float side = px(metric::kIcon);
  const float padding = px(metric::kSmallGap);
  (void)c.start_part(box, padding);
  (void)c.end_part(box, padding);
  Box mark = inset(c.start_part(box, side), 0, std::floor((whole.height - side) / 2));
  const float radius = px(3);
  if (checked) {
    UiCore::list()->AddRectFilled(low(mark), high(mark), to_im(p.accent), radius);
    c.draw_icon(UiCore::list(), Icon::check, inset(mark, px(1), px(1)), p.on_accent);
  } else {
    UiCore::list()->AddRectFilled(low(mark), high(mark), to_im(p.field), radius);
    UiCore::list()->AddRect(low(mark), high(mark), to_im(touch.hovered ? p.text_muted : p.text_disabled),
                            radius, 0, std::max(1.0f, px(1)));
  }
  (void)c.start_part(box, px(metric::kGap));
  if (!badge.empty()) {
    const Box count = c.end_part(box, c.width(badge, TextSize::small));
    c.draw_line(UiCore::list(), count, badge, TextSize::small, p.text_muted, Flow::window, false, true);
    (void)c.end_part(box, px(metric::kGap));
  }
  if (c.draw_line(UiCore::list(), box, label, TextSize::body, p.text, Flow::content)) tooltip(label);
  if (touch.clicked) checked = !checked;
  return touch.clicked;
}

bool Ui::toggle(std::string_view id, std::string_view label, bool& on) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  Box box = c.take(px(metric::kControlHeight));
  const Touch touch = c.touch(id, box);
  if (touch.ring) c.draw_ring(box);
  const float height = px(18);
  Box track = inset(c.end_part(box, px(34)), 0, std::floor((box.height - height) / 2));
  const Color fill = on              ? (touch.hovered ? p.accent_hovered : p.accent)
                     : touch.hovered ? p.raised_hovered
                                     : p.raised;
  UiCore::list()->AddRectFilled(low(track), high(track), to_im(fill), height / 2);
  if (!on) UiCore::list()->AddRect(low(track), high(track), to_im(p.text_disabled), height / 2);
  const bool knob_right = on != c.frame.right_to_left;
  const float knob = track.y + height / 2;
  UiCore::list()->AddCircleFilled(
      {knob_right ? track.x + track.width - height / 2 : track.x + height / 2, knob}, height / 2 - px(3),
      to_im(on ? p.on_accent : p.text_muted), 24);
  c.draw_line(UiCore::list(), box, label, TextSize::body, p.text);
  if (touch.clicked) on = !on;
  return touch.clicked;
}

bool Ui::segmented(std::string_view id, std::span<const std::string_view> choices, std::size_t& chosen) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box whole = c.take(px(metric::kControlHeight));
  c.draw_face(whole, p.field, false, p.border);
  Box rest = inset(whole, px(2), px(2));
  const float wide = std::floor(rest.width / static_cast<float>(std::max<std::size_t>(1, choices.size())));
  bool changed = false;
  ImGui::PushID(id.data(), id.data() + id.size());
  c.enter(id);
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Box box = i + 1 == choices.size() ? rest : c.start_part(rest, wide);
    push_id(i);
    const Touch touch = c.touch("choice", box);
    pop_id();
    const bool is_chosen = i == chosen;
    c.draw_face(box, is_chosen ? p.accent : touch.hovered ? p.hover : kNoColor, touch.ring);
    const bool cut = c.draw_line(UiCore::list(), inset(box, px(metric::kSmallGap), 0), choices[i],
                                 TextSize::body, is_chosen ? p.on_accent : p.text, Flow::window, true);
    if (cut) tooltip(choices[i]);
    if (touch.clicked && !is_chosen) {
      chosen = i;
      changed = true;
    }
  }
  c.leave();
  ImGui::PopID();
  c.remember_last(whole, 0, ImGui::IsMouseHoveringRect(low(whole), high(whole)));
  return changed;
}

bool Ui::slider(std::string_view id, std::string_view label, std::string_view value_text, float& value) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const float words = c.style(TextSize::body).size_px * 1.6f;
  const float track_height = px(20);
  Box box = c.take(std::round(words) + track_height);
  const Touch touch = c.touch(id, box);
  if (touch.ring) c.draw_ring(box);
  Box head{box.x, box.y, box.width, std::round(words)};
  const Box end = c.end_part(head, c.width(value_text, TextSize::body));
  c.draw_line(UiCore::list(), end, value_text, TextSize::body, p.text_muted, Flow::window, false, true);
  c.draw_line(UiCore::list(), head, label, TextSize::body, p.text);

  const float radius = px(7);
  const float left = box.x + radius;
  const float width = std::max(1.0f, box.width - 2 * radius);
  const float middle = box.y + box.height - track_height / 2;
  const float before = value;
  if (touch.held) {
    const float along = std::clamp((ImGui::GetIO().MousePos.x - left) / width, 0.0f, 1.0f);
    value = std::round((c.frame.right_to_left ? 1 - along : along) * 100) / 100;
  }
  if (touch.ring) {
    const float step =
        (UiCore::key(ImGuiKey_RightArrow) ? 0.05f : 0) - (UiCore::key(ImGuiKey_LeftArrow) ? 0.05f : 0);
    value = std::clamp(value + (c.frame.right_to_left ? -step : step), 0.0f, 1.0f);
  }
  const float along = c.frame.right_to_left ? 1 - value : value;
  const float knob = left + along * width;
  const float half = px(2);
  UiCore::list()->AddRectFilled({left, middle - half}, {left + width, middle + half}, to_im(p.raised_hovered),
                                half);
  const float from = c.frame.right_to_left ? knob : left;
  const float to = c.frame.right_to_left ? left + width : knob;
  UiCore::list()->AddRectFilled({from, middle - half}, {to, middle + half}, to_im(p.accent), half);
  UiCore::list()->AddCircleFilled({knob, middle}, radius,
                                  to_im(touch.hovered || touch.held ? p.accent_hovered : p.accent), 24);
  UiCore::list()->AddCircleFilled({knob, middle}, radius - px(3), to_im(p.panel), 24);
  return value != before;
}

bool Ui::section(std::string_view id, std::string_view title, bool& open, std::string_view badge) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  Box box = c.take(px(metric::kControlHeight));
  const Touch touch = c.touch(id, box);
  c.draw_face(box, touch.hovered ? p.hover : kNoColor, touch.ring);
  const float side = px(metric::kIcon);
  const float edge = std::floor((box.height - side) / 2);
  (void)c.start_part(box, px(metric::kSmallGap));
  (void)c.end_part(box, px(metric::kSmallGap));
  const Box mark = inset(c.start_part(box, side), 0, edge);
  c.draw_icon(UiCore::list(), open ? Icon::chevron_down : Icon::chevron_end, inset(mark, px(2), px(2)),
              p.text_muted);
  (void)c.start_part(box, px(metric::kSmallGap));
  if (!badge.empty()) {
    const Box count = c.end_part(box, c.width(badge, TextSize::small));
    c.draw_line(UiCore::list(), count, badge, TextSize::small, p.text_muted, Flow::window, false, true);
    (void)c.end_part(box, px(metric::kGap));
  }
  c.draw_line(UiCore::list(), box, title, TextSize::strong, p.text);
  if (touch.clicked) open = !open;
  return open;
}

bool Ui::progress(std::string_view id, std::string_view label, float fraction, std::string_view cancel) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box whole = c.take(px(metric::kControlHeight + metric::kGap));
  Box rest = whole;
  bool cancelled = false;
  if (!cancel.empty()) {
    const float side = px(metric::kControlHeight);
    const Box button = inset(c.end_part(rest, side), 0, std::floor((whole.height - side) / 2));
    const Touch touch = c.touch(id, button);
    c.draw_face(button, c.face(touch, true, ButtonStyle::quiet), touch.ring);
    const float edge = (side - px(metric::kIcon)) / 2;
    c.draw_icon(UiCore::list(), Icon::cancel, inset(button, edge, edge),
                touch.hovered ? p.text : p.text_muted);
    tooltip(cancel);
    cancelled = touch.clicked;
    (void)c.end_part(rest, px(metric::kSmallGap));
  }
  const float bar = px(6);
  Box track{rest.x, rest.y + rest.height - bar - px(metric::kSmallGap), rest.width, bar};
  rest.height -= bar + px(metric::kSmallGap);
  c.draw_line(UiCore::list(), rest, label, TextSize::small, p.text);
  UiCore::list()->AddRectFilled(low(track), high(track), to_im(p.raised), bar / 2);
  if (fraction < 0) {  // a piece that runs along
    const float at = static_cast<float>(std::fmod(ImGui::GetTime() * 0.6, 1.0));
    Box head = track;
    (void)c.start_part(head, track.width * 0.75f * at);
    head = c.start_part(head, track.width * 0.25f);
    UiCore::list()->AddRectFilled(low(head), high(head), to_im(p.accent), bar / 2);
  } else if (fraction > 0) {
    const Box done = c.start_part(track, std::max(bar, track.width * std::min(1.0f, fraction)));
    UiCore::list()->AddRectFilled(low(done), high(done), to_im(p.accent), bar / 2);
  }
  c.put(whole);
  return cancelled;
}

ChipResult Ui::chips(std::string_view id, std::span<const std::string_view> labels,
                     std::string_view clear_all) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  ChipResult result;
  if (labels.empty()) return result;
  const float height = px(metric::kChipHeight);
  const float space = px(metric::kSmallGap);
  const float padding = px(metric::kGap);
  const float cross = px(12);
  const Box area = c.take(height);
  float used = 0;
  float top = area.y;
  const auto next_place = [&](float wide) {
    if (used > 0 && used + wide > area.width) {
      used = 0;
      top += height + space;
    }
    const Box box{c.frame.right_to_left ? area.x + area.width - used - wide : area.x + used, top, wide,
                  height};
    used += wide + space;
    return box;
  };
  ImGui::PushID(id.data(), id.data() + id.size());
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float wide =
        std::min(area.width, c.width(labels[i], TextSize::small) + cross + space + 2 * padding);
    const Box box = next_place(wide);
    ImGui::PushID(static_cast<int>(i));
    const Touch touch = c.touch("chip", box);
    ImGui::PopID();
    UiCore::list()->AddRectFilled(low(box), high(box), to_im(touch.hovered ? p.raised_hovered : p.raised),
                                  height / 2);
    if (touch.ring)
      UiCore::list()->AddRect(low(box), high(box), to_im(p.accent), height / 2, 0, std::max(2.0f, px(2)));
    Box inner = inset(box, padding, 0);
    c.draw_icon(UiCore::list(), Icon::close, inset(c.end_part(inner, cross), 0, (height - cross) / 2),
                touch.hovered ? p.text : p.text_muted);
    (void)c.end_part(inner, space);
    if (c.draw_line(UiCore::list(), inner, labels[i], TextSize::small, p.text, Flow::window))
      tooltip(labels[i]);
    if (touch.clicked) result.removed = i;
  }
  if (!clear_all.empty()) {
    const Box box = next_place(c.width(clear_all, TextSize::small) + 2 * padding);
    const Touch touch = c.touch("clear all", box);
    c.draw_line(UiCore::list(), inset(box, padding, 0), clear_all, TextSize::small,
                touch.hovered ? p.text : p.accent_text);
    if (touch.ring) c.draw_ring(box);
    result.cleared = touch.clicked;
  }
  ImGui::PopID();
  if (c.row) c.row->bottom = std::max(c.row->bottom, top + height);
  c.put({area.x, area.y, area.width, top + height - area.y});
  return result;
}

}  // namespace kharita::app::ui
