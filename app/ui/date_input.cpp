#include "app/ui/date_input.h"

#include "geo/text/normalise.h"

namespace kharita::app::ui {

DateInput parse_date_input(std::string_view utf8, const geo::text::Date& today) {
  using State = DateInput::State;
  if (geo::text::normalise(utf8).find_first_not_of(' ') == std::string::npos) return {State::empty, {}};
  const auto period = geo::text::parse_period(utf8, today);
  return {period ? State::whole : State::unknown, period};
}

std::string to_input(const geo::text::Date& date) {
  return geo::text::to_iso(date);
}

}  // namespace kharita::app::ui
