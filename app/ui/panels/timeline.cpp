#include "app/ui/panels/timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "app/model/time_window.h"

namespace kharita::app::ui {
namespace {

using End = TimelineState::End;

constexpr float kLabelRoom = 105;  // points that a label under the bars takes
constexpr float kUndatedWidth = 64;
constexpr float kFieldWidth = 134;
constexpr float kRoomForWords = 500;  // points of the panel: a narrower one has fields and buttons only
constexpr double kNotchFactor = 0.8;  // a notch of the wheel makes what is shown so many times as long

class Timeline : Panel {
 public:
  Timeline(const Context& context, TimelineState& kept) : Panel(context), kept_(kept) {}

  void draw(const Box& box) {
    ui_.begin_panel("timeline", box, false);
    draw_controls();
    draw_bars();
    draw_popups();
    ui_.end_panel();
  }

 private:
  [[nodiscard]] const Filter& filter() const { return state_.view.filter; }

  void draw_controls() {
    const bool roomy = ui_.available_width_px() / ui_.scale() >= kRoomForWords;
    if (roomy) {
      const auto wide = [&](Word w) { return points(ui_.text_width_px(say(w)) / ui_.scale() + 2); };
      ui_.begin_row({points(30), points(30), points(30), share(1), wide(Word::date_from), points(kFieldWidth),
                     wide(Word::date_to), points(kFieldWidth), points(30), points(30)},
                    6);
    } else {
      ui_.begin_row({points(30), share(1), share(1), points(30), points(30)}, 6);
    }
    draw_play_buttons(roomy);
    if (roomy) ui_.text(title(), {.size = TextSize::strong});
    if (roomy) ui_.text(say(Word::date_from), {.tone = Tone::muted});
    draw_field(End::from);
    if (roomy) ui_.text(say(Word::date_to), {.tone = Tone::muted});
    draw_field(End::to);
    if (ui_.icon_button("quick", Icon::chevron_down, say(Word::quick_ranges))) ui_.open_popup("quick-ranges");
    if (ui_.icon_button("options", Icon::options, say(Word::timeline_options)))
      ui_.open_popup("timeline-options");
    ui_.end_row();
  }

  // As time runs: on is to the right in both languages.
  void draw_play_buttons(bool steps) {
    const bool mirrored = ui_.right_to_left();
    const auto step = [&](bool on) {
      const Icon icon = on != mirrored ? Icon::chevron_end : Icon::chevron_start;
      if (steps) icon_button(on ? CommandId::play_on : CommandId::play_back, icon);
    };
    step(mirrored);
    draw_play_button();
    step(!mirrored);
  }

  void draw_play_button() {
    const bool playing = status_.playing;
    const std::string tip = playing ? std::string(say(Word::pause))
                                    : tip_of(command(CommandId::play), situation(state_, status_));
    if (ui_.icon_button("play", playing ? Icon::pause : Icon::play, tip, views_.timeline.all.has_value(),
                        playing))
      requests_.play = true;
  }

  // The dates that are chosen, else what this is.
  [[nodiscard]] std::string title() const {
    if (filter().from && filter().to && *filter().from <= *filter().to)
      return period_words({*filter().from, *filter().to}, state_.language);
    return std::string(say(Word::timeline));
  }

  // --- the fields

  void draw_field(End end) {
    const bool first = end == End::from;
    const auto& shown = first ? filter().from : filter().to;
    const DateEntry entry =
        ui_.date_field(first ? "from" : "to", shown, say(Word::date_example), status_.today);
    const Box box = ui_.last_box();
    if (entry.typing && kept_.typing != end) {
      kept_.typing = end;
      kept_.other = first ? filter().to : filter().from;
    } else if (!entry.typing && kept_.typing == end) {
      kept_.typing = End::none;
    }
    if (entry.changed) set_end(end, entry.period);
    if (entry.typing) tell_what_is_understood(entry, box);
    if (entry.calendar_pressed) {
      kept_.calendar = end;
      const Date month = shown.value_or(views_.timeline.all ? views_.timeline.all->to : status_.today);
      kept_.month = month.year() / month.month() / 1;
      ui_.open_popup("calendar");
    }
  }

