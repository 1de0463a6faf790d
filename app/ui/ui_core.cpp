#include "app/ui/ui_core.h"

#include <imgui_internal.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>

namespace kharita::app::ui {
namespace {

using typeset::Layout;
using typeset::LayoutOptions;
using typeset::Style;
using typeset::Weight;

// The direction of the first strong letter; none where there is no letter.
std::optional<typeset::Direction> own_direction(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto end = static_cast<std::int32_t>(std::min<std::size_t>(utf8.size(), 1000));
  for (std::int32_t i = 0; i < end;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, end, c);
    if (c < 0) continue;
    const UCharDirection d = u_charDirection(c);
    if (d == U_LEFT_TO_RIGHT) return typeset::Direction::left_to_right;
    if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC) return typeset::Direction::right_to_left;
  }
  return std::nullopt;
}

}  // namespace

float UiCore::px(float points) const noexcept {
  return std::round(points * frame.scale);
}
ImGuiID UiCore::id_of(std::string_view id) {
  return ImGui::GetCurrentWindow()->GetID(id.data(), id.data() + id.size());
}
ImDrawList* UiCore::list() {
  return ImGui::GetWindowDrawList();
}

// --- places

Box UiCore::take(float height_px) {
  if (row && row->next < row->count) {
    Box box = row->cells[row->next++];
    box.height = height_px;
    row->bottom = std::max(row->bottom, box.y + height_px);
    return box;
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  return {at.x, at.y, std::max(1.0f, ImGui::GetContentRegionAvail().x), height_px};
}

void UiCore::put(const Box& box) {
  ImGui::SetCursorScreenPos(low(box));
  ImGui::Dummy({std::max(1.0f, box.width), std::max(1.0f, box.height)});
  const bool hovered = ImGui::IsItemHovered();
  remember_last(box, 0, hovered);
}

float UiCore::row_height(float own) const noexcept {
  return row ? std::max(own, px(metric::kControlHeight)) : own;
}

// --- mouse and keys

void UiCore::remember_last(const Box& box, ImGuiID id, bool hovered) {
  last = box;
  last_hovered = hovered;
  last_id = id != 0 ? id : ImHashData(&box, sizeof box);
  if (!hovered) return;
  rest_seen = true;
  if (rest_id != last_id || ImGui::IsMouseDown(0)) {
    rest_id = last_id;
    rest_since = ImGui::GetTime();
  }
}

bool UiCore::key(ImGuiKey key, bool repeat) {
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(key), repeat);
}

void UiCore::enter(std::string_view name) {
  if (recording) path.emplace_back(name);
}

void UiCore::leave() {
  if (recording && !path.empty()) path.pop_back();
}

void UiCore::record(std::string_view name, const Box& box) {
  if (!recording || !ImGui::IsRectVisible(low(box), high(box))) return;
  std::string whole;
  for (const std::string& part : path)
    whole.append(part).append("/");
  recorded.push_back({whole.append(name), box});
}

Touch UiCore::touch(std::string_view id, const Box& box, bool enabled, bool by_key) {
  Touch touch;
  touch.id = id_of(id);
  ImGui::SetCursorScreenPos(low(box));
  const ImVec2 size{std::max(1.0f, box.width), std::max(1.0f, box.height)};
  if (!enabled) {
    ImGui::Dummy(size);
    remember_last(box, touch.id, ImGui::IsItemHovered());
    return touch;
  }
  record(id, box);
  ImGui::PushID(id.data(), id.data() + id.size());
  touch.clicked = ImGui::InvisibleButton("touch", size);
  ImGui::PopID();
  touch.hovered = ImGui::IsItemHovered();
  touch.held = ImGui::IsItemActive();
  touch.pressed = ImGui::IsItemActivated();
  if (by_key) {
    order.push_back(touch.id);
    touch.focused = focus == touch.id;
    touch.ring = touch.focused && focus_by_key;
    if (touch.focused) focus_seen = true;
    if (touch.focused && focus_moved && !ImGui::IsRectVisible(low(box), high(box)))
      ImGui::SetScrollHereY(0.5f);
    if (touch.ring && !focus_is_field && (key(ImGuiKey_Enter, false) || key(ImGuiKey_Space, false)))
      touch.clicked = true;
  }
  remember_last(box, touch.id, touch.hovered);
  return touch;
}

