#include "app/map/camera.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

using namespace kharita;
using namespace kharita::app::map;
using geo::LatLon;
using geo::WebMercator;

namespace {

Camera camera_at(double lat, double lon, double zoom, PixelSize size = {1280, 800}) {
  Camera camera;
  camera.set_viewport(size);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

bool within_poles(const Camera& camera) {
  const double top = camera.to_mercator({0, 0}).y;
  const double bottom = camera.to_mercator({0, static_cast<double>(camera.viewport().height)}).y;
  if (bottom - top >= 1) return std::abs(camera.center().y - 0.5) < 1e-12;
  return top > -1e-9 && bottom < 1 + 1e-9;
}

}  // namespace

TEST_CASE("camera: random moves never show past the poles and keep the centre and zoom in range") {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> move(-900, 900);
  std::uniform_real_distribution<double> step(-3, 3);
  Camera camera = camera_at(20, 20, 3);
  for (int i = 0; i < 5000; ++i) {
    if (i % 3 == 0) {
      camera.zoom_about({move(random), move(random)}, step(random));
    } else {
      camera.pan_by(move(random), move(random));
    }
    if (i % 100 == 0) camera.set_viewport({100 + i, 4000 - i / 2});
    REQUIRE(within_poles(camera));
    REQUIRE(camera.center().x >= 0);
    REQUIRE(camera.center().x < 1);
    REQUIRE(camera.zoom() >= Camera::kMinZoom);
    REQUIRE(camera.zoom() <= Camera::kMaxZoom);
  }
}

TEST_CASE("camera: what is under the cursor stays there while zooming") {
  Camera camera = camera_at(33, 44, 5);
  const PixelPos cursor{1000, 150};
  const auto before = camera.to_mercator(cursor);
  for (const double step : {1.0, 0.37, -0.8, 3.0}) {
    camera.zoom_about(cursor, step);
    const auto after = camera.to_mercator(cursor);
    CHECK(after.x == doctest::Approx(before.x).epsilon(1e-12));
    CHECK(after.y == doctest::Approx(before.y).epsilon(1e-12));
  }
}

TEST_CASE("camera: zooming past the limits stays at the limit and moves nothing") {
  Camera camera = camera_at(33, 44, Camera::kMaxZoom);
  const auto before = camera;
  camera.zoom_about({10, 10}, 4);
  CHECK(camera.zoom() == Camera::kMaxZoom);
  CHECK(camera.center().x == doctest::Approx(before.center().x).epsilon(1e-12));
}

TEST_CASE("camera: what is under the hand moves with it, across the antimeridian too") {
  Camera camera = camera_at(10, 179.9, 4);
  const auto held = camera.to_mercator({600, 300});
  camera.pan_by(-500, 40);
  CHECK(camera.center().x < 0.5);
  const PixelPos now = camera.to_pixel(held);
  CHECK(now.x == doctest::Approx(100));
  CHECK(now.y == doctest::Approx(340));
}

TEST_CASE("camera: a position is drawn in the copy of the world nearest to the centre") {
  const Camera camera = camera_at(0, 179, 3);
  CHECK(camera.to_pixel(WebMercator::from(LatLon::from_degrees(0, -179))).x ==
        doctest::Approx(640 + 2048 * 2 / 360.0));
  CHECK(camera.to_pixel(WebMercator::from(LatLon::from_degrees(0, 177))).x ==
        doctest::Approx(640 - 2048 * 2 / 360.0));
}

TEST_CASE("camera: pixels to positions and back is the same pixel") {
  const Camera camera = camera_at(-30, -100, 7.3);
  for (const PixelPos p : {PixelPos{0, 0}, PixelPos{1280, 800}, PixelPos{333.25, 20.5}}) {
    const PixelPos q = camera.to_pixel(camera.to_mercator(p));
    CHECK(q.x == doctest::Approx(p.x));
    CHECK(q.y == doctest::Approx(p.y));
  }
}

TEST_CASE("camera: fit shows the whole box with its margin, and no more zoomed out than needed") {
  Camera camera = camera_at(0, 0, 2);
  const geo::LatLonBox pakistan{60.9, 23.6, 77.8, 37.1};
  camera.fit(pakistan, 40);
  const PixelPos nw = camera.to_pixel(WebMercator::from(LatLon::from_degrees(37.1, 60.9)));
  const PixelPos se = camera.to_pixel(WebMercator::from(LatLon::from_degrees(23.6, 77.8)));
  CHECK(nw.x >= 40 - 1e-6);
  CHECK(nw.y >= 40 - 1e-6);
  CHECK(se.x <= 1240 + 1e-6);
  CHECK(se.y <= 760 + 1e-6);
  const bool touches = std::abs(nw.x - 40) < 1e-6 || std::abs(nw.y - 40) < 1e-6;
  CHECK(touches);
}

TEST_CASE("camera: fit takes the short way over the antimeridian") {
  Camera camera = camera_at(0, 0, 2);
  camera.fit({177, -20, -178, -15}, 20);
  CHECK(camera.center().to_latlon().lon_deg() == doctest::Approx(179.5));
  CHECK(camera.zoom() > 6);
}

TEST_CASE("camera: fit of the whole world shows it once, the inhabited latitudes in the middle") {
  Camera camera = camera_at(0, 0, 5);
  camera.fit({-180, -90, 180, 90}, 40);
  CHECK(camera.world_size_px() == doctest::Approx(1280));
  const auto shown = camera.bounds();
  CHECK(shown.north_deg > 70);
  CHECK(shown.south_deg < -53);
}

TEST_CASE("camera: fit of a single point ends at the zoom asked for") {
  Camera camera = camera_at(0, 0, 2);
  camera.fit({44, 33, 44, 33}, 20, 9);
  CHECK(camera.zoom() == 9);
}

TEST_CASE(
    "camera: bounds cross the antimeridian where the view does, and are the whole world when it shows") {
  const auto fiji = camera_at(-18, 179.5, 7).bounds();
  CHECK(fiji.west_deg > fiji.east_deg);
  CHECK(fiji.contains(LatLon::from_degrees(-18, -179.9)));
  const auto world = camera_at(0, 60, 0).bounds();
  CHECK(world.west_deg == -180);
  CHECK(world.east_deg == 180);
}

TEST_CASE("camera: what is not a number changes nothing") {
  Camera camera = camera_at(10, 10, 5);
  const Camera before = camera;
  const double nan = std::numeric_limits<double>::quiet_NaN();
  camera.look_at({nan, nan}, nan);
  camera.pan_by(nan, 0);
  camera.zoom_about({0, 0}, nan);
  CHECK(camera.zoom() == before.zoom());
  CHECK(camera.center().x == doctest::Approx(before.center().x));
}

namespace {

Camera globe_at(double lat, double lon, double zoom, PixelSize size = {1280, 800}) {
  Camera camera = camera_at(lat, lon, zoom, size);
  camera.set_projection(Projection::globe);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

}  // namespace

TEST_CASE("camera, globe: what is under the hand moves with it, on random drags") {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> part(-0.6, 0.6);
  std::uniform_real_distribution<double> lon(-180, 180);
  std::uniform_real_distribution<double> lat(-45, 45);
  for (int i = 0; i < 500; ++i) {
    Camera camera = globe_at(lat(random), lon(random), 2.0 + i % 5);
    const double radius = std::min(camera.mapping().radius_px(), 400.0);
    const PixelPos from{640 + part(random) * radius, 400 + part(random) * radius};
    const PixelPos to{from.x + 0.1 * part(random) * radius, from.y + 0.1 * part(random) * radius};
    const auto held = camera.to_mercator(from);
    camera.drag(from, to);
    const PixelPos now = camera.to_pixel(held);
    REQUIRE(std::hypot(now.x - to.x, now.y - to.y) < 1e-3);
    REQUIRE(camera.visible(held));
  }
}

TEST_CASE("camera, globe: dragging beside the globe turns it as in its middle, and never past a pole") {
  Camera camera = globe_at(0, 0, 2);
  camera.drag({20, 20}, {20 + camera.mapping().radius_px() * 0.1, 20});
  CHECK(camera.center().to_latlon().lon_deg() == doctest::Approx(-0.1 * 180 / 3.14159265358979));
  for (int i = 0; i < 100; ++i)
    camera.drag({640, 400}, {640, 460});
  CHECK(camera.center().y == 0);
  CHECK(camera.to_latlon({640, 400})->lat_deg() == doctest::Approx(geo::kMercatorMaxLatDeg));
}

TEST_CASE(
    "camera, globe: the wheel keeps what is under the cursor, also where the globe turns into Mercator") {
  for (const double start : {2.0, 4.5, 5.5, 6.0, 6.6, 8.0}) {
    for (const double change : {0.5, -0.4}) {
      Camera camera = globe_at(33, 44, start);
      const PixelPos cursor{680, 360};
      const auto held = camera.to_mercator(cursor);
      camera.zoom_about(cursor, change);
      const PixelPos now = camera.to_pixel(held);
      CAPTURE(start);
      CHECK(std::hypot(now.x - cursor.x, now.y - cursor.y) < 0.01);
    }
  }
}

TEST_CASE("camera, globe: zooming out under a cursor at the rim does not fling the globe around") {
  Camera camera = globe_at(20, 40, 3);
  const double radius = camera.mapping().radius_px();
  const auto before = camera.center();
  camera.zoom_about({640 + 0.97 * radius, 400}, -0.5);
  CHECK(std::abs(camera.center().x - before.x) < 0.05);
  CHECK(std::abs(camera.center().y - before.y) < 0.05);
}

TEST_CASE("camera, globe: random moves keep the centre and zoom in range") {
  std::mt19937 random(12);
  std::uniform_real_distribution<double> move(-900, 900);
  std::uniform_real_distribution<double> step(-3, 3);
  Camera camera = globe_at(20, 20, 3);
  for (int i = 0; i < 3000; ++i) {
    if (i % 3 == 0) camera.zoom_about({move(random), move(random)}, step(random));
    if (i % 3 == 1) camera.drag({move(random), move(random)}, {move(random), move(random)});
    if (i % 3 == 2) camera.pan_by(move(random), move(random));
    if (i % 50 == 0) camera.set_projection(Projection::globe, 0.5 + 0.5 * std::sin(i));
    REQUIRE(camera.center().x >= 0);
    REQUIRE(camera.center().x < 1);
    REQUIRE(camera.center().y >= 0);
    REQUIRE(camera.center().y <= 1);
    REQUIRE(std::isfinite(camera.to_pixel({0.3, 0.4}).x));
    REQUIRE(camera.zoom() >= Camera::kMinZoom);
    REQUIRE(camera.zoom() <= Camera::kMaxZoom);
  }
}

TEST_CASE("camera, globe: close to the ground it is Mercator, exactly") {
  const Camera globe = globe_at(33, 44, 9);
  CHECK(globe.globe_share() == 0);
  CHECK(globe.to_pixel({0.62, 0.4}).x == camera_at(33, 44, 9).to_pixel({0.62, 0.4}).x);
  CHECK(globe_at(33, 44, 3).globe_share() == 1);
}

TEST_CASE("camera, globe: fit shows the whole box, and the whole globe for a box that one side cannot show") {
  Camera camera = globe_at(0, 0, 2);
  for (const geo::LatLonBox box :
       {geo::LatLonBox{-20, -36, 52, 38}, {60.9, 23.6, 77.8, 37.1}, {165, -50, -175, -30}}) {
    camera.fit(box, 40);
    for (const double lat : {box.south_deg, box.north_deg}) {
      for (const double lon : {box.west_deg, box.east_deg}) {
        const auto p = WebMercator::from(LatLon::from_degrees(lat, lon));
        const PixelPos px = camera.to_pixel(p);
        CHECK(camera.visible(p));
        CHECK(px.x > 39);
        CHECK(px.x < 1241);
        CHECK(px.y > 39);
        CHECK(px.y < 761);
      }
    }
  }
  camera.fit({-180, -90, 180, 90}, 40);
  CHECK(2 * camera.mapping().radius_px() == doctest::Approx(720));
  camera.fit({44, 33, 44, 33}, 20, 9);
  CHECK(camera.zoom() == 9);
}

TEST_CASE("camera, globe: bounds hold whatever shows, at the antimeridian and at the poles too") {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> x(0, 1280);
  std::uniform_real_distribution<double> y(0, 800);
  for (const auto& [lat, lon, zoom] : {std::array{20.0, 30.0, 1.5},
                                       {-18.0, 179.0, 4.5},
                                       {84.0, 0.0, 3.0},
                                       {-80.0, 100.0, 4.0},
                                       {10.0, -170.0, 2.6},
                                       {50.0, 10.0, 6.2}}) {
    const Camera camera = globe_at(lat, lon, zoom);
    geo::LatLonBox box = camera.bounds();
    box.south_deg -= 0.5;  // between the samples
    box.north_deg += 0.5;
    if (box.west_deg > -180 || box.east_deg < 180) {
      box.west_deg = LatLon::from_degrees(0, box.west_deg - 0.5).lon_deg();
      box.east_deg = LatLon::from_degrees(0, box.east_deg + 0.5).lon_deg();
    }
    for (int i = 0; i < 2000; ++i) {
      const auto p = camera.to_latlon({x(random), y(random)});
      if (p) REQUIRE(box.contains(*p));
    }
  }
}