  // A day is the field's own end. What is longer sets the other end, too, where that was free.
  void set_end(End end, const std::optional<Period>& period) {
    const bool first = end == End::from;
    std::optional<Date> other = kept_.typing == end ? kept_.other : first ? filter().to : filter().from;
    if (!period) return ask(first ? action::SetDates{{}, other} : action::SetDates{other, {}});
    const bool one_day = period->from == period->to;
    const Date own = first ? period->from : period->to;
    if (other && (first ? *other < own : own < *other)) other.reset();  // it would leave nothing
    if (!other && !one_day) other = first ? period->to : period->from;
    ask(first ? action::SetDates{own, other} : action::SetDates{other, own});
  }

  void tell_what_is_understood(const DateEntry& entry, const Box& box) {
    if (entry.state == DateInput::State::empty) return;
    const std::string words = entry.period ? period_words(*entry.period, state_.language)
                                           : std::string(say(Word::date_not_understood));
    ui_.card({box.x + box.width / 2, box.y}, {.title = words}, true);
  }

  // --- the bars

  // The buckets that the filter's dates touch; none where no dates are set.
  [[nodiscard]] static std::optional<BucketRange> chosen_range(const TimelineView& view) {
    if ((!view.from && !view.to) || view.buckets.empty()) return std::nullopt;
    if ((view.from && *view.from > view.buckets.back().to) ||
        (view.to && *view.to < view.buckets.front().from))
      return std::nullopt;
    BucketRange range{0, view.buckets.size() - 1};
    if (view.from) {
      const auto at = std::find_if(view.buckets.begin(), view.buckets.end(),
                                   [&](const TimelineView::Bucket& b) { return b.to >= *view.from; });
      range.first = static_cast<std::size_t>(at - view.buckets.begin());
    }
    if (view.to) {
      const auto at = std::find_if(view.buckets.rbegin(), view.buckets.rend(),
                                   [&](const TimelineView::Bucket& b) { return b.from <= *view.to; });
      range.last = view.buckets.size() - 1 - static_cast<std::size_t>(at - view.buckets.rbegin());
    }
    range.last = std::max(range.first, range.last);
    return range;
  }

  [[nodiscard]] static HistogramBar bar_of(const TimelineView::Bucket& bucket, std::size_t parts) {
    return {bucket.others, bucket.passing, bucket.inferred, std::span(bucket.parts).first(parts)};
  }

  void draw_bars() {
    const TimelineView& view = views_.timeline;
    const float height = ui_.available_height_px() / ui_.scale();
    if (view.undated == 0) return draw_histogram(view, height);
    ui_.begin_row({share(1), points(kUndatedWidth)});
    draw_histogram(view, height);
    draw_undated(view, height);
    ui_.end_row();
  }

  void draw_histogram(const TimelineView& view, float height) {
    std::vector<HistogramBar> bars;
    bars.reserve(view.buckets.size());
    for (const auto& bucket : view.buckets)
      bars.push_back(bar_of(bucket, view.parts.size()));
    HistogramOptions options{.square_root = state_.timeline.square_root, .legend = view.parts};
    set_shown(view, options);
    const std::vector<TimeMark> marks = marks_of(view);
    const auto before = chosen_range(view);
    const HistogramResult result =
        ui_.histogram("histogram", bars, before, labels_of(view, marks), height, options);
    if (result.changed) choose(view, before, result.range);
    move_in_time(view, result);
    if (result.hovered) draw_card(view, view.buckets[*result.hovered], result.bar);
  }

  // An end that was not moved stays the day that it was, which may lie within a bar or beyond what is shown.
  void choose(const TimelineView& view, const std::optional<BucketRange>& before,
              const std::optional<BucketRange>& range) {
    if (!range) return ask(action::SetDates{});
    const bool same_first = before && before->first == range->first && view.from;
    const bool same_last = before && before->last == range->last && view.to;
    ask(action::SetDates{same_first ? *view.from : view.buckets[range->first].from,
                         same_last ? *view.to : view.buckets[range->last].to});
  }