void UiCore::focus_on(ImGuiID id, bool by_key) {
  focus = id;
  focus_by_key = by_key;
  focus_is_field = false;
  focus_seen = true;
}

// Tab goes round the widgets as they were drawn in the frame before.
void UiCore::take_tab_key() {
  focus_moved = false;
  if (!key(ImGuiKey_Tab) || order_before.empty()) return;
  const auto at = std::find(order_before.begin(), order_before.end(), focus);
  const auto count = static_cast<std::ptrdiff_t>(order_before.size());
  std::ptrdiff_t next = shift() ? count - 1 : 0;
  if (at != order_before.end()) next = ((at - order_before.begin()) + (shift() ? count - 1 : 1)) % count;
  focus_on(order_before[static_cast<std::size_t>(next)], true);
  focus_moved = true;
}

// --- words

Style UiCore::style(TextSize size) const noexcept {
  switch (size) {
    case TextSize::small:
      return {.size_px = metric::kTextSmall * frame.scale};
    case TextSize::body:
      return {.size_px = metric::kTextBody * frame.scale};
    case TextSize::strong:
      return {.size_px = metric::kTextBody * frame.scale, .weight = Weight::bold};
    case TextSize::heading:
      return {.size_px = metric::kTextHeading * frame.scale, .weight = Weight::bold};
    case TextSize::title:
      return {.size_px = metric::kTextTitle * frame.scale, .weight = Weight::bold};
  }
  return {};
}

Color UiCore::tone(Tone tone) const noexcept {
  const Palette& p = colors();
  switch (tone) {
    case Tone::normal:
      return p.text;
    case Tone::muted:
      return p.text_muted;
    case Tone::accent:
      return p.accent_text;
    case Tone::warning:
      return p.warning;
    case Tone::error:
      return p.error;
    case Tone::success:
      return p.success;
  }
  return p.text;
}

typeset::Direction UiCore::direction(std::string_view utf8, Flow flow) const {
  const auto window =
      frame.right_to_left ? typeset::Direction::right_to_left : typeset::Direction::left_to_right;
  return flow == Flow::window ? window : own_direction(utf8).value_or(window);
}

Layout UiCore::lay_out(std::string_view utf8, TextSize size, float width_px, int max_lines, Flow flow) {
  return engine->layout(utf8, style(size),
                        {.max_width_px = std::max(0.0f, std::floor(width_px)),
                         .max_lines = max_lines,
                         .direction = direction(utf8, flow)});
}

float UiCore::width(std::string_view utf8, TextSize size) {
  return std::ceil(lay_out(utf8, size, 0, 1, Flow::window).width());
}

void UiCore::draw(ImDrawList* to, const Layout& layout, float x, float y, Color color) {
  const float left = std::round(x);
  const float top = std::round(y);
  const ImVec2 clip_low = to->GetClipRectMin();
  const ImVec2 clip_high = to->GetClipRectMax();
  const ImU32 tint = to_im(color);
  to->PushTextureID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(engine->texture())));
  for (const typeset::LineBox& line : layout.lines()) {
    const float overhang = line.height / 2;  // letters may reach over their line
    if (top + line.top > clip_high.y + overhang) break;
    if (top + line.top + line.height < clip_low.y - overhang) continue;
    const auto glyphs = layout.glyphs().subspan(line.first_glyph, line.last_glyph - line.first_glyph);
    for (const typeset::GlyphQuad& q : glyphs) {
      if (q.x1 <= q.x0 || left + q.x0 > clip_high.x || left + q.x1 < clip_low.x) continue;
      to->PrimReserve(6, 4);
      to->PrimRectUV({left + q.x0, top + q.y0}, {left + q.x1, top + q.y1}, {q.u0, q.v0}, {q.u1, q.v1}, tint);
    }
  }
  to->PopTextureID();
}

