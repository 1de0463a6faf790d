#include "app/map/map_controller.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace kharita::app::map;
using kharita::geo::LatLon;
using kharita::geo::WebMercator;

namespace {

Camera camera_at(double lat_deg, double lon_deg, double zoom) {
  Camera camera;
  camera.set_viewport({1280, 800});
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat_deg, lon_deg)), zoom);
  return camera;
}

void run_to_end(MapController& controller, Camera& camera, double from_s) {
  for (int i = 0; i < 1000 && controller.advance(camera, from_s + i * 0.016); ++i) {
  }
}

}  // namespace

TEST_CASE("map controller: a drag moves what is under the hand with it") {
  Camera camera = camera_at(30, 60, 5);
  const PixelPos before = camera.to_pixel(WebMercator::from(LatLon::from_degrees(33.6, 73)));
  MapController controller;
  controller.drag_begin({100, 100}, 1.0);
  controller.drag_to(camera, {160, 80}, 1.1);
  controller.drag_end(2.0);
  const PixelPos after = camera.to_pixel(WebMercator::from(LatLon::from_degrees(33.6, 73)));
  CHECK(after.x - before.x == doctest::Approx(60));
  CHECK(after.y - before.y == doctest::Approx(-20));
}

TEST_CASE("map controller: the wheel zooms about the cursor and comes to rest") {
  Camera camera = camera_at(30, 60, 5);
  const PixelPos cursor{300, 650};
  const WebMercator under = camera.to_mercator(cursor);
  MapController controller;
  controller.wheel(camera, cursor, 2, 10.0);
  run_to_end(controller, camera, 10.0);
  CHECK(camera.zoom() == doctest::Approx(5 + 2 * MapController::kWheelZoom));
  CHECK(camera.to_mercator(cursor).x == doctest::Approx(under.x));
  CHECK(camera.to_mercator(cursor).y == doctest::Approx(under.y));
  CHECK_FALSE(controller.advance(camera, 20.0));
}

TEST_CASE("map controller: notches add up while the zoom is still under way") {
  Camera camera = camera_at(0, 0, 3);
  MapController controller;
  controller.wheel(camera, {640, 400}, 1, 0.0);
  controller.advance(camera, 0.05);
  controller.wheel(camera, {640, 400}, 1, 0.06);
  run_to_end(controller, camera, 0.06);
  CHECK(camera.zoom() == doctest::Approx(3 + 2 * MapController::kWheelZoom));
}

TEST_CASE("map controller: shift-double-click zooms out one level") {
  Camera camera = camera_at(0, 0, 6);
  MapController controller;
  controller.double_click(camera, {10, 10}, true, 0.0);
  run_to_end(controller, camera, 0.0);
  CHECK(camera.zoom() == doctest::Approx(5));
}

TEST_CASE("map controller: a flight ends where a jump would, whichever side of the antimeridian is nearer") {
  for (const kharita::geo::LatLonBox box :
       {kharita::geo::LatLonBox{60, 24, 78, 38}, kharita::geo::LatLonBox{177, -20, -178, -15}}) {
    Camera flying = camera_at(40, -170, 3);
    Camera jumping = flying;
    MapController controller;
    controller.jump_to(jumping, box, 40);
    controller.fly_to(flying, box, 40, 5.0);
    run_to_end(controller, flying, 5.0);
    CHECK(flying.zoom() == doctest::Approx(jumping.zoom()));
    CHECK(flying.center().y == doctest::Approx(jumping.center().y));
    const double turns = flying.center().x - jumping.center().x;
    CHECK(turns - std::round(turns) == doctest::Approx(0).epsilon(1e-9));
  }
}

TEST_CASE("map controller: a drag takes over from a flight") {
  Camera camera = camera_at(40, 20, 3);
  MapController controller;
  controller.fly_to(camera, {60, 24, 78, 38}, 40, 0.0);
  controller.advance(camera, 0.1);
  controller.drag_begin({5, 5}, 0.1);
  CHECK_FALSE(controller.advance(camera, 0.2));
}

