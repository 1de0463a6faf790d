// A month to choose a day of.
#include <algorithm>
#include <array>
#include <string>

#include "app/ui/ui_core.h"

namespace kharita::app::ui {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;

constexpr int kWeeks = 6;

}  // namespace

bool UiCore::draw_day(std::string_view id, const Date& day, bool in_month, bool chosen, bool is_today) {
  const Palette& p = colors();
  const Box box = take(px(metric::kControlHeight - 2));
  const Touch touch = this->touch(id, box);
  const bool lit = touch.hovered;
  draw_face(box,
            chosen ? (lit ? p.accent_hovered : p.accent)
            : lit  ? p.hover
                   : kNoColor,
            touch.ring, is_today ? p.accent : kNoColor);
  const Color color = chosen ? p.on_accent : in_month ? p.text : p.text_muted;
  draw_line(list(), box, std::to_string(static_cast<unsigned>(day.day())), TextSize::body, color,
            Flow::window, true);
  return touch.clicked;
}

std::optional<Date> Ui::calendar(std::string_view id, Date& month, const CalendarWords& words,
                                 const std::optional<Date>& chosen, const Date& today) {
  std::optional<Date> pressed;
  ImGui::PushID(id.data(), id.data() + id.size());
  int by = 0;
  const int year = static_cast<int>(month.year());
  begin_row({points(46), points(30), share(1), points(30), points(46)}, metric::kSmallGap);
  if (button("year-before", std::to_string(year - 1), Icon::none, ButtonStyle::quiet)) by = -12;
  if (icon_button("before", Icon::chevron_start, words.before)) by = -1;
  text(words.title, {.size = TextSize::strong, .centered = true});
  if (icon_button("after", Icon::chevron_end, words.after)) by = 1;
  if (button("year-after", std::to_string(year + 1), Icon::none, ButtonStyle::quiet)) by = 12;
  end_row();

  const Date first = month.year() / month.month() / 1;
  const auto week = [&](const auto& cell) {
    begin_row({share(1), share(1), share(1), share(1), share(1), share(1), share(1)}, 2);
    for (int i = 0; i < 7; ++i)
      cell(i);
    end_row();
  };
  week([&](int i) {
    text(words.weekdays[static_cast<std::size_t>(i)],
         {.size = TextSize::small, .tone = Tone::muted, .centered = true});
  });
  sys_days day = sys_days(first) - (std::chrono::weekday(sys_days(first)) - std::chrono::Monday);
  for (int w = 0; w < kWeeks; ++w) {
    week([&](int i) {
      const Date date(day);
      ImGui::PushID(w * 7 + i);
      if (core_->draw_day("day", date, date.month() == month.month(), chosen == date, date == today))
        pressed = date;
      ImGui::PopID();
      day += days(1);
    });
  }
  ImGui::PopID();
  if (by != 0) month = first + months(by);
  return pressed;
}

}  // namespace kharita::app::ui
