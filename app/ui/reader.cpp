// Articles: long texts with marked words.
#include <algorithm>
#include <cmath>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

using typeset::Layout;
using typeset::Rect;

constexpr std::size_t kMostBytes = 12000;  // of a part that is laid out at once

// Paragraphs by their line ends; a huge one in parts that end at spaces, so that a page costs no more than
// what is in sight.
std::vector<ReaderParagraph> split(std::string_view utf8) {
  std::vector<ReaderParagraph> parts;
  std::size_t start = 0;
  while (start <= utf8.size()) {
    const std::size_t line_end = std::min(utf8.find_first_of("\r\n", start), utf8.size());
    while (line_end - start > kMostBytes) {
      const std::size_t space = utf8.find(' ', start + kMostBytes);
      if (space >= line_end) break;
      parts.push_back({.start = static_cast<std::uint32_t>(start),
                       .end = static_cast<std::uint32_t>(space),
                       .goes_on = true});
      start = space + 1;
    }
    parts.push_back(
        {.start = static_cast<std::uint32_t>(start), .end = static_cast<std::uint32_t>(line_end)});
    const bool pair = line_end + 1 < utf8.size() && utf8[line_end] == '\r' && utf8[line_end + 1] == '\n';
    start = line_end + (pair ? 2 : 1);
  }
  return parts;
}

bool is_blank(std::string_view utf8) {
  return utf8.find_first_not_of(" \t") == std::string_view::npos;
}

// A guess that is mended when the paragraph comes into sight.
float guessed_height(const ReaderParagraph& p, float width, float text_px) {
  const float letters = static_cast<float>(p.end - p.start) / 1.7f;
  const float lines = std::ceil(letters * text_px * 0.46f / std::max(1.0f, width));
  return std::max(1.0f, lines) * text_px * 1.58f * metric::kReaderLineHeight;
}

// What follows it before the next one begins.
float gap_after(const ReaderParagraph& p, float between) {
  return p.goes_on || p.blank ? 0 : between;
}

void dashed_line(ImDrawList* list, float x0, float x1, float y, ImU32 color, float thick, float dash) {
  for (float x = x0; x < x1; x += 2 * dash)
    list->AddRectFilled({x, y}, {std::min(x + dash, x1), y + thick}, color);
}

}  // namespace

// An empty line parts paragraphs a little; it does not take a line of its own.
float UiCore::blank_height() const noexcept {
  return std::round(metric::kTextReader * frame.scale * 0.35f);
}

Layout UiCore::reader_paragraph(std::string_view utf8, float width, bool bold) {
  const auto weight = bold ? typeset::Weight::bold : typeset::Weight::regular;
  return engine->layout(utf8, {.size_px = metric::kTextReader * frame.scale, .weight = weight},
                        {.max_width_px = std::floor(width),
                         .direction = direction(utf8, Flow::content),
                         .line_height = metric::kReaderLineHeight});
}

void UiCore::draw_span(const Layout& layout, const ReaderParagraph& paragraph, const TextSpan& span,
                       ImVec2 at, bool hovered) {
  const Palette& p = colors();
  const std::uint32_t from = std::max(span.byte_start, paragraph.start) - paragraph.start;
  const std::uint32_t to = std::min(span.byte_end, paragraph.end) - paragraph.start;
  const Color fill = hovered || span.selected       ? p.mention_hovered
                     : span.doubtful || span.dimmed ? p.mention_doubtful
                                                    : p.mention;
  const Color line = span.doubtful || span.dimmed ? p.text_muted : p.mention_line;
  const float thick = std::max(1.0f, px(1.5f));
  for (const Rect& r : layout.boxes(from, to)) {
    const float left = at.x + std::floor(r.x0) - 1;
    const float right = at.x + std::ceil(r.x1) + 1;
    const float inside = std::round((r.y1 - r.y0) * 0.08f);
    const float top = at.y + r.y0 + inside;
    const float bottom = at.y + r.y1 - inside;
    list()->AddRectFilled({left, top}, {right, bottom}, to_im(fill), px(3));
    if (span.doubtful) {
      dashed_line(list(), left, right, bottom - thick, to_im(line), thick, px(3));
    } else if (!span.dimmed) {
      list()->AddRectFilled({left, bottom - thick}, {right, bottom}, to_im(line));
    }
  }
}