bool UiCore::draw_line(ImDrawList* to, const Box& box, std::string_view utf8, TextSize size, Color color,
                       Flow flow, bool centered, bool at_end) {
  if (box.width < 1) return false;
  const Layout layout = lay_out(utf8, size, box.width, 1, flow);
  if (layout.lines().empty()) return false;
  const typeset::LineBox& line = layout.lines().front();
  const float spare = std::max(0.0f, std::floor(box.width - line.width));
  const float from_left = centered ? std::floor(spare / 2) : frame.right_to_left != at_end ? spare : 0;
  draw(to, layout, box.x + from_left - line.left, box.y + std::round((box.height - layout.height()) / 2),
       color);
  return layout.truncated();
}

void UiCore::draw_marked_line(const Box& box, std::string_view utf8, TextSize size, Color color, Flow flow,
                              std::span<const Mark> marks) {
  if (box.width < 1) return;
  const Layout layout = lay_out(utf8, size, box.width, 1, flow);
  if (layout.lines().empty()) return;
  const typeset::LineBox& line = layout.lines().front();
  const float spare = frame.right_to_left ? std::max(0.0f, std::floor(box.width - line.width)) : 0;
  const float x = box.x + spare - line.left;
  const float y = box.y + std::round((box.height - layout.height()) / 2);
  for (const Mark& mark : marks) {
    for (const typeset::Rect& r : layout.boxes(mark.byte_start, mark.byte_end)) {
      list()->AddRectFilled({x + std::floor(r.x0) - 1, y + r.y0 + 1}, {x + std::ceil(r.x1) + 1, y + r.y1 - 1},
                            to_im(colors().hit), px(2));
    }
  }
  draw(list(), layout, x, y, color);
}

float UiCore::line_height(TextSize size) {
  return std::ceil(lay_out("x", size, 0, 1, Flow::window).height());
}

void UiCore::place_beside(Box& box, float x, float y) const {
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float away = px(14);
  const bool fits_right = x + away + box.width <= screen.x;
  const bool fits_left = x - away - box.width >= 0;
  const bool left = frame.right_to_left ? fits_left || !fits_right : !fits_right && fits_left;
  box.x = left ? x - away - box.width : x + away;
  box.y = y + away + box.height > screen.y ? y - away - box.height : y + away;
  box.x = std::clamp(box.x, 0.0f, std::max(0.0f, screen.x - box.width));
  box.y = std::clamp(box.y, 0.0f, std::max(0.0f, screen.y - box.height));
}

void UiCore::draw_floating(ImDrawList* to, const Box& box) const {
  const Palette& p = colors();
  const float radius = px(metric::kRadius);
  const float drop = px(2);
  to->AddRectFilled({box.x - drop, box.y}, {box.x + box.width + drop, box.y + box.height + 2 * drop},
                    to_im(p.shadow), radius + drop);
  to->AddRectFilled(low(box), high(box), to_im(p.panel), radius);
  to->AddRect(low(box), high(box), to_im(p.border), radius);
}

void UiCore::draw_sparkline(ImDrawList* to, const Box& box, std::span<const std::uint32_t> bars) const {
  if (bars.empty()) return;
  const Palette& p = colors();
  to->AddRectFilled(low(box), high(box), to_im(p.field), px(metric::kRadius) / 2);
  const auto highest = static_cast<float>(std::max(1u, *std::max_element(bars.begin(), bars.end())));
  const float bar = box.width / static_cast<float>(bars.size());
  const float bottom = box.y + box.height;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    if (bars[i] == 0) continue;
    const float left = std::floor(box.x + static_cast<float>(i) * bar);
    const float right =
        std::max(left + 1, std::floor(box.x + static_cast<float>(i + 1) * bar) - (bar > 4 ? 1.0f : 0.0f));
    const float height =
        std::max(2.0f, std::round((box.height - px(4)) * static_cast<float>(bars[i]) / highest));
    to->AddRectFilled({left, bottom - height}, {right, bottom}, to_im(p.bar_passing));
  }
}

