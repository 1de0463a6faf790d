#include "app/ui/panels/context.h"

namespace kharita::app::ui {

namespace {

// Of a command's button: its word in English.
std::string_view id_of(const Command& does) {
  return word(does.word, Language::english);
}

}  // namespace

Situation situation(const AppState& state, const Status& status) {
  return {state, status.tool, status.is_globe, status.temporary, status.find_open};
}

void Panel::icon_button(CommandId id, Icon icon) {
  const Command& does = command(id);
  const Situation now = situation(state_, status_);
  if (ui_.icon_button(id_of(does), icon == Icon::none ? does.icon : icon, tip_of(does, now),
                      is_enabled(does, now), is_active(does, now)))
    does.run(now, requests_);
}

void Panel::button(CommandId id, ButtonStyle style) {
  const Command& does = command(id);
  const Situation now = situation(state_, status_);
  if (ui_.button(id_of(does), say(does.word), does.icon, style, is_enabled(does, now)))
    does.run(now, requests_);
  if (ui_.last_hovered() && does.keys[0].key != Key::none) ui_.tooltip(tip_of(does, now));
}

void Panel::menu_item(CommandId id) {
  const Command& does = command(id);
  const Situation now = situation(state_, status_);
  const Icon sign = is_active(does, now) ? Icon::check : does.icon;
  if (ui_.menu_item(id_of(does), words_of(does, now), keys_of(does), sign, is_enabled(does, now)))
    does.run(now, requests_);
}

void Panel::offer_menu(const MenuTarget& target) const {
  if (menu_ == nullptr) return;
  *menu_ = target;
  menu_->fresh = true;
}

float Panel::button_width(CommandId id) {
  return ui_.button_width_points(say(command(id).word), command(id).icon);
}

std::vector<Mark> marks_of(std::span<const TextHit> hits) {
  std::vector<Mark> marks;
  marks.reserve(hits.size());
  for (const TextHit& hit : hits)
    marks.push_back({hit.byte_start, hit.byte_end});
  return marks;
}

void Panel::begin_overlay(std::string_view id, const Box& box) {
  over_map_.push_back(box);
  ui_.begin_panel(id, box, false);
}

std::optional<Date> Panel::calendar_popup(std::string_view id, Date& month,
                                          const std::optional<Date>& chosen) {
  constexpr float kWidth = 270;  // points
  if (!ui_.begin_popup(id, kWidth)) return std::nullopt;
  const std::string title = month_words(month, state_.language);
  CalendarWords words{
      .title = title, .weekdays = {}, .before = say(Word::earlier), .after = say(Word::later)};
  for (unsigned i = 0; i < 7; ++i)
    words.weekdays[i] = weekday_letter(i + 1, state_.language);  // from Monday
  const auto day = ui_.calendar("month", month, words, chosen, status_.today);
  if (day) ui_.close_popup();
  ui_.end_popup();
  return day;
}

float Panel::stack_height(std::size_t controls) const {
  const auto n = static_cast<float>(controls);
  return n * ui_.px(metric::kControlHeight) + (n - 1) * ui_.px(metric::kGap) + 2 * ui_.px(metric::kPadding);
}

}  // namespace kharita::app::ui
