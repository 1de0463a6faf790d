#include "app/map/frame.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace kharita;
using namespace kharita::app::map;

namespace {

Camera camera_at(double lat, double lon, double zoom, PixelSize size) {
  Camera camera;
  camera.set_viewport(size);
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

}  // namespace

TEST_CASE("frame: it lies within half a pixel of the camera, at whole pixels of the world") {
  const Camera camera = camera_at(31.7, 44.123, 6.37, {1281, 799});
  const Frame frame(camera, 1, {0, 0, 1281, 799});
  const auto baghdad = geo::WebMercator::from(geo::LatLon::from_degrees(33.3, 44.4));
  CHECK(std::abs(frame.to_pixel(baghdad, 0).x - camera.to_pixel(baghdad).x) <= 0.5);
  CHECK(std::abs(frame.to_pixel(baghdad, 0).y - camera.to_pixel(baghdad).y) <= 0.5);
  CHECK(frame.origin_x == std::floor(frame.origin_x));
}

TEST_CASE("frame: a pan by whole pixels shifts the frame by exactly as many") {
  Camera camera = camera_at(31.7, 44.123, 6.37, {1280, 800});
  const Frame before(camera, 1, {0, 0, 1280, 800});
  camera.pan_by(-37, 12);
  const Frame after(camera, 1, {0, 0, 1280, 800});
  CHECK(after.origin_x == before.origin_x + 37);
  CHECK(after.origin_y == before.origin_y - 12);
}

TEST_CASE("frame: copies of the world are those that the region shows") {
  const Camera world = camera_at(0, 0, 0, {1280, 256});
  const auto all = Frame(world, 1, {0, 0, 1280, 256}).copies();
  CHECK(all.first == -2);
  CHECK(all.last == 2);
  const Camera near = camera_at(0, 100, 5, {800, 600});
  CHECK(Frame(near, 1, {0, 0, 800, 600}).copies().first == 0);
  CHECK(Frame(near, 1, {0, 0, 800, 600}).copies().last == 0);
  const auto seam = Frame(camera_at(0, 180, 5, {800, 600}), 1, {0, 0, 800, 600}).copies();
  CHECK(seam.last == seam.first + 1);
}

TEST_CASE("frame: a box shows in the copies where it meets the region") {
  const Frame frame(camera_at(-17, 180, 6, {800, 600}), 1, {0, 0, 800, 600});
  GridBox fiji_west;
  fiji_west.add(geo::MercatorGrid::from(geo::WebMercator::from(geo::LatLon::from_degrees(-17, 177))));
  fiji_west.add(geo::MercatorGrid::from(geo::WebMercator::from(geo::LatLon::from_degrees(-18, 179.9))));
  const auto copies = frame.copies();
  CHECK(frame.shows(fiji_west, cap_of(fiji_west), copies.first, 0));
  CHECK_FALSE(frame.shows(fiji_west, cap_of(fiji_west), copies.last, 0));
}
