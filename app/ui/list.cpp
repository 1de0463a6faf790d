// Long lists.
#include <algorithm>
#include <cmath>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

constexpr float kRowPadding = 7;  // points above and below
constexpr float kLineHeight = 1.58f;
constexpr float kTwoLines = (metric::kTextBody + metric::kTextSmall) * kLineHeight;  // points

// Up and Down, Page and Home keys move the chosen row. None where no key was pressed.
std::optional<std::size_t> row_by_key(std::size_t count, std::optional<std::size_t> selected,
                                      std::size_t page) {
  if (count == 0) return std::nullopt;
  const std::size_t last = count - 1;
  const std::size_t at = selected.value_or(0);
  if (UiCore::key(ImGuiKey_DownArrow)) return selected ? std::min(at + 1, last) : 0;
  if (UiCore::key(ImGuiKey_UpArrow)) return selected && at > 0 ? at - 1 : 0;
  if (UiCore::key(ImGuiKey_PageDown)) return std::min(at + page, last);
  if (UiCore::key(ImGuiKey_PageUp)) return at > page ? at - page : 0;
  if (UiCore::key(ImGuiKey_Home)) return 0;
  if (UiCore::key(ImGuiKey_End)) return last;
  return std::nullopt;
}

}  // namespace

void UiCore::draw_row(const Box& box, const ListRow& content, bool selected, bool hovered) {
  const Palette& p = colors();
  if (selected || hovered)
    list()->AddRectFilled(low(box), high(box), to_im(selected ? p.selection : p.hover), px(metric::kRadius));
  Box inner = inset(box, px(metric::kGap), px(kRowPadding));
  if (selected) {
    Box edge = box;
    const Box mark = start_part(edge, px(3));
    list()->AddRectFilled({mark.x, mark.y + px(4)}, {mark.x + mark.width, mark.y + mark.height - px(4)},
                          to_im(p.accent), px(1.5f));
  }
  if (!content.badge.empty()) {
    const float height = std::round(px(20));
    const float words = width(content.badge, TextSize::small);
    const float wide = std::max(height, words + 2 * px(6));
    Box badge = end_part(inner, wide);
    badge = {badge.x, badge.y + std::floor((badge.height - height) / 2), wide, height};
    list()->AddRectFilled(low(badge), high(badge), to_im(p.raised), height / 2);
    draw_line(list(), badge, content.badge, TextSize::small, p.text_muted, Flow::window, true);
    (void)end_part(inner, px(metric::kGap));
  }
  if (content.icon != Icon::none) {
    const float side = px(metric::kIcon);
    const Box icon = start_part(inner, side);
    draw_icon(list(), content.icon, {icon.x, icon.y + std::floor((icon.height - side) / 2), side, side},
              p.text_muted);
    (void)start_part(inner, px(metric::kGap));
  }
  if (content.ticked) {
    const float side = px(metric::kIcon);
    const Box tick = end_part(inner, side);
    draw_icon(list(), Icon::check, {tick.x, tick.y + std::floor((tick.height - side) / 2), side, side},
              p.accent_text);
  }
  const Color title = content.dimmed ? p.text_muted : p.text;
  if (content.detail.empty()) {
    draw_line(list(), inner, content.title, TextSize::body, title, Flow::content);
    return;
  }
  const bool three = inner.height > px(kTwoLines) * 1.2f;
  const float upper = std::round(inner.height * (three ? 0.37f : 0.54f));
  draw_marked_line({inner.x, inner.y, inner.width, upper}, content.title, TextSize::body, title,
                   Flow::content, content.title_marks);
  const float lower = three ? std::round((inner.height - upper) / 2) : inner.height - upper;
  float y = inner.y + upper;
  if (three && !content.snippet.empty()) {
    draw_marked_line({inner.x, y, inner.width, lower}, content.snippet, TextSize::small, p.text,
                     Flow::content, content.snippet_marks);
    y += lower;
  }
  draw_line(list(), {inner.x, y, inner.width, lower}, content.detail, TextSize::small, p.text_muted);
}

float Ui::list_row_height_px(int lines) const {
  if (lines <= 1) return px(metric::kTextBody * kLineHeight + 2 * kRowPadding - 4);
  const float more = lines > 2 ? metric::kTextSmall * kLineHeight : 0;
  return px(kTwoLines + more + 2 * kRowPadding);
}

ListResult Ui::list(std::string_view id, std::size_t count, std::optional<std::size_t> selected,
                    const std::function<ListRow(std::size_t)>& row, int lines, float height_points) {
  UiCore& c = *core_;
  ListResult result;
  const ImGuiID list_id = UiCore::id_of(id);
  ListState& state = c.lists[list_id];
  const float row_height = list_row_height_px(lines);
  const float height = height_points > 0 ? px(height_points) : std::max(row_height, available_height_px());

  begin_scroll(id, height / c.frame.scale);
  const float view = ImGui::GetWindowHeight();
  c.order.push_back(list_id);
  const bool focused = c.focus == list_id;
  if (focused) {
    c.focus_seen = true;
    const auto page = static_cast<std::size_t>(std::max(1.0f, view / row_height - 1));
    if (const auto moved = row_by_key(count, selected, page)) {
      result.clicked = moved;
      state.scroll_to = moved;
    }
  }
  if (selected != state.seen) {  // by what is not the list's own
    state.seen = selected;
    if (selected) state.scroll_to = selected;
  }
  if (state.scroll_to && count > 0) {
    const float top = static_cast<float>(std::min(*state.scroll_to, count - 1)) * row_height;
    const float at = ImGui::GetScrollY();
    if (top < at) ImGui::SetScrollY(top);
    if (top + row_height > at + view) ImGui::SetScrollY(top + row_height - view);
    state.scroll_to.reset();
  }

  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float width = std::max(1.0f, ImGui::GetContentRegionAvail().x - px(2));
  const float scroll = std::max(0.0f, ImGui::GetScrollY());
  const auto first = std::min(count, static_cast<std::size_t>(scroll / row_height));
  const auto end = std::min(count, static_cast<std::size_t>((scroll + view) / row_height) + 1);
  ImGui::Dummy({1, std::max(1.0f, static_cast<float>(count) * row_height)});
  for (std::size_t i = first; i < end; ++i) {
    const Box box{origin.x, origin.y + static_cast<float>(i) * row_height, width, row_height - 1};
    push_id(i);
    const Touch touch = c.touch("row", box, true, false);
    pop_id();
    const ListRow content = row(i);
    c.draw_row(box, content, selected == i || content.ticked, touch.hovered);
    if (touch.hovered) result.hovered = i;
    if (touch.clicked) {
      result.clicked = i;
      c.focus_on(list_id, false);
    }
  }
  end_scroll();
  const ImVec2 low_corner = ImGui::GetItemRectMin();
  const ImVec2 high_corner = ImGui::GetItemRectMax();
  const Box whole{low_corner.x, low_corner.y, high_corner.x - low_corner.x, high_corner.y - low_corner.y};
  if (focused && c.focus_by_key) c.draw_ring(inset(whole, 1, 1));
  return result;
}

}  // namespace kharita::app::ui
