#include "app/ui/brush.h"

#include <doctest/doctest.h>

#include <random>

using kharita::app::ui::Brush;
using kharita::app::ui::BucketRange;

namespace {

constexpr double kReach = 0.3;

Brush brush_with(BucketRange range) {
  Brush brush;
  brush.set_range(range, 10);
  return brush;
}

}  // namespace

TEST_CASE("brush: dragging over bars chooses them, in either direction") {
  Brush brush;
  brush.set_range(std::nullopt, 10);
  brush.press(2.5, kReach);
  brush.drag_to(5.2);
  CHECK(brush.range() == BucketRange{2, 5});
  brush.drag_to(0.1);
  CHECK(brush.range() == BucketRange{0, 2});
  brush.release();
  CHECK(brush.range() == BucketRange{0, 2});
}

TEST_CASE("brush: a click chooses one bar") {
  Brush brush;
  brush.set_range(std::nullopt, 10);
  brush.press(9.9, kReach);
  brush.release();
  CHECK(brush.range() == BucketRange{9, 9});
}

TEST_CASE("brush: an edge is dragged and stops at the other") {
  Brush brush = brush_with({3, 6});
  brush.press(3.1, kReach);
  CHECK(brush.grip() == Brush::Grip::first_edge);
  brush.drag_to(1.2);
  CHECK(brush.range() == BucketRange{1, 6});
  brush.drag_to(9);
  CHECK(brush.range() == BucketRange{6, 6});
  brush.release();
  brush.press(6.9, kReach);
  CHECK(brush.grip() == Brush::Grip::last_edge);
  brush.drag_to(100);
  CHECK(brush.range() == BucketRange{6, 9});
}

TEST_CASE("brush: the middle moves the whole range within the bars") {
  Brush brush = brush_with({3, 5});
  brush.press(4.5, kReach);
  CHECK(brush.grip() == Brush::Grip::whole);
  brush.drag_to(6.6);
  CHECK(brush.range() == BucketRange{5, 7});
  brush.drag_to(-50);
  CHECK(brush.range() == BucketRange{0, 2});
  brush.drag_to(50);
  CHECK(brush.range() == BucketRange{7, 9});
}

TEST_CASE("brush: what is outside of the bars is cut, and a drag is not disturbed") {
  Brush brush = brush_with({8, 40});
  CHECK(brush.range() == BucketRange{8, 9});
  brush.press(2.5, kReach);
  brush.set_range(BucketRange{0, 0}, 10);
  CHECK(brush.range() == BucketRange{2, 2});
  brush.clear();
  CHECK_FALSE(brush.range().has_value());
}

TEST_CASE("brush: no bars, nothing to choose") {
  Brush brush;
  brush.set_range(BucketRange{0, 3}, 0);
  brush.press(1, kReach);
  brush.drag_to(2);
  CHECK_FALSE(brush.range().has_value());
}

TEST_CASE("brush: any drags leave a range within the bars") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> anywhere(-20, 30);
  Brush brush;
  for (int i = 0; i < 3000; ++i) {
    const std::size_t count = 1 + random() % 12;
    brush.release();
    brush.set_range(brush.range(), count);
    brush.press(anywhere(random), kReach);
    for (int j = 0; j < 3; ++j)
      brush.drag_to(anywhere(random));
    REQUIRE(brush.range().has_value());
    REQUIRE(brush.range()->first <= brush.range()->last);
    REQUIRE(brush.range()->last < count);
  }
}
