#include "app/desk/playback.h"

#include <doctest/doctest.h>

#include <vector>

using namespace kharita::app;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

Date day(int year, unsigned month, unsigned d) {
  return Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(d));
}

const Period kAll{day(2024, 1, 10), day(2024, 4, 5)};

// All dates that are shown when frames come every `frame_s`.
std::vector<Period> played(Playback& playback, double frame_s, std::size_t most = 1000) {
  std::vector<Period> shown;
  std::optional<Period> now;
  playback.start(0);
  for (double at = 0; playback.playing() && shown.size() < most; at += frame_s) {
    if (const auto next = playback.advance(kAll, now, at)) shown.push_back(*(now = next));
  }
  return shown;
}

}  // namespace

TEST_CASE("playback: every interval is shown, one after the other, however slow the frames are") {
  for (const TimeUnit unit : {TimeUnit::day, TimeUnit::week, TimeUnit::month}) {
    for (const double frame_s : {0.01, 0.9, 7.0}) {
      Playback playback;
      playback.set_options({.interval = unit});
      const auto shown = played(playback, frame_s);
      REQUIRE_FALSE(shown.empty());
      CHECK(shown.front().from <= kAll.from);
      CHECK(shown.back().to >= kAll.to);
      for (std::size_t i = 1; i < shown.size(); ++i)
        REQUIRE(sys_days(shown[i].from) == sys_days(shown[i - 1].to) + days(1));
      CHECK_FALSE(playback.playing());
    }
  }
}

TEST_CASE("playback: it may grow from the start, and begin again after the end") {
  Playback playback;
  playback.set_options({.interval = TimeUnit::month, .growing = true, .loop = true});
  const auto shown = played(playback, 1, 6);
  REQUIRE(shown.size() == 6);
  CHECK(shown[0] == Period{day(2024, 1, 1), day(2024, 1, 31)});
  CHECK(shown[3] == Period{day(2024, 1, 1), day(2024, 4, 30)});
  CHECK(shown[4] == shown[0]);
}

TEST_CASE("playback: it is as fast as it is told") {
  for (std::uint8_t speed = 0; speed < 5; ++speed) {
    Playback playback;
    playback.set_options({.interval = TimeUnit::day, .speed = speed});
    playback.start(0);
    std::optional<Period> now;
    int steps = 0;
    for (int frame = 0; frame < 1000; ++frame) {
      if (const auto next = playback.advance(kAll, now, frame * 0.01)) {
        now = next;
        ++steps;
      }
    }
    const float wanted = 10 * PlaybackOptions::kSpeeds[speed];
    CHECK(static_cast<float>(steps) >= wanted * 0.9f);
    CHECK(static_cast<float>(steps) <= wanted * 1.1f + 1);
  }
}

TEST_CASE("playback: steps go on and back, and not beyond what there is") {
  Playback playback;
  playback.set_options({.interval = TimeUnit::month});
  const auto first = playback.step(kAll, std::nullopt, false);
  REQUIRE(first == Period{day(2024, 1, 1), day(2024, 1, 31)});
  CHECK_FALSE(playback.step(kAll, first, true));
  const auto second = playback.step(kAll, first, false);
  REQUIRE(second == Period{day(2024, 2, 1), day(2024, 2, 29)});
  CHECK(playback.step(kAll, second, true) == first);
  CHECK(playback.step(kAll, std::nullopt, true) == Period{day(2024, 4, 1), day(2024, 4, 30)});
  CHECK_FALSE(playback.step(kAll, Period{day(2024, 4, 1), day(2024, 4, 30)}, false));
  // From dates that the user chose it goes to the interval that they end in.
  CHECK(playback.step(kAll, Period{day(2024, 2, 3), day(2024, 2, 20)}, false) == second);
}

TEST_CASE("playback: unless told, all of time takes some dozens of intervals") {
  Playback playback;
  CHECK(playback.interval(kAll) == TimeUnit::week);
  CHECK(playback.interval({day(2010, 1, 1), day(2023, 1, 1)}) == TimeUnit::quarter);
  CHECK(playback.interval({day(2024, 1, 1), day(2024, 1, 20)}) == TimeUnit::day);
}