void UiCore::record_span(const Layout& layout, const ReaderParagraph& paragraph, const TextSpan& span,
                         ImVec2 at, std::size_t index) {
  if (!recording) return;
  const std::uint32_t from = std::max(span.byte_start, paragraph.start) - paragraph.start;
  const auto boxes = layout.boxes(from, std::min(span.byte_end, paragraph.end) - paragraph.start);
  if (boxes.empty()) return;
  const Rect& r = boxes.front();
  record("span " + std::to_string(index), {at.x + r.x0, at.y + r.y0, r.x1 - r.x0, r.y1 - r.y0});
}

void UiCore::draw_marks(const Layout& layout, const ReaderParagraph& paragraph, const ReaderOptions& options,
                        ImVec2 at) {
  const auto first = std::partition_point(options.marks.begin(), options.marks.end(),
                                          [&](const Mark& m) { return m.byte_end <= paragraph.start; });
  for (auto mark = first; mark != options.marks.end() && mark->byte_start < paragraph.end; ++mark) {
    const bool shown = options.shown_mark == static_cast<std::size_t>(mark - options.marks.begin());
    const std::uint32_t from = std::max(mark->byte_start, paragraph.start) - paragraph.start;
    for (const Rect& r : layout.boxes(from, std::min(mark->byte_end, paragraph.end) - paragraph.start)) {
      const float inside = std::round((r.y1 - r.y0) * 0.06f);
      list()->AddRectFilled({at.x + std::floor(r.x0) - 2, at.y + r.y0 + inside},
                            {at.x + std::ceil(r.x1) + 2, at.y + r.y1 - inside},
                            to_im(shown ? colors().hit_shown : colors().hit), px(3));
    }
  }
}

void UiCore::scroll_reader_by_key() const {
  const float line = metric::kTextReader * frame.scale * 1.58f * metric::kReaderLineHeight;
  const float page = std::max(line, ImGui::GetWindowHeight() - 2 * line);
  float by = 0;
  if (key(ImGuiKey_DownArrow)) by += 2 * line;
  if (key(ImGuiKey_UpArrow)) by -= 2 * line;
  if (key(ImGuiKey_PageDown) || key(ImGuiKey_Space)) by += page;
  if (key(ImGuiKey_PageUp)) by -= page;
  if (by != 0) ImGui::SetScrollY(std::max(0.0f, ImGui::GetScrollY() + by));
  if (key(ImGuiKey_Home)) ImGui::SetScrollY(0);
  if (key(ImGuiKey_End)) ImGui::SetScrollY(ImGui::GetScrollMaxY());
}

void UiCore::select_in_reader(ReaderState& state, const Touch& touch, std::string_view utf8,
                              std::uint32_t byte) {
  if (touch.pressed) {
    focus_on(touch.id, false);
    state.anchor = state.caret = state.pressed_at = byte;
    state.selecting = true;
    if (ImGui::GetMouseClickedCount(0) == 2) {
      const std::size_t before = utf8.substr(0, byte).find_last_of("\r\n ");
      const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
      const std::size_t end = std::min(utf8.find_first_of("\r\n ", byte), utf8.size());
      state.anchor = static_cast<std::uint32_t>(std::min<std::size_t>(start, byte));
      state.caret = static_cast<std::uint32_t>(end);
      state.selecting = false;
    }
  } else if (touch.held && state.selecting && ImGui::IsMouseDragging(0, 4.0f)) {
    state.caret = byte;
  }
  if (focus != touch.id) return;
  focus_seen = true;
  if (!control()) return scroll_reader_by_key();
  if (key(ImGuiKey_A, false)) {
    state.anchor = 0;
    state.caret = static_cast<std::uint32_t>(utf8.size());
  }
  if (key(ImGuiKey_C, false) && state.anchor != state.caret) {
    const std::uint32_t start = std::min(state.anchor, state.caret);
    ImGui::SetClipboardText(
        std::string(utf8.substr(start, std::max(state.anchor, state.caret) - start)).c_str());
  }
}

