// What the widgets share: places, mouse and keyboard focus, drawing. Inside app/ui only.
#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/ui/text_edit.h"
#include "app/ui/widgets.h"

namespace kharita::app::ui {

[[nodiscard]] constexpr ImU32 to_im(Color c) noexcept {
  return IM_COL32(c.r, c.g, c.b, c.a);
}
[[nodiscard]] inline ImVec2 low(const Box& b) noexcept {
  return {b.x, b.y};
}
[[nodiscard]] inline ImVec2 high(const Box& b) noexcept {
  return {b.x + b.width, b.y + b.height};
}
[[nodiscard]] inline Box inset(const Box& b, float x, float y) noexcept {
  return {b.x + x, b.y + y, b.width - 2 * x, b.height - 2 * y};
}

// What mouse and keys do to one widget in this frame.
struct Touch {
  ImGuiID id = 0;
  bool hovered = false;
  bool held = false;     // the mouse went down on it and is still down
  bool pressed = false;  // the mouse went down on it in this frame
  bool clicked = false;  // the mouse was let go over it, or Space or Enter pressed on it
  bool focused = false;
  bool ring = false;  // the focus came by key and is to be seen
};

struct FieldState {
  TextEdit edit;
  std::string seen;     // the owner's value as it was last
  std::string draft;    // of a date field: what is being typed
  float scroll = 0;     // px of the text left of the field
  double moved_at = 0;  // when the caret moved last: it blinks from then
  bool had_focus = false;
  bool had_date = false;  // of a date field, in the frame before
  bool grab_focus = false;
};

struct ListState {
  std::optional<std::size_t> scroll_to;
  std::optional<std::size_t> seen;  // the chosen row, as it was last
  std::size_t cursor = 0;           // of a list of choices: the row that keys go to
};

struct ReaderParagraph {
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  float height = 0;  // px; estimated until it was laid out
  bool measured = false;
  bool blank = false;
  bool goes_on = false;  // the next one is of the same paragraph
};

struct ReaderState {
  std::uint64_t key = 0;
  std::size_t size = 0;
  float width = 0;
  float text_px = 0;
  std::vector<ReaderParagraph> paragraphs;
  std::uint32_t anchor = 0;  // of the selection
  std::uint32_t caret = 0;
  std::uint32_t pressed_at = 0;
  bool selecting = false;
};

class UiCore {
 public:
  explicit UiCore(typeset::TextEngine& text) : engine(&text) {}

  [[nodiscard]] float px(float points) const noexcept;
  [[nodiscard]] const Palette& colors() const noexcept { return palette(frame.theme); }
  [[nodiscard]] static ImGuiID id_of(std::string_view id);
  [[nodiscard]] static ImDrawList* list();

  // --- places
  [[nodiscard]] Box take(float height_px);                   // the next widget's
  void put(const Box& box);                                  // ImGui learns of what was drawn there
  [[nodiscard]] float row_height(float own) const noexcept;  // controls of a row are equally high

  // --- the names of what is drawn, where they are recorded
  void enter(std::string_view name);
  void leave();
  void record(std::string_view name, const Box& box);

  // --- mouse and keys
  Touch touch(std::string_view id, const Box& box, bool enabled = true, bool by_key = true);
  void focus_on(ImGuiID id, bool by_key);
  void take_tab_key();
  void remember_last(const Box& box, ImGuiID id, bool hovered);
  [[nodiscard]] static bool key(ImGuiKey key, bool repeat = true);
  [[nodiscard]] static bool control() { return ImGui::GetIO().KeyCtrl; }
  [[nodiscard]] static bool shift() { return ImGui::GetIO().KeyShift; }

  // --- words
  [[nodiscard]] typeset::Layout lay_out(std::string_view utf8, TextSize size, float width_px, int max_lines,
                                        Flow flow);
  [[nodiscard]] typeset::Style style(TextSize size) const noexcept;
  [[nodiscard]] typeset::Direction direction(std::string_view utf8, Flow flow) const;
  [[nodiscard]] Color tone(Tone tone) const noexcept;
  void draw(ImDrawList* to, const typeset::Layout& layout, float x, float y, Color color);
  // One line in a box; `at_end`: at the reading direction's end. Returns whether it was cut.
  bool draw_line(ImDrawList* to, const Box& box, std::string_view utf8, TextSize size, Color color,
                 Flow flow = Flow::window, bool centered = false, bool at_end = false);
  // The same with what is marked behind the words.
  void draw_marked_line(const Box& box, std::string_view utf8, TextSize size, Color color, Flow flow,
                        std::span<const Mark> marks);
  [[nodiscard]] float width(std::string_view utf8, TextSize size);
  void draw_icon(ImDrawList* to, Icon icon, const Box& box, Color color) const;
  [[nodiscard]] float line_height(TextSize size);
  // Moves a box beside a point: below it and behind it in reading direction where there is room, else to the
  // other side, and within the screen.
  void place_beside(Box& box, float x, float y) const;
  void draw_floating(ImDrawList* to, const Box& box) const;  // its face, with a shadow
  void draw_sparkline(ImDrawList* to, const Box& box, std::span<const std::uint32_t> bars) const;
  // A floating box of words near a point, within the screen.
  void draw_bubble(float x, float y, std::string_view title, std::span<const std::string_view> lines);