TEST_CASE("map controller: an arrow key pans 100 points to that side") {
  Camera camera = camera_at(0, 0, 4);
  const PixelPos before = camera.to_pixel({0.5, 0.5});
  MapController controller;
  controller.key(camera, MapController::Key::right, 2.0, 0.0);
  run_to_end(controller, camera, 0.0);
  CHECK(camera.to_pixel({0.5, 0.5}).x - before.x == doctest::Approx(-200));
}

TEST_CASE("map controller: how often it is drawn changes neither a zoom nor a glide") {
  for (const double step_s : {0.001, 0.02, 0.1}) {
    Camera camera = camera_at(30, 60, 5);
    MapController controller;
    controller.wheel(camera, {300, 650}, 1, 0.0);
    for (int i = 1; i * step_s <= 0.1001; ++i)
      controller.advance(camera, i * step_s);
    CHECK(camera.zoom() == doctest::Approx(5.5 - 0.5 * std::exp(-0.1 / MapController::kZoomSeconds)));
  }
}

TEST_CASE("map controller: parts of a notch zoom by parts, as a touchpad's do") {
  Camera camera = camera_at(30, 60, 5);
  MapController controller;
  for (int i = 0; i < 10; ++i) {
    controller.wheel(camera, {640, 400}, 0.1, i * 0.016);
    controller.advance(camera, i * 0.016);
  }
  run_to_end(controller, camera, 0.16);
  CHECK(camera.zoom() == doctest::Approx(5 + MapController::kWheelZoom));
}

TEST_CASE("map controller: a drag let go while moving glides on at its speed and comes to rest") {
  Camera camera = camera_at(0, 0, 4);
  MapController controller;
  controller.drag_begin({600, 400}, 0.0);
  for (int i = 1; i <= 10; ++i)
    controller.drag_to(camera, {600.0 + 10 * i, 400}, i * 0.01);  // 1000 px a second to the right
  const double let_go = camera.to_pixel({0.5, 0.5}).x;
  controller.drag_end(0.1);
  CHECK(controller.advance(camera, 0.101));
  CHECK(camera.to_pixel({0.5, 0.5}).x - let_go == doctest::Approx(1.0).epsilon(0.05));  // 1 px in 1 ms
  run_to_end(controller, camera, 0.101);
  CHECK(camera.to_pixel({0.5, 0.5}).x - let_go == doctest::Approx(1000 * MapController::kGlideSeconds));
  CHECK_FALSE(controller.advance(camera, 9.0));
}

TEST_CASE("map controller: a drag that rested before it was let go stays where it is") {
  Camera camera = camera_at(0, 0, 4);
  MapController controller;
  controller.drag_begin({600, 400}, 0.0);
  controller.drag_to(camera, {700, 400}, 0.05);
  const Camera before = camera;
  controller.drag_end(0.05 + 2 * MapController::kRestSeconds);
  CHECK_FALSE(controller.advance(camera, 0.3));
  CHECK(camera == before);
}

TEST_CASE("map controller: a press stops a glide at once") {
  Camera camera = camera_at(0, 0, 4);
  MapController controller;
  controller.drag_begin({600, 400}, 0.0);
  controller.drag_to(camera, {640, 400}, 0.02);
  controller.drag_end(0.02);
  CHECK(controller.advance(camera, 0.04));
  controller.drag_begin({640, 400}, 0.05);
  const Camera before = camera;
  CHECK_FALSE(controller.advance(camera, 0.1));
  CHECK(camera == before);
}

TEST_CASE("map controller: a zoom box ends with the box across the viewport") {
  Camera camera = camera_at(20, 179, 4);  // across the antimeridian
  const PixelPos a{400, 250};
  const PixelPos b{720, 450};
  const WebMercator top_left = camera.to_mercator(a);
  MapController controller;
  controller.fly_into(camera, b, a, 0.0);
  run_to_end(controller, camera, 0.0);
  CHECK(camera.zoom() == doctest::Approx(6));  // a quarter of both sides
  CHECK(camera.to_pixel(top_left).x == doctest::Approx(0).epsilon(1e-6));
  CHECK(camera.to_pixel(top_left).y == doctest::Approx(0).epsilon(1e-6));
}
