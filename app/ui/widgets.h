// The window's widgets. Every word goes through TextEngine: Dear ImGui gives windows, clipping, mouse and
// draw lists only, and its own text is nowhere seen. No OpenGL here.
//
// Widgets stand below each other, each as wide as the window's content; begin_row() puts some side by side. A
// right-to-left language mirrors rows and puts words at the right. Lengths are points; px(points) turns them
// into pixels.
//
//   ui.begin_frame({.theme = Theme::dark, .right_to_left = true, .scale = 1});
//   ui.begin_panel("filters", {0, 0, 320, 800});
//   ui.heading("المرشحات");
//   if (ui.text_field("search", query, "ابحث")) …
//   ui.begin_row({ui::share(1), ui::points(90)});
//   ui.text("12 من 60");
//   if (ui.button("clear", "مسح")) …
//   ui.end_row();
//   ui.end_panel();
//   ui.end_frame();
#pragma once

#include <imgui.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/model/icon.h"
#include "app/typeset/text_engine.h"
#include "app/ui/brush.h"
#include "app/ui/date_input.h"
#include "app/ui/theme.h"
#include "geo/text/dates.h"

namespace kharita::app::ui {

using geo::text::Date;

// What holds for one frame.
struct Frame {
  Theme theme = Theme::dark;
  bool right_to_left = false;  // of the window's language
  float scale = 1;             // pixels a point
};

enum class TextSize : std::uint8_t { small, body, strong, heading, title };
enum class Tone : std::uint8_t { normal, muted, accent, warning, error, success };
// Which way words run: as the window's language, or as the text itself says (titles, names, articles).
enum class Flow : std::uint8_t { window, content };

struct TextOptions {
  TextSize size = TextSize::body;
  Tone tone = Tone::normal;
  Flow flow = Flow::window;
  int max_lines = 1;  // 0: as many as it takes; what is cut ends in "…" and shows whole in a tooltip
  bool centered = false;
};

enum class ButtonStyle : std::uint8_t { normal, primary, quiet };  // quiet: no face until hovered

// A cell of a row: fixed in points, or a share of what the fixed ones leave.
struct Cell {
  float points = 0;
  float share = 0;
};
[[nodiscard]] constexpr Cell points(float wide) {
  return {wide, 0};
}
[[nodiscard]] constexpr Cell share(float part = 1) {
  return {0, part};
}

struct Box {  // pixels of the screen
  float x = 0, y = 0, width = 0, height = 0;
  [[nodiscard]] constexpr bool contains(float px, float py) const noexcept {
    return px >= x && py >= y && px < x + width && py < y + height;
  }
};

struct Point {  // pixels of the screen
  float x = 0, y = 0;
};

// A place on the map, as the card beside the mouse shows it.
struct CardItem {
  std::string_view title;
  std::string_view detail;
};
struct Card {
  std::string_view title;
  std::span<const std::string_view> lines = {};  // muted, under the title
  std::span<const std::uint32_t> bars = {};      // over time; empty: no chart
  std::string_view first = {};                   // under the chart's left end
  std::string_view last = {};                    // under its right end
  std::span<const CardItem> items = {};          // articles
};

// Bytes of a text that are marked behind: what a search found.
struct Mark {
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;
};

// A column beside a row's title, from it to the row's end.
struct ListCell {
  std::string_view text;
  float points = 0;  // wide
};

struct ListRow {
  std::string_view title = {};
  std::string_view detail = {};  // second line; empty: one line
  std::string_view badge = {};   // a count at the row's end; empty: none
  bool dimmed = false;
  std::string_view snippet = {};  // a line between title and detail, where the list has three
  std::span<const Mark> title_marks = {};
  std::span<const Mark> snippet_marks = {};
  std::span<const ListCell> cells = {};  // beside the title, where the list has one line
  Icon icon = Icon::none;                // at its start
  bool picked = false;                   // one of several that are chosen; with an icon a tick says so, too
};
struct ListResult {
  std::optional<std::size_t> clicked;  // by mouse or Enter, and as the arrow keys move
  bool adds = false;                   // with Ctrl: to or from what is chosen
  bool extends = false;                // with Shift: from the row that was clicked before
  std::optional<std::size_t> menu;     // clicked by the right button
  std::optional<std::size_t> hovered;
};

// A value of a filter: it may be chosen, or left out.
enum class Tick : std::uint8_t { off, on, without };
struct ChoiceRow {
  std::string_view label;
  std::string_view badge;  // a count at the row's end
  float share = 0;         // a bar behind the row, within [0, 1] of its width
  Tick tick = Tick::off;
};
struct ChoiceResult {
  std::optional<std::size_t> pressed;  // by a click, Space or Enter
  std::optional<std::size_t> without;  // by Alt and a click, its minus or Delete
  std::optional<std::size_t> menu;     // clicked by the right button
};

// A stretch of a reader's text that is marked and can be clicked. Spans are sorted and do not overlap.
struct TextSpan {
  std::uint32_t byte_start = 0;
  std::uint32_t byte_end = 0;
  bool doubtful = false;  // a broken underline, grey
  bool dimmed = false;    // does not pass the filters
  bool selected = false;
};
struct ReaderOptions {
  std::uint64_t key =
      0;  // changes with the text: the article's number; its scroll and heights are kept by it
  std::optional<std::uint32_t> scroll_to_byte = std::nullopt;  // set for one frame
  std::span<const Mark> marks = {};                            // sorted, not overlapping
  std::optional<std::size_t> shown_mark = {};                  // of these, the one that is stepped to
  std::uint32_t title_bytes = 0;                               // lines within the first so many are bold
  bool drop_selection = false;                                 // set for one frame
};
struct ReaderResult {
  std::optional<std::size_t> hovered;  // index of the span
  std::optional<std::size_t> clicked;
  std::uint32_t selected_from = 0;  // bytes that are selected, once the mouse is let go; none: both the same
  std::uint32_t selected_to = 0;
};

struct HistogramBar {
  std::uint32_t all = 0;
  std::uint32_t passing = 0;
  std::uint32_t inferred = 0;                 // of `all`: hatched
  std::span<const std::uint32_t> parts = {};  // of `all`, one above the other; none: one colour
};
struct HistogramOptions {
  bool square_root = false;                  // heights are the roots of counts
  std::span<const std::string> legend = {};  // names of the parts
  float shown_from = 0;                      // the part of all of time that the bars show, within [0, 1]
  float shown_to = 1;
};
// Words under the bars, at the start of a bucket.
struct HistogramLabel {
  std::size_t bucket = 0;
  std::string_view text;
};
struct HistogramResult {
  bool changed = false;                // by the user, while dragging too
  std::optional<BucketRange> range;    // none: everything
  std::optional<std::size_t> hovered;  // bucket under the mouse
  Point bar;                           // above it
  double notches = 0;                  // of the wheel over it: up is closer
  double at = 0;                       // of the mouse, within [0, 1] of the width
  double pan = 0;                      // how far time is moved along, in widths: later is above 0
};

// What a date field says.
struct DateEntry {
  bool changed = false;  // by the user: it was emptied, or names other days than before
  DateInput::State state = DateInput::State::empty;
  std::optional<geo::text::Period> period;  // where the state is whole
  bool typing = false;                      // it holds the keyboard
  bool calendar_pressed = false;            // its icon was
};
struct CalendarWords {
  std::string_view title;                      // the month and its year
  std::array<std::string_view, 7> weekdays{};  // from Monday
  std::string_view before, after;              // of the buttons
};

// How something that lies on the map was taken hold of.
struct Grab {
  bool clicked = false;  // and not dragged
  float dx = 0, dy = 0;  // pixels that it was dragged in this frame
};

struct ChipResult {
  std::optional<std::size_t> removed;
  bool cleared = false;  // "clear all" was pressed
};

// What a note at the top of the map was pressed on.
struct ToastResult {
  bool closed = false;
  bool acted = false;  // on its button
};

// A widget by the names of what it lies in, from the outside: "top/Save picture", "articles/articles/3/row".
struct NamedBox {
  std::string name;
  Box box;
};

class UiCore;

// Main thread. The engine must outlive it. Between begin_frame and end_frame, within ImGui's own frame.
class Ui {
 public:
  explicit Ui(typeset::TextEngine& text);
  ~Ui();