  [[nodiscard]] std::vector<TimeMark> marks_of(const TimelineView& view) const {
    if (view.buckets.empty()) return {};
    const float room = ui_.available_width_px() / ui_.scale();
    return time_marks({view.buckets.front().from, view.buckets.back().to},
                      static_cast<std::size_t>(std::max(1.0f, room / kLabelRoom)), state_.language);
  }
  static std::vector<HistogramLabel> labels_of(const TimelineView& view, const std::vector<TimeMark>& marks) {
    std::vector<HistogramLabel> labels;
    for (const TimeMark& mark : marks) {
      if (const auto* bucket = bucket_of(view, mark.day))
        labels.push_back({static_cast<std::size_t>(bucket - view.buckets.data()), mark.words});
    }
    return labels;
  }

  static double day_number(const Date& date) {
    return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
  }
  [[nodiscard]] static Period shown_of(const TimelineView& view) {
    return {std::max(view.all->from, view.buckets.front().from),
            std::min(view.all->to, view.buckets.back().to)};
  }
  static void set_shown(const TimelineView& view, HistogramOptions& options) {
    if (!view.closer) return;
    const double first = day_number(view.all->from);
    const double length = day_number(view.all->to) + 1 - first;
    const Period shown = shown_of(view);
    options.shown_from = static_cast<float>((day_number(shown.from) - first) / length);
    options.shown_to = static_cast<float>((day_number(shown.to) + 1 - first) / length);
  }

  void show_time(const std::optional<Period>& shown) {
    TimelineOptions next = state_.timeline;
    next.shown = shown;
    ask(action::SetTimeline{next});
  }
  void zoom_time(double factor, double at) {
    const TimelineView& view = views_.timeline;
    if (view.all && !view.buckets.empty()) show_time(zoomed(shown_of(view), *view.all, factor, at));
  }

  // The wheel goes closer and wider about the pointer; with Shift, sideways or dragged by another button than
  // the left one time moves along.
  void move_in_time(const TimelineView& view, const HistogramResult& result) {
    if (result.notches != 0) zoom_time(std::pow(kNotchFactor, result.notches), result.at);
    if (!view.closer || view.buckets.empty()) return;
    kept_.pan += result.pan;
    const Period shown = shown_of(view);
    const double length = day_number(shown.to) + 1 - day_number(shown.from);
    if (std::abs(kept_.pan * length) < 1) return;
    show_time(moved(shown, *view.all, kept_.pan));
    kept_.pan = 0;
  }

  [[nodiscard]] std::string counted(Word what, std::string_view count) const {
    return fmt::format("{}: {}", say(what), count);
  }

  void draw_card(const TimelineView& view, const TimelineView::Bucket& bucket, Point at) {
    std::vector<std::string> lines{
        counted(Word::articles, count_of(bucket.passing, bucket.others, state_.language))};
    if (bucket.inferred > 0) lines.push_back(counted(Word::inferred_dates, number(bucket.inferred)));
    for (std::size_t i = 0; i < view.parts.size(); ++i) {
      if (bucket.parts[i] > 0)
        lines.push_back(fmt::format("{}: {}", isolated(view.parts[i]), number(bucket.parts[i])));
    }
    draw_lines(at, period_words({bucket.from, bucket.to}, state_.language), lines);
  }
  void draw_lines(Point at, const std::string& title, const std::vector<std::string>& lines) {
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    ui_.card(at, {.title = title, .lines = views}, true);
  }

