// Long lists.
#include <algorithm>
#include <cmath>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

constexpr float kRowPadding = 7;  // points above and below
constexpr float kLineHeight = 1.58f;
constexpr std::uint8_t kShareAlpha = 34;  // of the bar behind a choice
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
  if (content.picked && content.icon != Icon::none) {
    const float side = px(metric::kIcon);
    const Box tick = end_part(inner, side);
    draw_icon(list(), Icon::check, {tick.x, tick.y + std::floor((tick.height - side) / 2), side, side},
              p.accent_text);
  }
  const Color title = content.dimmed ? p.text_muted : p.text;
  if (!content.cells.empty()) return draw_cells(inner, content, title);
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

void UiCore::draw_cells(Box inner, const ListRow& content, Color title) {
  for (std::size_t i = content.cells.size(); i-- > 0;) {
    const Box cell = end_part(inner, px(content.cells[i].points));
    draw_line(list(), cell, content.cells[i].text, TextSize::small, colors().text_muted, Flow::content);
    (void)end_part(inner, px(metric::kGap));
  }
  draw_marked_line(inner, content.title, TextSize::body, title, Flow::content, content.title_marks);
}

float Ui::list_row_height_px(int lines) const {
  if (lines <= 1) return px(metric::kTextBody * kLineHeight + 2 * kRowPadding - 4);
  const float more = lines > 2 ? metric::kTextSmall * kLineHeight : 0;
  return px(kTwoLines + more + 2 * kRowPadding);
}

void UiCore::scroll_to_row(ListState& state, std::size_t count, float row_height, float view) const {
  if (!state.scroll_to || count == 0) return;
  const float top = static_cast<float>(std::min(*state.scroll_to, count - 1)) * row_height;
  const float at = ImGui::GetScrollY();
  if (top < at) ImGui::SetScrollY(top);
  if (top + row_height > at + view) ImGui::SetScrollY(top + row_height - view);
  state.scroll_to.reset();
}