  // Sets ImGui's colours, too. Calls TextEngine::start_frame.
  void begin_frame(const Frame& frame);
  void end_frame();  // draws the tooltip
  [[nodiscard]] const Palette& colors() const noexcept;
  [[nodiscard]] bool right_to_left() const noexcept;
  [[nodiscard]] float scale() const noexcept;
  [[nodiscard]] float px(float points) const noexcept;  // rounded to whole pixels
  [[nodiscard]] typeset::TextEngine& engine() noexcept;
  // A widget holds the keyboard, or a modal message is open: arrows, Home and the like are not the map's.
  [[nodiscard]] bool wants_keyboard() const noexcept;
  // That widget is a text field, or a modal message is open: no key is.
  [[nodiscard]] bool wants_letters() const noexcept;
  // The mouse is over a panel or popup, or drags one of its widgets: it is not the map's.
  [[nodiscard]] bool wants_mouse() const noexcept;

  // --- Places
  // A fixed window of a panel's colour, with padding, that scrolls where its content is longer. Always pair
  // with end_panel.
  void begin_panel(std::string_view id, const Box& box, bool scrolls = true);
  void end_panel();
  // A part of a panel that scrolls by itself. height_points 0: all that is left. `gap_points` is between two
  // widgets in it.
  void begin_scroll(std::string_view id, float height_points = 0, float gap_points = metric::kGap);
  void end_scroll();
  void begin_row(std::initializer_list<Cell> cells, float gap_points = metric::kGap);
  void skip_cell();  // leaves the row's next one empty
  void end_row();
  void gap(float points = metric::kGap);
  void separator();
  [[nodiscard]] float screen_height_points() const;
  [[nodiscard]] float available_width_px() const;   // of the cell or window
  [[nodiscard]] float available_height_px() const;  // of the window
  // Ids below are unique within it: for rows of alike widgets.
  void push_id(std::size_t number);
  void pop_id();

