#include "app/map/outline.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace kharita;
using namespace kharita::app::map;

namespace {

CutPoint at(double x, double y) {
  return {{x, y}, {1, 1, 1}};
}

// How often rings wind around a point, from their definition.
int winding(const std::vector<Path>& rings, PixelPos p) {
  double turned = 0;
  for (const Path& ring : rings) {
    for (std::size_t i = 0; i < ring.points.size(); ++i) {
      const PixelPos a = ring.points[i];
      const PixelPos b = ring.points[(i + 1) % ring.points.size()];
      turned += std::remainder(std::atan2(b.y - p.y, b.x - p.x) - std::atan2(a.y - p.y, a.x - p.x),
                               2 * std::numbers::pi);
    }
  }
  return static_cast<int>(std::lround(turned / (2 * std::numbers::pi)));
}

bool inside(const std::array<CutPoint, 3>& triangle, PixelPos p) {
  int sides = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const PixelPos a = triangle[i].at;
    const PixelPos b = triangle[(i + 1) % 3].at;
    sides += (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0 ? 1 : -1;
  }
  return std::abs(sides) == 3;
}

Frame frame_at(double zoom, double globe_share) {
  Camera camera;
  camera.set_viewport({800, 600});
  camera.set_projection(globe_share > 0 ? Projection::globe : Projection::mercator);
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(25, 179)), zoom);
  return Frame(camera, 1, {0, 0, 800, 600});
}

}  // namespace

TEST_CASE("outline: two triangles that share a side have one ring without it") {
  Outline outline({0, 0, 100, 100});
  outline.add({at(10, 10), at(50, 10), at(50, 50)});
  outline.add({at(10, 10), at(10, 50), at(50, 50)});  // the other way round
  const auto rings = outline.take_rings();
  REQUIRE(rings.size() == 1);
  CHECK(rings[0].points.size() == 4);
}

TEST_CASE("outline: rings wind around what random triangles cover, within the picture and the planes") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(-40, 140);
  for (int round = 0; round < 200; ++round) {
    Outline outline({0, 0, 100, 100});
    std::vector<std::array<CutPoint, 3>> triangles;
    for (int i = 0; i < 5; ++i) {
      std::array<CutPoint, 3> triangle{at(any(random), any(random)), at(any(random), any(random)),
                                       at(any(random), any(random))};
      for (CutPoint& corner : triangle)
        corner.within = {corner.at.x + corner.at.y - 60, 1, 1};
      triangles.push_back(triangle);
      outline.add(triangle);
    }
    const auto rings = outline.take_rings();
    for (int probe = 0; probe < 20; ++probe) {
      const PixelPos p{any(random), any(random)};
      const bool shown = p.x > 0 && p.y > 0 && p.x < 100 && p.y < 100 && p.x + p.y > 60;
      int expected = 0;
      for (const auto& triangle : triangles)
        expected += shown && inside(triangle, p) ? 1 : 0;
      CHECK(winding(rings, p) == expected);
    }
  }
}

TEST_CASE("outline: positions lie where the frame has them, in each sheet") {
  for (const double share : {0.0, 1.0}) {
    const Frame frame = frame_at(3, share);
    CAPTURE(frame.globe_share());
    for (const auto& [lat, lon] : {std::pair{20.0, 170.0}, {-40.0, -150.0}, {60.0, 179.9}}) {
      const auto p = geo::MercatorGrid::from(geo::WebMercator::from(geo::LatLon::from_degrees(lat, lon)));
      const auto sheets = frame.sheets();
      for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
        const CutPoint placed = place_on_sheet(frame, p, sheet);
        const PixelPos expected = frame.to_pixel(p.to_mercator(), sheet);
        CHECK(std::abs(placed.at.x - expected.x) < 1e-6);
        CHECK(std::abs(placed.at.y - expected.y) < 1e-6);
        CHECK((placed.within[0] >= 0) == frame.visible(p.to_mercator()));
      }
    }
  }
}

TEST_CASE("outline: a line is cut at the box, and its dashes go on behind the cut") {
  const Frame frame = frame_at(2, 0);
  const auto grid = [&](double x, double y) { return geo::MercatorGrid::from(frame.to_mercator({x, y})); };
  const auto steps = [&](double px) { return static_cast<float>(px / frame.px_per_step); };
  // Across the box, away from it, and back; then another line that begins anew.
  const std::vector<LinePoint> points{{grid(350, 300), 0},          {grid(450, 300), steps(100)},
                                      {grid(450, 310), steps(110)}, {grid(350, 310), steps(210)},
                                      {grid(390, 290), 0},          {grid(395, 290), steps(5)}};
  std::vector<Path> lines;
  append_lines(frame, points, 1, {380, 280, 420, 320}, lines);
  std::vector<Path> here;
  append_lines(frame, points, 0, {380, 280, 420, 320}, here);
  lines.insert(lines.end(), here.begin(), here.end());
  REQUIRE(lines.size() == 3);
  CHECK(std::abs(lines[0].points.front().x - 380) < 0.01);
  CHECK(std::abs(lines[0].points.back().x - 420) < 0.01);
  CHECK(std::abs(lines[0].along - 30) < 0.01);
  CHECK(std::abs(lines[1].along - 140) < 0.01);
  CHECK(lines[2].along == 0);
}
