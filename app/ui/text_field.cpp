// Input fields.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/ui/date_input.h"
#include "app/ui/ui_core.h"
#include "geo/text/utf8.h"

namespace kharita::app::ui {
namespace {

std::string typed_characters() {
  const ImGuiIO& io = ImGui::GetIO();
  std::string typed;
  if (io.KeyCtrl && !io.KeyAlt) return typed;
  for (const ImWchar c : io.InputQueueCharacters)
    geo::text::append_utf8(c, typed);
  return typed;
}

constexpr double kBlink = 0.53;  // seconds on, seconds off

}  // namespace

// True where the text changed.
bool UiCore::handle_keys(FieldState& state, const typeset::Layout& layout) {
  TextEdit& edit = state.edit;
  const std::string before = edit.value();
  const std::uint32_t caret_before = edit.caret();
  const bool keep = shift();
  const bool right_to_left = !layout.lines().empty() && layout.lines()[0].right_to_left;
  const auto jump = [&](bool right) {
    return right != right_to_left ? edit.next_word(edit.caret()) : edit.previous_word(edit.caret());
  };
  const auto arrow = [&](bool right) {
    if (control()) return edit.move_to(jump(right), keep);
    if (edit.has_selection() && !keep) {  // to the selection's edge on that side
      const bool start = layout.caret_at(edit.selection_start()).x < layout.caret_at(edit.selection_end()).x;
      return edit.move_to(start != right ? edit.selection_start() : edit.selection_end(), false);
    }
    edit.move_to(right ? layout.visual_right(edit.caret()) : layout.visual_left(edit.caret()), keep);
  };
  if (key(ImGuiKey_LeftArrow)) arrow(false);
  if (key(ImGuiKey_RightArrow)) arrow(true);
  if (key(ImGuiKey_Home)) edit.move_to_start(keep);
  if (key(ImGuiKey_End)) edit.move_to_end(keep);
  if (key(ImGuiKey_Backspace)) control() ? edit.erase_word_back() : edit.erase_back();
  if (key(ImGuiKey_Delete)) control() ? edit.erase_word_forward() : edit.erase_forward();
  if (control()) {
    if (key(ImGuiKey_A, false)) edit.select_all();
    if (key(ImGuiKey_C, false) && edit.has_selection())
      ImGui::SetClipboardText(std::string(edit.selected()).c_str());
    if (key(ImGuiKey_X, false) && edit.has_selection()) ImGui::SetClipboardText(edit.cut().c_str());
    if (key(ImGuiKey_V)) {
      if (const char* pasted = ImGui::GetClipboardText()) edit.insert(pasted);
    }
    if (key(ImGuiKey_Z)) keep ? edit.redo() : edit.undo();
    if (key(ImGuiKey_Y)) edit.redo();
  }
  if (const std::string typed = typed_characters(); !typed.empty()) edit.insert(typed);
  const bool changed = edit.value() != before;
  if (changed || edit.caret() != caret_before) state.moved_at = ImGui::GetTime();
  return changed;
}

void UiCore::handle_mouse(FieldState& state, const Touch& touch, const typeset::Layout& layout, float x) {
  const float mouse = ImGui::GetIO().MousePos.x - x;
  // Beside the text: its start or end as it is read, whatever stands at its edge on screen.
  const bool beside = mouse < 0 || mouse > layout.width();
  const bool at_end = (mouse < 0) == layout.lines()[0].right_to_left;
  const auto size = static_cast<std::uint32_t>(state.edit.value().size());
  const std::uint32_t byte = !beside ? layout.byte_at(mouse, 0) : at_end ? size : 0;
  const int clicks = ImGui::GetMouseClickedCount(0);
  if (touch.pressed) {
    state.moved_at = ImGui::GetTime();
    if (clicks == 2) {
      state.edit.select_word(byte);
    } else if (clicks >= 3) {
      state.edit.select_all();
    } else {
      state.edit.move_to(byte, shift());
    }
  } else if (touch.held && ImGui::IsMouseDragging(0, 3.0f)) {
    state.edit.move_to(byte, true);
    state.moved_at = ImGui::GetTime();
  }
}

// The text, caret and selection within `area`; keys and mouse. True where the text changed.
bool UiCore::edit_field(FieldState& state, const Touch& touch, const Box& area,
                        std::string_view placeholder) {
  const Palette& p = colors();
  if (state.grab_focus || touch.pressed) {
    const bool same = focus == touch.id;
    focus_on(touch.id, state.grab_focus && same);
    state.grab_focus = false;
  }
  const bool focused = focus == touch.id;
  if (focused && !state.had_focus && focus_by_key) state.edit.select_all();
  if (focused) focus_is_field = true;
  state.had_focus = focused;
  if (touch.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);

  const auto lay_out_value = [&] {
    return engine->layout(state.edit.value(), style(TextSize::body),
                          {.direction = direction(state.edit.value(), Flow::content)});
  };
  typeset::Layout layout = lay_out_value();
  const auto place = [&] {  // of the text's left edge
    const float room = area.width - 1;
    if (layout.width() <= room) {
      state.scroll = 0;
      return area.x + (layout.lines()[0].right_to_left ? std::floor(room - layout.width()) : 0.0f);
    }
    const float caret = layout.caret_at(state.edit.caret()).x;
    state.scroll = std::clamp(state.scroll, caret - room, caret);
    state.scroll = std::clamp(state.scroll, 0.0f, layout.width() - room);
    return area.x - std::floor(state.scroll);
  };
  bool changed = false;
  handle_mouse(state, touch, layout, place());
  if (focused) {
    changed = handle_keys(state, layout);
    if (changed) layout = lay_out_value();
  }
  const float left = place();
  const float top = area.y + std::round((area.height - layout.height()) / 2);

  ImDrawList* to = list();
  to->PushClipRect({area.x - 1, area.y}, {area.x + area.width + 1, area.y + area.height}, true);
  if (focused && state.edit.has_selection()) {
    for (const typeset::Rect& r : layout.boxes(state.edit.selection_start(), state.edit.selection_end())) {
      to->AddRectFilled({left + std::floor(r.x0), top}, {left + std::ceil(r.x1), top + layout.height()},
                        to_im(p.selection));
    }
  }
  if (state.edit.value().empty()) {
    draw_line(to, area, placeholder, TextSize::body, p.text_muted);
  } else {
    draw(to, layout, left, top, p.text);
  }
  const double since = ImGui::GetTime() - state.moved_at;
  if (focused && std::fmod(since, 2 * kBlink) < kBlink) {
    float x = left + std::round(layout.caret_at(state.edit.caret()).x);
    if (state.edit.value().empty()) x = frame.right_to_left ? area.x + area.width - 1 : area.x;
    const float thick = std::max(1.0f, px(1.25f));
    to->AddRectFilled({x, top + px(1)}, {x + thick, top + layout.height() - px(1)}, to_im(p.accent_text));
  }
  to->PopClipRect();
  return changed;
}

bool Ui::text_field(std::string_view id, std::string& value, std::string_view placeholder, Icon icon) {
  UiCore& c = *core_;
  const Palette& p = c.colors();
  const Box box = c.take(px(metric::kControlHeight));
  c.submitted = c.cancelled = false;
  FieldState& state = c.fields[UiCore::id_of(id)];
  if (std::exchange(c.focus_next, false)) state.grab_focus = true;
  if (state.seen != value) {
    state.edit.set_value(value);
    state.seen = value;
  }
  Box inner = inset(box, px(metric::kGap), 0);
  const float side = px(metric::kIcon);
  const float edge = std::floor((box.height - side) / 2);
  Box icon_box;
  if (icon != Icon::none) {
    icon_box = inset(c.start_part(inner, side), 0, edge);
    (void)c.start_part(inner, px(metric::kSmallGap + 2));
  }
  bool changed = false;
  Box cross_box;
  Touch cross;
  if (!value.empty()) {
    cross_box = c.end_part(inner, side);
    (void)c.end_part(inner, px(metric::kSmallGap));
  }
  Box touch_box = box;
  if (!value.empty()) (void)c.end_part(touch_box, side + px(metric::kGap));
  Box icon_touch_box;
  if (icon == Icon::calendar) icon_touch_box = c.start_part(touch_box, side + px(metric::kGap));
  const Touch touch = c.touch(id, touch_box);
  const bool will_focus = touch.focused || touch.pressed || state.grab_focus;
  c.draw_face(box, p.field, false, will_focus ? p.accent : touch.hovered ? p.text_disabled : p.border);
  if (touch.focused && c.focus_by_key) c.draw_ring(box);
  if (icon != Icon::none) c.draw_icon(UiCore::list(), icon, icon_box, p.text_muted);
  changed = c.edit_field(state, touch, inner, placeholder);
  if (!value.empty()) {
    ImGui::PushID(id.data(), id.data() + id.size());
    cross = c.touch("clear", cross_box, true, false);
    ImGui::PopID();
    const float small = px(12);
    c.draw_icon(UiCore::list(), Icon::close, inset(cross_box, (side - small) / 2, (box.height - small) / 2),
                cross.hovered ? p.text : p.text_muted);
    if (cross.clicked) {
      state.edit.clear();
      state.grab_focus = true;
      changed = true;
    }
  }
  c.icon_pressed = false;
  if (icon == Icon::calendar) {
    ImGui::PushID(id.data(), id.data() + id.size());
    const Touch pressed = c.touch("icon", icon_touch_box, true, false);
    ImGui::PopID();
    c.icon_pressed = pressed.clicked;
    if (pressed.hovered) c.draw_icon(UiCore::list(), icon, icon_box, p.text);
  }
  c.field_focused = c.focus == touch.id;
  if (c.focus == touch.id && touch.focused) {
    c.submitted = UiCore::key(ImGuiKey_Enter, false) || UiCore::key(ImGuiKey_KeyPadEnter, false);
    c.cancelled = UiCore::key(ImGuiKey_Escape, false);
    if (c.submitted || c.cancelled) c.focus = 0;
  }
  c.remember_last(box, touch.id, touch.hovered);
  if (changed) value = state.seen = state.edit.value();
  return changed;
}

DateEntry Ui::date_field(std::string_view id, const std::optional<Date>& date, std::string_view placeholder,
                         const Date& today) {
  UiCore& c = *core_;
  const ImGuiID field = UiCore::id_of(id);
  FieldState& state = c.fields[field];
  const bool held = state.had_focus || c.focus == field;
  using State = DateInput::State;
  if (!held && date) state.draft = to_input(*date);
  const bool taken_off = !held || state.had_date;  // from outside: a field that is emptied names no days
  if (!date && taken_off && parse_date_input(state.draft, today).state == State::whole) state.draft.clear();
  state.had_date = date.has_value();
  const DateInput before = parse_date_input(state.draft, today);
  DateEntry entry;
  const bool edited = text_field(id, state.draft, placeholder, Icon::calendar);
  entry.calendar_pressed = c.icon_pressed;
  const DateInput now = parse_date_input(state.draft, today);
  entry.state = now.state;
  entry.period = now.period;
  entry.typing = c.field_focused;
  entry.changed =
      edited && now.state != State::unknown &&
      (now.state != before.state || now.period != before.period || before.state == State::unknown);
  if (now.state == State::unknown && c.focus != field) {
    const Box box = c.last;
    UiCore::list()->AddRect(low(box), high(box), to_im(c.colors().error), px(metric::kRadius), 0,
                            std::max(1.5f, px(1.5f)));
  }
  return entry;
}

}  // namespace kharita::app::ui