  // An edge between two panels: how many pixels it was dragged in this frame, to the right where it is
  // `upright`, else down. Drawn after what it lies over. `reset` is set where it was clicked twice.
  float splitter(std::string_view id, const Box& box, bool upright, bool& reset);

  // What is drawn already and can be taken hold of: a window without a face over it, and the whole of it as
  // one widget, with a sign at the end of its first line.
  void begin_handle(std::string_view id, const Box& box);
  Grab grab(std::string_view id, Icon sign);
  void end_handle();

  // --- Words
  void text(std::string_view utf8, const TextOptions& options = {});
  void heading(std::string_view utf8);  // TextSize::heading
  void muted(std::string_view utf8);    // small, muted, as many lines as it takes
  [[nodiscard]] float text_width_px(std::string_view utf8, TextSize size = TextSize::body);

  // --- Controls. True when used or changed. Ids are unique within the panel.
  bool button(std::string_view id, std::string_view label, Icon icon = Icon::none,
              ButtonStyle style = ButtonStyle::normal, bool enabled = true);
  [[nodiscard]] float button_width_points(std::string_view label,
                                          Icon icon = Icon::none);  // for a row's points()
  bool icon_button(std::string_view id, Icon icon, std::string_view tooltip, bool enabled = true,
                   bool active = false);
  bool checkbox(std::string_view id, std::string_view label, bool& checked, std::string_view badge = {});
  bool toggle(std::string_view id, std::string_view label, bool& on);
  bool segmented(std::string_view id, std::span<const std::string_view> choices, std::size_t& chosen);
  bool select(std::string_view id, std::span<const std::string_view> choices, std::size_t& chosen);
  // `label` and `value_text` ("≥ 50%") stand above the track. value within [0, 1].
  bool slider(std::string_view id, std::string_view label, std::string_view value_text, float& value);
  // True at every change of the value. Enter and Escape give the keyboard back.
  bool text_field(std::string_view id, std::string& value, std::string_view placeholder,
                  Icon icon = Icon::none);
  [[nodiscard]] bool submitted() const noexcept;  // Enter was pressed in the last text_field
  [[nodiscard]] bool cancelled() const noexcept;  // Escape was
  [[nodiscard]] int arrow_steps() const;          // 1: Down was pressed in it, -1: Up
  void focus_next_field();                        // the next text_field takes the keyboard
  // Takes what parse_period does; what names no days is outlined once the field is left. It shows `date`
  // where it does not hold the keyboard.
  DateEntry date_field(std::string_view id, const std::optional<Date>& date, std::string_view placeholder,
                       const Date& today);
  // The days of `month`, which its buttons change; the one that was pressed.
  std::optional<Date> calendar(std::string_view id, Date& month, const CalendarWords& words,
                               const std::optional<Date>& chosen, const Date& today);
  // A line that opens and closes what follows. True where open.
  bool section(std::string_view id, std::string_view title, bool& open, std::string_view badge = {});
  // fraction within [0, 1], negative: unknown. True where cancel was pressed; empty `cancel`: no button.
  bool progress(std::string_view id, std::string_view label, float fraction, std::string_view cancel = {});
  // All on as many lines as they need, each with a cross.
  ChipResult chips(std::string_view id, std::span<const std::string_view> labels,
                   std::string_view clear_all = {});

