#include "app/ui/layout.h"

#include <doctest/doctest.h>

#include <array>
#include <numeric>
#include <random>

using namespace kharita::app;
using namespace kharita::app::ui;

namespace {

float right_of(const Box& box) {
  return box.x + box.width;
}

}  // namespace

TEST_CASE("layout: the panels fill the window without a gap, at every size, scale and language") {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    const float scale = std::array{1.0f, 1.5f, 2.0f}[random() % 3];
    const float width = scale * static_cast<float>(300 + random() % 2400);
    const float height = scale * static_cast<float>(200 + random() % 1400);
    LayoutState state;
    state.filters_width = static_cast<float>(random() % 900);
    state.articles_width = static_cast<float>(random() % 900);
    state.timeline_height = static_cast<float>(random() % 500);
    state.filters_folded = random() % 4 == 0;
    state.articles_folded = random() % 4 == 0;
    state.timeline_folded = random() % 4 == 0;
    state.map_alone = random() % 8 == 0;
    const bool rtl = random() % 2 == 0;
    const Layout at = lay_out(width, height, scale, rtl, within_bounds(state));
    const bool beside = at.reader.width > 0;
    CHECK(beside == (width / scale >= 1900 && at.articles.width > 0));
    if (beside)
      CHECK(right_of(rtl ? at.reader : at.articles) == doctest::Approx(rtl ? at.articles.x : at.reader.x));
    // The list of articles and what stands beside it as one.
    Box right_most = at.articles;
    right_most.x = std::min(at.articles.x, beside ? at.reader.x : at.articles.x);
    right_most.width += at.reader.width;
    const Box& first = rtl ? right_most : at.filters;
    const Box& last = rtl ? at.filters : right_most;
    CHECK(first.x == 0);
    CHECK(right_of(first) == doctest::Approx(at.map.x));
    CHECK(right_of(at.map) == doctest::Approx(last.x));
    CHECK(right_of(last) == doctest::Approx(width));
    CHECK(at.map.height + at.timeline.height + at.top.height == doctest::Approx(height));
    CHECK(at.map.width > 0);
    CHECK(at.map.height > 0);
    if (width / scale >= 1280) CHECK(at.map.width >= width / 2 - 2);
    if (state.map_alone) CHECK(at.map.width == width);
  }
}

TEST_CASE("layout: in a window below the least panels fold rather than be cut") {
  const Layout least = lay_out(kLeastWidthPt, kLeastHeightPt, 1, false);
  CHECK(least.filters.width >= LayoutState::kLeastPanel);
  CHECK(least.articles.width >= LayoutState::kLeastPanel);
  CHECK(least.timeline.height >= LayoutState::kLeastTimeline);
  const Layout narrow = lay_out(700, 500, 1, true);
  CHECK(narrow.filters.width == 0);
  CHECK(narrow.filters_edge.width == 0);
  CHECK(narrow.articles.width >= LayoutState::kLeastPanel);
  LayoutState folded;
  folded.articles_folded = true;
  CHECK(lay_out(700, 500, 1, true, folded).filters.width >= LayoutState::kLeastPanel);  // they take its place
  const Layout tiny = lay_out(400, 300, 1, true);
  CHECK(tiny.articles.width == 0);
  CHECK(tiny.timeline.height == 0);
}

TEST_CASE("layout: an edge goes with the mouse, in both reading directions, and stops at the bounds") {
  for (const bool rtl : {false, true}) {
    LayoutState state;
    const Layout before = lay_out(1600, 900, 1, rtl, state);
    const float outward = rtl ? -30 : 30;  // of the filters' edge
    state = dragged(before, state, Edge::filters, outward, 1, rtl);
    const Layout after = lay_out(1600, 900, 1, rtl, state);
    CHECK(after.filters_edge.x - before.filters_edge.x == doctest::Approx(outward));
    CHECK(after.articles.width == before.articles.width);
    state = dragged(after, state, Edge::timeline, -40, 1, rtl);
    CHECK(lay_out(1600, 900, 1, rtl, state).timeline.height == before.timeline.height + 40);
    state = dragged(after, state, Edge::articles, rtl ? -5000.0f : 5000.0f, 1, rtl);
    CHECK(state.articles_width == LayoutState::kLeastPanel);
    const Layout wide = lay_out(2560, 1440, 1, rtl, state);
    state = dragged(wide, state, Edge::reader, rtl ? 50.0f : -50.0f, 1, rtl);
    CHECK(lay_out(2560, 1440, 1, rtl, state).reader.width == doctest::Approx(wide.reader.width + 50));
  }
}

TEST_CASE("layout: lists share a height by what they hold") {
  const auto total = [](const std::vector<float>& given) {
    return std::accumulate(given.begin(), given.end(), 0.0f);
  };
  const std::array<float, 3> fits{100, 200, 50};
  CHECK(share_out(400, fits, 30) == std::vector<float>{100, 200, 50});
  const std::array<float, 3> greedy{1000, 60, 5000};
  const auto given = share_out(660, greedy, 30);
  CHECK(given[1] == 60);
  CHECK(given[0] == doctest::Approx(300));
  CHECK(total(given) == doctest::Approx(660));
  CHECK(share_out(10, greedy, 30) == std::vector<float>{30, 30, 30});
  CHECK(share_out(-100, greedy, 30) == std::vector<float>{30, 30, 30});
  const std::array<float, 2> folded{0, 500};
  CHECK(share_out(300, folded, 30) == std::vector<float>{0, 300});
}