  // --- faces
  void draw_face(const Box& box, Color fill, bool ring, Color border = kNoColor);
  void draw_ring(const Box& box);
  [[nodiscard]] Color face(const Touch& touch, bool enabled, ButtonStyle style) const noexcept;
  [[nodiscard]] Box start_part(Box& box, float width_px) const noexcept;  // cut off at the reading start
  [[nodiscard]] Box end_part(Box& box, float width_px) const noexcept;

  // --- the input field
  bool edit_field(FieldState& state, const Touch& touch, const Box& area, std::string_view placeholder);

  // --- parts of the big widgets
  void draw_legend(const Box& plot, std::span<const std::string> names);
  bool draw_day(std::string_view id, const Date& day, bool in_month, bool chosen, bool is_today);
  void draw_marks(const typeset::Layout& layout, const ReaderParagraph& paragraph,
                  const ReaderOptions& options, ImVec2 at);
  void draw_row(const Box& box, const ListRow& content, bool selected, bool hovered);
  void draw_cells(Box inner, const ListRow& content, Color title);
  // The rows of a list that are in sight; they are of one height from the top on.
  struct Sight {
    std::size_t first = 0;
    std::size_t end = 0;
    ImVec2 origin;  // of the first of all
    float width = 0;
  };
  [[nodiscard]] Sight rows_in_sight(std::size_t count, float row_height, float view);
  void scroll_to_row(ListState& state, std::size_t count, float row_height, float view) const;
  // Whether its label was cut.
  bool draw_choice(const Box& box, const ChoiceRow& content, const Touch& touch, bool at_cursor,
                   const Box& minus);
  [[nodiscard]] float blank_height() const noexcept;
  [[nodiscard]] typeset::Layout reader_paragraph(std::string_view utf8, float width, bool bold);
  void draw_span(const typeset::Layout& layout, const ReaderParagraph& paragraph, const TextSpan& span,
                 ImVec2 at, bool hovered);
  void record_span(const typeset::Layout& layout, const ReaderParagraph& paragraph, const TextSpan& span,
                   ImVec2 at, std::size_t index);
  void scroll_reader_by_key() const;
  void select_in_reader(ReaderState& state, const Touch& touch, std::string_view utf8, std::uint32_t byte);

  typeset::TextEngine* engine;
  Frame frame;

  struct Row {
    static constexpr std::size_t kMaxCells = 20;
    std::array<Box, kMaxCells> cells;
    std::size_t count = 0;
    std::size_t next = 0;
    float bottom = 0;
    ImVec2 start;
  };
  std::optional<Row> row;
  std::optional<Row> outer_row;  // of the window below an open popup
  Box popup_under;

  ImGuiID focus = 0;
  bool focus_is_field = false;
  bool focus_by_key = false;
  bool focus_moved = false;  // by Tab, in this frame: the widget scrolls into sight
  bool focus_seen = false;   // drawn in this frame
  bool modal_open = false;   // in the frame before
  bool modal_seen = false;   // in this frame
  std::vector<ImGuiID> order;
  std::vector<ImGuiID> order_before;

  Box last;
  ImGuiID last_id = 0;
  bool last_hovered = false;
  ImGuiID rest_id = 0;  // what the mouse rests on, for tooltips
  double rest_since = 0;
  bool rest_seen = false;
  std::string tip;
  bool submitted = false;
  bool cancelled = false;
  bool icon_pressed = false;   // of the last text field
  bool field_focused = false;  // the last text field, before it was left
  bool focus_next = false;     // the next text field takes the keyboard

  std::unordered_map<ImGuiID, FieldState> fields;
  std::unordered_map<ImGuiID, ListState> lists;
  std::unordered_map<ImGuiID, ReaderState> readers;
  std::unordered_map<ImGuiID, Brush> brushes;

  bool recording = false;
  std::vector<std::string> path;  // of what is being drawn
  std::vector<NamedBox> recorded;

 private:
  bool handle_keys(FieldState& state, const typeset::Layout& layout);
  void handle_mouse(FieldState& state, const Touch& touch, const typeset::Layout& layout, float x);
};

}  // namespace kharita::app::ui
