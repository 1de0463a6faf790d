#include "app/map/projection_turn.h"

#include <doctest/doctest.h>

#include <cmath>

#include "app/map/map_controller.h"

using namespace kharita;
using namespace kharita::app::map;

namespace {

Camera world_camera() {
  Camera camera;
  camera.set_viewport({1280, 800});
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(30, 45)), 2.4);
  return camera;
}

}  // namespace

TEST_CASE("projection turn: the globe comes bit by bit, fills the viewport, and goes again") {
  Camera camera = world_camera();
  ProjectionTurn turn;
  turn.start(camera, Projection::globe, 10);
  double before = 0;
  PixelPos middle{640, 400};
  for (double t = 10; t < 10 + ProjectionTurn::kSeconds; t += 0.02) {
    CHECK(turn.advance(camera, t));
    CHECK(camera.globe_share() >= before);
    CHECK(camera.globe_share() - before < 0.06);
    before = camera.globe_share();
    const PixelPos now = camera.to_pixel(geo::WebMercator::from(geo::LatLon::from_degrees(30, 45)));
    CHECK(std::hypot(now.x - middle.x, now.y - middle.y) < 40);  // Mercator's centre keeps off the poles
  }
  CHECK_FALSE(turn.advance(camera, 12));
  CHECK(camera.projection() == Projection::globe);
  CHECK(camera.globe_share() == 1);
  CHECK(camera.zoom() == doctest::Approx(camera.whole_globe_zoom()));
  turn.start(camera, Projection::mercator, 20);
  CHECK(turn.advance(camera, 20.4));
  turn.start(camera, Projection::globe, 20.4);  // thought better of
  CHECK(turn.advance(camera, 20.41));
  CHECK(camera.globe_share() > 0.3);
  CHECK_FALSE(turn.advance(camera, 30));
  CHECK(camera.globe_share() == 1);
}

TEST_CASE("projection turn: a near view keeps its zoom") {
  Camera camera = world_camera();
  camera.look_at(camera.center(), 5);
  ProjectionTurn turn;
  turn.start(camera, Projection::globe, 0);
  (void)turn.advance(camera, 5);
  CHECK(camera.zoom() == 5);
}

TEST_CASE(
    "projection turn: a flight to a view of the globe turns the map on its way, and ends at that view") {
  Camera camera = world_camera();
  Camera there = camera;
  there.set_projection(Projection::globe);
  there.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(78, -20)), 1.9);
  ProjectionTurn turn;
  MapController controller;
  turn.start(camera, Projection::globe, 0, false);
  controller.fly_to(camera, there, 0, ProjectionTurn::kSeconds);
  double share = 0;
  for (double t = 0.03; turn.advance(camera, t); t += 0.03) {
    (void)controller.advance(camera, t);
    CHECK(camera.globe_share() - share < 0.1);
    share = camera.globe_share();
  }
  CHECK(share > 0.9);
  CHECK_FALSE(controller.advance(camera, 3));
  CHECK(camera == there);
}
