// Time played over the map: one interval after the other, none left out however slowly frames are drawn. Time
// is an argument.
#pragma once

#include <cstdint>
#include <optional>

#include "app/model/time_window.h"

namespace kharita::app {

struct PlaybackOptions {
  std::optional<TimeUnit> interval;  // none: the finest of which some dozens make up all of time
  bool growing = false;              // from the start on, not the interval alone
  bool loop = false;                 // over again after the last
  std::uint8_t speed = 2;            // an index into kSpeeds

  static constexpr float kSpeeds[] = {0.5F, 1, 2, 4, 8};  // intervals a second

  friend bool operator==(const PlaybackOptions&, const PlaybackOptions&) = default;
};

class Playback {
 public:
  [[nodiscard]] const PlaybackOptions& options() const noexcept { return options_; }
  void set_options(const PlaybackOptions& options) noexcept { options_ = options; }
  [[nodiscard]] TimeUnit interval(const Period& all) const;

  [[nodiscard]] bool playing() const noexcept { return playing_; }
  void start(double now_s) noexcept;
  void stop() noexcept { playing_ = false; }

  // The dates to show next where their time has come: at most one interval on, whatever time went by. Stops
  // behind the last one.
  [[nodiscard]] std::optional<Period> advance(const Period& all, const std::optional<Period>& shown,
                                              double now_s);
  // The dates one interval on from `shown`, those chosen now, or back: none where that lies outside of `all`.
  // Where what is chosen is no interval, it is the one that its end lies in, or the one before; where nothing
  // within `all` is chosen, its first or last.
  [[nodiscard]] std::optional<Period> step(const Period& all, const std::optional<Period>& shown,
                                           bool back) const;

 private:
  [[nodiscard]] Period dates_of(const Period& all, const Period& unit) const;

  PlaybackOptions options_;
  bool playing_ = false;
  double next_s_ = 0;
};

}  // namespace kharita::app
