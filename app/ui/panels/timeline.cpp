#include "app/ui/panels/timeline.h"

#include <fmt/format.h>

#include <algorithm>

namespace kharita::app::ui {
namespace {

constexpr std::size_t kTimelineLabels = 7;

class Timeline : Panel {
 public:
  explicit Timeline(const Context& context) : Panel(context) {}

  void draw(const Box& box) {
    ui_.begin_panel("timeline", box, false);
    const TimelineView& view = views_.timeline;
    std::optional<Date> from = state_.view.filter.from;
    std::optional<Date> to = state_.view.filter.to;
    const auto wide = [&](Word w) { return points(ui_.text_width_px(say(w)) / ui_.scale() + 4); };
    ui_.begin_row({share(1), wide(Word::date_from), points(136), wide(Word::date_to), points(136)});
    ui_.text(timeline_title(), {.size = TextSize::strong});
    ui_.text(say(Word::date_from), {.tone = Tone::muted});
    if (ui_.date_field("from", from, "YYYY-MM-DD")) ask(action::SetDates{from, to});
    ui_.text(say(Word::date_to), {.tone = Tone::muted});
    if (ui_.date_field("to", to, "YYYY-MM-DD")) ask(action::SetDates{from, to});
    ui_.end_row();
    draw_histogram(view);
    ui_.end_panel();
  }

 private:
  [[nodiscard]] std::string timeline_title() const {
    std::string title(say(Word::timeline));
    if (views_.timeline.undated > 0) {
      title += fmt::format(" · {}: {}", say(Word::undated), number(views_.timeline.undated));
    }
    return title;
  }

  // The buckets that the filter's dates touch; none where no dates are set.
  [[nodiscard]] static std::optional<BucketRange> chosen_range(const TimelineView& view) {
    if ((!view.from && !view.to) || view.buckets.empty()) return std::nullopt;
    BucketRange range{0, view.buckets.size() - 1};
    if (view.from) {
      const auto at = std::find_if(view.buckets.begin(), view.buckets.end(),
                                   [&](const TimelineView::Bucket& b) { return b.to >= *view.from; });
      range.first =
          std::min<std::size_t>(static_cast<std::size_t>(at - view.buckets.begin()), view.buckets.size() - 1);
    }
    if (view.to) {
      const auto at = std::find_if(view.buckets.rbegin(), view.buckets.rend(),
                                   [&](const TimelineView::Bucket& b) { return b.from <= *view.to; });
      range.last = at == view.buckets.rend()
                       ? 0
                       : view.buckets.size() - 1 - static_cast<std::size_t>(at - view.buckets.rbegin());
    }
    range.last = std::max(range.first, range.last);
    return range;
  }

  void draw_histogram(const TimelineView& view) {
    std::vector<HistogramBar> bars;
    bars.reserve(view.buckets.size());
    for (const auto& b : view.buckets)
      bars.push_back({b.others, b.passing});
    std::vector<std::string> words;
    std::vector<HistogramLabel> labels;
    const std::size_t step =
        std::max<std::size_t>(1, (view.buckets.size() + kTimelineLabels - 1) / kTimelineLabels);
    words.reserve(kTimelineLabels + 1);
    for (std::size_t i = 0; i < view.buckets.size(); i += step) {
      words.push_back(month_words(view.buckets[i].from, state_.language));
      labels.push_back({i, words.back()});
    }
    const float height = ui_.available_height_px() / ui_.scale();
    const HistogramResult result = ui_.histogram("histogram", bars, chosen_range(view), labels, height);
    if (result.changed) {
      if (result.range) {
        ask(action::SetDates{view.buckets[result.range->first].from, view.buckets[result.range->last].to});
      } else {
        ask(action::SetDates{});
      }
    }
    if (result.hovered) {
      const auto& bucket = view.buckets[*result.hovered];
      std::string words_of_bucket = date_words(bucket.from, state_.language);
      if (bucket.to != bucket.from)
        words_of_bucket += fmt::format(" – {}", date_words(bucket.to, state_.language));
      ui_.tooltip(
          fmt::format("{}: {}", words_of_bucket, count_of(bucket.passing, bucket.others, state_.language)));
    }
  }
};

}  // namespace

void draw_timeline(const Context& context, const Box& box) {
  Timeline(context).draw(box);
}

}  // namespace kharita::app::ui