ReaderResult Ui::reader(std::string_view id, std::string_view utf8, std::span<const TextSpan> spans,
                        const ReaderOptions& options, float height_points) {
  UiCore& c = *core_;
  ReaderResult result;
  ReaderState& state = c.readers[UiCore::id_of(id)];
  begin_scroll(id, height_points);
  const float width = std::max(40.0f, ImGui::GetContentRegionAvail().x - px(metric::kGap));
  const float text_px = metric::kTextReader * c.frame.scale;
  const bool new_text = state.paragraphs.empty() || state.key != options.key || state.size != utf8.size();
  if (new_text) {
    state = {.key = options.key, .size = utf8.size(), .paragraphs = split(utf8)};
    ImGui::SetScrollY(0);
  }
  if (state.width != width || state.text_px != text_px) {
    state.width = width;
    state.text_px = text_px;
    for (ReaderParagraph& p : state.paragraphs) {
      p.blank = is_blank(utf8.substr(p.start, p.end - p.start));
      p.height = p.blank ? c.blank_height() : guessed_height(p, width, text_px);
      p.measured = p.blank;
    }
  }
  if (options.drop_selection) state.anchor = state.caret;
  const float between = std::round(text_px * 0.45f);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float view_top = ImGui::GetScrollY();
  const float view = ImGui::GetWindowHeight();
  const ImVec2 mouse = ImGui::GetIO().MousePos;

  float total = 0;
  for (const ReaderParagraph& p : state.paragraphs)
    total += p.height + gap_after(p, between);
  const Box whole{origin.x, origin.y, width, std::max(total, 1.0f)};
  const Touch touch = c.touch("text", whole, true, false);

  if (options.scroll_to_byte) {
    float top = 0;
    for (ReaderParagraph& p : state.paragraphs) {
      if (*options.scroll_to_byte <= p.end) {
        const std::uint32_t inside = *options.scroll_to_byte - std::min(*options.scroll_to_byte, p.start);
        const Layout layout =
            c.reader_paragraph(utf8.substr(p.start, p.end - p.start), width, p.end <= options.title_bytes);
        top += layout.caret_at(inside).top;
        break;
      }
      top += p.height + gap_after(p, between);
    }
    const bool in_sight = top > view_top + text_px && top < view_top + view - 3 * text_px;
    if (!in_sight) ImGui::SetScrollY(std::max(0.0f, top - view / 3));
  }

  const std::uint32_t selected_from = std::min(state.anchor, state.caret);
  const std::uint32_t selected_to = std::max(state.anchor, state.caret);
  float top = 0;
  std::uint32_t byte_under_mouse = static_cast<std::uint32_t>(utf8.size());
  bool found_mouse = false;
  for (ReaderParagraph& p : state.paragraphs) {
    const bool visible = !p.blank && top + p.height >= view_top - view && top <= view_top + 2 * view;
    if (visible) {
      const Layout layout =
          c.reader_paragraph(utf8.substr(p.start, p.end - p.start), width, p.end <= options.title_bytes);
      if (!p.measured || p.height != layout.height()) {
        const float change = layout.height() - p.height;
        if (top + p.height < view_top && !new_text) ImGui::SetScrollY(ImGui::GetScrollY() + change);
        p.height = layout.height();
        p.measured = true;
      }
      const ImVec2 at{origin.x, origin.y + top};
      const bool under = mouse.y < at.y + p.height + between;
      std::optional<std::uint32_t> letter;
      if (under && !found_mouse) {
        found_mouse = true;
        byte_under_mouse = p.start + layout.byte_at(mouse.x - at.x, mouse.y - at.y);
        if (touch.hovered) letter = layout.grapheme_at(mouse.x - at.x, mouse.y - at.y);
      }
      c.draw_marks(layout, p, options, at);
      const auto first = std::partition_point(spans.begin(), spans.end(),
                                              [&](const TextSpan& s) { return s.byte_end <= p.start; });
      for (auto span = first; span != spans.end() && span->byte_start < p.end; ++span) {
        const bool hovered =
            letter && p.start + *letter >= span->byte_start && p.start + *letter < span->byte_end;
        if (hovered) result.hovered = static_cast<std::size_t>(span - spans.begin());
        c.draw_span(layout, p, *span, at, hovered);
        c.record_span(layout, p, *span, at, static_cast<std::size_t>(span - spans.begin()));
      }
      if (selected_from < p.end && selected_to > p.start) {
        const std::uint32_t from = std::max(selected_from, p.start) - p.start;
        for (const Rect& r : layout.boxes(from, std::min(selected_to, p.end) - p.start)) {
          UiCore::list()->AddRectFilled({at.x + std::floor(r.x0), at.y + r.y0},
                                        {at.x + std::ceil(r.x1), at.y + r.y1}, to_im(c.colors().selection));
        }
      }
      c.draw(UiCore::list(), layout, at.x, at.y, c.colors().text);
    }
    top += p.height + gap_after(p, between);
  }
  c.select_in_reader(state, touch, utf8, byte_under_mouse);
  if (touch.hovered)
    ImGui::SetMouseCursor(result.hovered ? ImGuiMouseCursor_Hand : ImGuiMouseCursor_TextInput);
  if (touch.clicked && state.anchor == state.caret) result.clicked = result.hovered;
  if (!touch.held) {
    result.selected_from = std::min(state.anchor, state.caret);
    result.selected_to = std::max(state.anchor, state.caret);
  }
  end_scroll();
  return result;
}

}  // namespace kharita::app::ui
