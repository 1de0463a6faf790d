#include "app/desk/playback.h"

#include <algorithm>
#include <iterator>

namespace kharita::app {

constexpr std::size_t kMostIntervals = 60;  // unless the user says how long one is

TimeUnit Playback::interval(const Period& all) const {
  return options_.interval.value_or(finest_unit(all, kMostIntervals));
}

void Playback::start(double now_s) noexcept {
  playing_ = true;
  next_s_ = now_s;
}

Period Playback::dates_of(const Period& all, const Period& unit) const {
  return {options_.growing ? unit_around(interval(all), all.from).from : unit.from, unit.to};
}

std::optional<Period> Playback::step(const Period& all, const std::optional<Period>& shown, bool back) const {
  const TimeUnit unit = interval(all);
  const bool within = shown && shown->to >= all.from && shown->to <= unit_around(unit, all.to).to;
  // What is chosen is one step of playing only where it ends as one does.
  const bool aligned = within && unit_around(unit, shown->to).to == shown->to &&
                       (options_.growing || unit_around(unit, shown->from).from == shown->from);
  if (!within) return dates_of(all, unit_around(unit, back ? all.to : all.from));
  const Period current = unit_around(unit, shown->to);
  if (!aligned && !back) return dates_of(all, current);
  const Period next = back ? previous_unit(unit, current) : next_unit(unit, current);
  if (next.to < all.from || next.from > all.to) return std::nullopt;
  return dates_of(all, next);
}

std::optional<Period> Playback::advance(const Period& all, const std::optional<Period>& shown, double now_s) {
  if (!playing_ || now_s < next_s_) return std::nullopt;
  const auto speed = std::min<std::size_t>(options_.speed, std::size(PlaybackOptions::kSpeeds) - 1);
  next_s_ = now_s + 1 / static_cast<double>(PlaybackOptions::kSpeeds[speed]);
  if (const auto next = step(all, shown, false)) return next;
  if (options_.loop) return dates_of(all, unit_around(interval(all), all.from));
  stop();
  return std::nullopt;
}

}  // namespace kharita::app
