#include "app/map/map_hand.h"

#include <doctest/doctest.h>

using kharita::app::MapTool;
using namespace kharita::app::map;
using kharita::geo::WebMercator;

namespace {

struct Hand {
  Camera camera;
  MapController controller;
  MapHand hand;
  double now = 10;

  Hand() {
    camera.set_viewport({1280, 800});
    camera.look_at(WebMercator{0.5, 0.5}, 4);
  }
  MapHand::Outcome drag(std::initializer_list<PixelPos> path, Modifiers modifiers = {}) {
    hand.press(controller, *path.begin(), modifiers, 1, now);
    for (const PixelPos p : path)
      hand.move_to(controller, camera, p, now += 0.02);
    return hand.release(controller, camera, *(path.end() - 1), now += 0.02);
  }
  MapHand::Outcome click(PixelPos at, Modifiers modifiers = {}) {
    now += 0.1;
    return drag({at}, modifiers);
  }
};

}  // namespace

TEST_CASE("map hand: a press that hardly moves is a click, with Control one that adds") {
  Hand h;
  const auto click = h.drag({{100, 100}, {102, 101}});
  REQUIRE(std::holds_alternative<MapHand::Click>(click));
  CHECK_FALSE(std::get<MapHand::Click>(click).add);
  h.now += 1;
  const auto adding = h.click({300, 300}, {.control = true});
  REQUIRE(std::holds_alternative<MapHand::Click>(adding));
  CHECK(std::get<MapHand::Click>(adding).add);
  CHECK_FALSE(h.controller.advance(h.camera, h.now));  // nothing glides
}

TEST_CASE("map hand: two clicks at one place zoom in, with Shift out; at two places they are two clicks") {
  Hand h;
  CHECK(std::holds_alternative<MapHand::Click>(h.click({100, 100})));
  CHECK(std::holds_alternative<MapHand::DoubleClick>(h.click({100, 100})));
  for (int i = 0; i < 200; ++i)
    h.controller.advance(h.camera, h.now += 0.016);
  CHECK(h.camera.zoom() == doctest::Approx(5));
  CHECK(std::holds_alternative<MapHand::Click>(h.click({100, 100}, {.shift = true})));
  CHECK(std::holds_alternative<MapHand::DoubleClick>(h.click({100, 100}, {.shift = true})));
  for (int i = 0; i < 200; ++i)
    h.controller.advance(h.camera, h.now += 0.016);
  CHECK(h.camera.zoom() == doctest::Approx(4));
  CHECK(std::holds_alternative<MapHand::Click>(h.click({100, 100})));
  CHECK(std::holds_alternative<MapHand::Click>(h.click({400, 100})));
}

TEST_CASE("map hand: a drag moves the map, with Shift it draws a zoom box and the map stays") {
  Hand h;
  const Camera before = h.camera;
  const auto box = h.drag({{200, 300}, {400, 200}, {500, 100}}, {.shift = true});
  REQUIRE(std::holds_alternative<MapHand::ZoomBox>(box));
  CHECK(std::get<MapHand::ZoomBox>(box).a.x == 200);
  CHECK(std::get<MapHand::ZoomBox>(box).b.y == 100);
  CHECK(h.camera == before);
  CHECK(std::holds_alternative<MapHand::Moved>(h.drag({{200, 300}, {400, 200}})));
  CHECK_FALSE(h.camera == before);
}

TEST_CASE("map hand: the rectangle is used once, with Control again and again") {
  Hand h;
  h.hand.set_tool(MapTool::rectangle);
  const auto adding = h.drag({{10, 20}, {100, 200}}, {.control = true});
  REQUIRE(std::holds_alternative<MapHand::Shape>(adding));
  CHECK(std::get<MapHand::Shape>(adding).add);
  CHECK(h.hand.tool() == MapTool::rectangle);
  const auto shape = h.drag({{10, 20}, {100, 200}});
  REQUIRE(std::holds_alternative<MapHand::Shape>(shape));
  CHECK(std::get<MapHand::Shape>(shape).polygon.size() == 4);
  CHECK(h.hand.tool() == MapTool::move);
}

TEST_CASE("map hand: a lasso keeps corners a few points apart, and Escape drops it") {
  Hand h;
  h.hand.set_tool(MapTool::lasso);
  h.hand.press(h.controller, {100, 100}, {}, 1, h.now);
  for (int i = 0; i <= 300; ++i)
    h.hand.move_to(h.controller, h.camera, {100.0 + i, 100}, h.now);
  CHECK(h.hand.outline().size() >= 90);
  CHECK(h.hand.outline().size() <= 101);
  CHECK(h.hand.cancel());
  CHECK(h.hand.outline().empty());
  CHECK(std::holds_alternative<std::monostate>(h.hand.release(h.controller, h.camera, {400, 100}, h.now)));
  CHECK_FALSE(h.hand.cancel());
}