  // --- Big parts
  // Rows of one height, only the visible ones are asked for and drawn. height_points 0: all that is left.
  ListResult list(std::string_view id, std::size_t count, std::optional<std::size_t> selected,
                  const std::function<ListRow(std::size_t)>& row, int lines = 2, float height_points = 0);
  [[nodiscard]] float list_row_height_px(int lines = 2) const;
  // Values to be ticked, one a line of kChoiceHeight; arrows go through them. `without_tip` is a row's
  // minus's.
  ChoiceResult choices(std::string_view id, std::size_t count,
                       const std::function<ChoiceRow(std::size_t)>& row, std::string_view without_tip,
                       float height_points);
  // An article: only visible lines are laid out and drawn; text can be selected and copied. height_points 0:
  // all that is left.
  ReaderResult reader(std::string_view id, std::string_view utf8, std::span<const TextSpan> spans,
                      const ReaderOptions& options = {}, float height_points = 0);
  // Time runs from left to right. Drag to choose, drag its edges or middle, double click to clear.
  HistogramResult histogram(std::string_view id, std::span<const HistogramBar> bars,
                            std::optional<BucketRange> range, std::span<const HistogramLabel> labels,
                            float height_points = 90, const HistogramOptions& options = {});
  // A bar that stands by itself, beside those of a histogram whose highest is `highest`. True when pressed.
  bool lone_bar(std::string_view id, const HistogramBar& bar, std::uint32_t highest, std::string_view label,
                bool chosen, float height_points, bool square_root);
  // A word on the last widget drawn, while the mouse rests on it.
  void tooltip(std::string_view utf8);
  // Beside a point of the screen and within it, or above the point.
  void card(Point at, const Card& card, bool above = false);
  // Over the map and under the panels: the outline of what is being drawn on it, within `clip`.
  void outline(std::span<const Point> polygon, const Box& clip);
  // A popup below the last widget; returns true where it is open: then draw into it and call end_popup.
  void open_popup(std::string_view id);
  void open_popup_at_mouse(std::string_view id);
  // A line of a menu in a popup, which it closes. `keys` stands at its end.
  bool menu_item(std::string_view id, std::string_view label, std::string_view keys = {},
                 Icon icon = Icon::none, bool enabled = true);
  bool begin_popup(std::string_view id, float width_points);
  void end_popup();
  void close_popup();
  // Over everything until a button is pressed: returns its index. Call each frame while it is open.
  std::optional<std::size_t> modal(std::string_view id, std::string_view title, std::string_view message,
                                   std::span<const std::string_view> buttons);
  // A window in the middle that holds the keyboard and the mouse, to be filled as a panel. Call each frame
  // until it was closed; where true, fill it and call end_dialog.
  [[nodiscard]] bool begin_dialog(std::string_view id, float width_points);
  void end_dialog(bool close);
  [[nodiscard]] bool escape_pressed() const;
  // A note at the top of `within` for as long as it is called, with a cross, and a button where `action`
  // names one.
  ToastResult toast(std::string_view id, std::string_view message, Tone tone, const Box& within,
                    std::string_view action = {});

  // Whether widgets() is kept, for who presses them by name: tests and the guide's pictures.
  void record_widgets(bool on);
  // Where those of the last frame stand that can be seen and used.
  [[nodiscard]] std::span<const NamedBox> widgets() const noexcept;

  [[nodiscard]] bool last_hovered() const noexcept;  // of the last widget
  [[nodiscard]] Box last_box() const noexcept;

 private:
  std::unique_ptr<UiCore> core_;
};

}  // namespace kharita::app::ui