  void draw_undated(const TimelineView& view, float height) {
    const bool chosen = filter().undated;
    const HistogramBar bar{view.undated, view.undated_passing};
    const std::uint32_t highest = std::max(view.highest, 1U);
    const bool pressed = ui_.lone_bar("undated", bar, highest, say(Word::undated), chosen, height,
                                      state_.timeline.square_root);
    if (pressed) {
      ask(chosen ? action::SetDates{filter().from, filter().to} : action::SetDates{{}, {}, true});
    }
    if (!ui_.last_hovered()) return;
    const Box box = ui_.last_box();
    draw_lines({box.x + box.width / 2, box.y}, std::string(say(Word::undated)),
               {counted(Word::articles, count_of(view.undated_passing, view.undated, state_.language))});
  }

  // --- what opens

  void draw_popups() {
    draw_quick_ranges();
    draw_calendar();
    draw_options();
  }

  void draw_quick_ranges() {
    if (!ui_.begin_popup("quick-ranges", 190)) return;
    for (const QuickRange& range : quick_ranges(status_.today)) {
      ui_.push_id(static_cast<std::size_t>(range.word));
      if (ui_.button("range", say(range.word), Icon::none, ButtonStyle::quiet)) {
        ask(range.period ? action::SetDates{range.period->from, range.period->to} : action::SetDates{});
        ui_.close_popup();
      }
      ui_.pop_id();
    }
    ui_.end_popup();
  }

  void draw_calendar() {
    const auto& chosen = kept_.calendar == End::from ? filter().from : filter().to;
    const auto day = calendar_popup("calendar", kept_.month, chosen);
    if (!day) return;
    kept_.typing = End::none;
    set_end(kept_.calendar, Period{*day, *day});
  }

  void draw_options() {
    if (!ui_.begin_popup("timeline-options", 300)) return;
    TimelineOptions options = state_.timeline;
    ui_.checkbox("square-root", say(Word::square_root), options.square_root);
    ui_.muted(say(Word::stack_by));
    const std::array<std::string_view, 3> stacks{say(Word::stack_none), say(Word::stack_source),
                                                 say(Word::stack_kind)};
    auto stack = static_cast<std::size_t>(options.stack);
    if (ui_.segmented("stack", stacks, stack)) options.stack = static_cast<TimelineStack>(stack);
    if (options != state_.timeline) ask(action::SetTimeline{options});
    ui_.begin_row({share(1), share(1), share(1)});
    if (ui_.icon_button("closer", Icon::zoom_in, say(Word::zoom_time_in)))
      zoom_time(kNotchFactor * kNotchFactor, 0.5);
    if (ui_.icon_button("wider", Icon::zoom_out, say(Word::zoom_time_out)))
      zoom_time(1 / kNotchFactor / kNotchFactor, 0.5);
    if (ui_.icon_button("whole", Icon::fit_world, say(Word::zoom_time_all))) show_time({});
    ui_.end_row();
    ui_.separator();
    draw_play_options();
    ui_.end_popup();
  }

  void draw_play_options() {
    PlaybackOptions options = status_.playback;
    ui_.muted(say(Word::play_interval));
    const std::array<std::string_view, 5> units{say(Word::unit_day), say(Word::unit_week),
                                                say(Word::unit_month), say(Word::unit_quarter),
                                                say(Word::unit_year)};
    auto unit = static_cast<std::size_t>(status_.play_interval);
    if (ui_.segmented("interval", units, unit)) options.interval = static_cast<TimeUnit>(unit);
    ui_.muted(say(Word::play_speed));
    const std::array<std::string_view, 5> speeds{"×½", "×1", "×2", "×4", "×8"};
    std::size_t speed = options.speed;
    if (ui_.segmented("speed", speeds, speed)) options.speed = static_cast<std::uint8_t>(speed);
    ui_.checkbox("growing", say(Word::play_growing), options.growing);
    ui_.checkbox("loop", say(Word::play_loop), options.loop);
    if (options != status_.playback) requests_.playback = options;
  }

  TimelineState& kept_;
};

}  // namespace

void draw_timeline(const Context& context, TimelineState& kept, const Box& box) {
  Timeline(context, kept).draw(box);
}

}  // namespace kharita::app::ui