UiCore::Sight UiCore::rows_in_sight(std::size_t count, float row_height, float view) {
  Sight sight;
  sight.origin = ImGui::GetCursorScreenPos();
  sight.width = std::max(1.0f, ImGui::GetContentRegionAvail().x - px(2));
  const float scroll = std::max(0.0f, ImGui::GetScrollY());
  sight.first = std::min(count, static_cast<std::size_t>(scroll / row_height));
  sight.end = std::min(count, static_cast<std::size_t>((scroll + view) / row_height) + 1);
  ImGui::Dummy({1, std::max(1.0f, static_cast<float>(count) * row_height)});
  return sight;
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
      result.extends = UiCore::shift();
      state.scroll_to = moved;
    }
  }
  if (selected != state.seen) {  // by what is not the list's own
    state.seen = selected;
    if (selected) state.scroll_to = selected;
  }
  c.scroll_to_row(state, count, row_height, view);
  const UiCore::Sight sight = c.rows_in_sight(count, row_height, view);
  for (std::size_t i = sight.first; i < sight.end; ++i) {
    const Box box{sight.origin.x, sight.origin.y + static_cast<float>(i) * row_height, sight.width,
                  row_height - 1};
    push_id(i);
    const Touch touch = c.touch("row", box, true, false);
    pop_id();
    const ListRow content = row(i);
    c.draw_row(box, content, selected == i || content.picked, touch.hovered);
    if (touch.hovered) result.hovered = i;
    if (touch.hovered && ImGui::IsMouseReleased(1)) result.menu = i;
    if (touch.clicked) {
      result.clicked = i;
      result.adds = UiCore::control();
      result.extends = UiCore::shift();
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

bool UiCore::draw_choice(const Box& box, const ChoiceRow& content, const Touch& touch, bool at_cursor,
                         const Box& minus) {
  const Palette& p = colors();
  const float radius = px(3);
  Box bar = inset(box, px(metric::kSmallGap), px(2));
  bar = start_part(bar, std::floor(bar.width * std::clamp(content.share, 0.0f, 1.0f)));
  if (bar.width >= 1)
    list()->AddRectFilled(low(bar), high(bar), to_im(p.selection.with_alpha(kShareAlpha)), radius);
  draw_face(box, touch.hovered ? p.hover : kNoColor, at_cursor);
  Box inner = inset(box, px(metric::kSmallGap), 0);
  const float side = px(metric::kIcon);
  const Box mark = inset(start_part(inner, side), 0, std::floor((box.height - side) / 2));
  if (content.tick == Tick::off) {
    list()->AddRectFilled(low(mark), high(mark), to_im(p.field), radius);
    list()->AddRect(low(mark), high(mark), to_im(touch.hovered ? p.text_muted : p.text_disabled), radius, 0,
                    std::max(1.0f, px(1)));
  } else {
    const bool on = content.tick == Tick::on;
    list()->AddRectFilled(low(mark), high(mark), to_im(on ? p.accent : p.error), radius);
    if (on) draw_icon(list(), Icon::check, inset(mark, px(1), px(1)), p.on_accent);
    if (!on) draw_icon(list(), Icon::zoom_out, inset(mark, px(1), px(1)), p.panel);
  }
  (void)start_part(inner, px(metric::kGap));
  const Box count = end_part(inner, width(content.badge, TextSize::small));
  draw_line(list(), count, content.badge, TextSize::small, p.text_muted, Flow::window, false, true);
  (void)end_part(inner, minus.width + px(metric::kSmallGap));
  if (touch.hovered || at_cursor) {
    const bool over = minus.contains(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y);
    if (over) draw_face(minus, p.raised_hovered, false);
    draw_icon(list(), Icon::zoom_out,
              inset(minus, px(3), std::floor((minus.height - minus.width) / 2) + px(3)),
              over ? p.text : p.text_muted);
  }
  const bool cut = draw_line(list(), inner, content.label, TextSize::body,
                             content.tick == Tick::without ? p.text_muted : p.text, Flow::content);
  if (content.tick == Tick::without) {
    const float wide = std::min(inner.width, width(content.label, TextSize::body));
    Box struck = inner;
    struck = start_part(struck, wide);
    const float y = std::round(struck.y + struck.height / 2);
    list()->AddRectFilled({struck.x, y}, {struck.x + struck.width, y + std::max(1.0f, px(1))},
                          to_im(p.text_muted));
  }
  return cut;
}

ChoiceResult Ui::choices(std::string_view id, std::size_t count,
                         const std::function<ChoiceRow(std::size_t)>& row, std::string_view without_tip,
                         float height_points) {
  UiCore& c = *core_;
  ChoiceResult result;
  const ImGuiID list_id = UiCore::id_of(id);
  ListState& state = c.lists[list_id];
  const float row_height = px(metric::kChoiceHeight);
  begin_scroll(id, height_points, 0);
  const float view = ImGui::GetWindowHeight();
  c.order.push_back(list_id);
  const bool by_key = c.focus == list_id && c.focus_by_key;
  if (c.focus == list_id && count > 0) {
    c.focus_seen = true;
    state.cursor = std::min(state.cursor, count - 1);
    const auto page = static_cast<std::size_t>(std::max(1.0f, view / row_height - 1));
    if (const auto moved = row_by_key(count, state.cursor, page)) {
      c.focus_by_key = true;
      state.scroll_to = state.cursor = *moved;
    }
    if (UiCore::key(ImGuiKey_Space, false) || UiCore::key(ImGuiKey_Enter, false))
      result.pressed = state.cursor;
    if (UiCore::key(ImGuiKey_Delete, false)) result.without = state.cursor;
  }
  c.scroll_to_row(state, count, row_height, view);
  const UiCore::Sight sight = c.rows_in_sight(count, row_height, view);
  for (std::size_t i = sight.first; i < sight.end; ++i) {
    const Box box{sight.origin.x, sight.origin.y + static_cast<float>(i) * row_height, sight.width,
                  row_height};
    push_id(i);
    const Touch touch = c.touch("row", box, true, false);
    pop_id();
    const ChoiceRow content = row(i);
    Box rest = inset(box, px(metric::kSmallGap), 0);
    (void)c.end_part(rest, c.width(content.badge, TextSize::small) + px(metric::kSmallGap));
    const Box minus = c.end_part(rest, px(metric::kIcon + 4));
    const bool cut = c.draw_choice(box, content, touch, by_key && state.cursor == i, minus);
    const bool over_minus = minus.contains(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y);
    if (over_minus || cut) tooltip(over_minus ? without_tip : content.label);
    if (touch.hovered && ImGui::IsMouseReleased(1)) result.menu = i;
    if (!touch.clicked) continue;
    (over_minus || ImGui::GetIO().KeyAlt ? result.without : result.pressed) = i;
    state.cursor = i;
    c.focus_on(list_id, false);
  }
  end_scroll();
  return result;
}

}  // namespace kharita::app::ui