void UiCore::draw_bubble(float x, float y, std::string_view title, std::span<const std::string_view> lines) {
  const float padding = px(metric::kControlPadding);
  const float widest = px(340);
  const bool has_lines = !lines.empty();
  const TextSize head = has_lines ? TextSize::strong : TextSize::small;
  std::vector<Layout> parts{lay_out(title, head, 0, 1, Flow::content)};
  if (parts[0].width() > widest) parts[0] = lay_out(title, head, widest, 4, Flow::content);
  for (const std::string_view line : lines) {
    parts.push_back(lay_out(line, TextSize::small, 0, 1, Flow::window));
    if (parts.back().width() > widest) parts.back() = lay_out(line, TextSize::small, widest, 3, Flow::window);
  }
  Box box{0, 0, 0, 2 * px(metric::kSmallGap + 1)};
  for (const Layout& part : parts) {
    box.width = std::max(box.width, std::ceil(part.width()) + 2 * padding);
    box.height += part.height();
  }
  place_beside(box, x, y);
  ImDrawList* to = ImGui::GetForegroundDrawList();
  const Palette& p = colors();
  draw_floating(to, box);
  float top = box.y + px(metric::kSmallGap + 1);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const float room = box.width - 2 * padding;
    // Laid out at its own width: moved to the side where the window's language starts.
    const float shift = frame.right_to_left && parts[i].lines().size() == 1
                            ? room - parts[i].width() - parts[i].lines()[0].left
                            : 0;
    draw(to, parts[i], box.x + padding + std::max(0.0f, std::floor(shift)), top,
         i == 0 ? p.text : p.text_muted);
    top += parts[i].height();
  }
}

// --- faces

void UiCore::draw_ring(const Box& box) {
  list()->AddRect({box.x - 1, box.y - 1}, {box.x + box.width + 1, box.y + box.height + 1},
                  to_im(colors().accent), px(metric::kRadius) + 1, 0, std::max(2.0f, px(2)));
}

void UiCore::draw_face(const Box& box, Color fill, bool ring, Color border) {
  const float radius = px(metric::kRadius);
  if (fill.a != 0) list()->AddRectFilled(low(box), high(box), to_im(fill), radius);
  if (border.a != 0)
    list()->AddRect(low(box), high(box), to_im(border), radius, 0, std::max(1.0f, px(metric::kLine)));
  if (ring) draw_ring(box);
}

Color UiCore::face(const Touch& touch, bool enabled, ButtonStyle style) const noexcept {
  const Palette& p = colors();
  const bool down = touch.held && touch.hovered;
  if (!enabled) return style == ButtonStyle::quiet ? kNoColor : p.raised.with_alpha(120);
  switch (style) {
    case ButtonStyle::primary:
      return touch.hovered && !down ? p.accent_hovered : p.accent;
    case ButtonStyle::quiet:
      return down ? p.raised_pressed : touch.hovered ? p.raised_hovered : kNoColor;
    case ButtonStyle::normal:
      break;
  }
  return down ? p.raised_pressed : touch.hovered ? p.raised_hovered : p.raised;
}

Box UiCore::start_part(Box& box, float width_px) const noexcept {
  const float taken = std::min(width_px, box.width);
  Box part = box;
  part.width = taken;
  box.width -= taken;
  if (frame.right_to_left) {
    part.x = box.x + box.width;
  } else {
    box.x += taken;
  }
  return part;
}

Box UiCore::end_part(Box& box, float width_px) const noexcept {
  const float taken = std::min(width_px, box.width);
  Box part = box;
  part.width = taken;
  box.width -= taken;
  if (frame.right_to_left) {
    box.x += taken;
  } else {
    part.x = box.x + box.width;
  }
  return part;
}

}  // namespace kharita::app::ui
