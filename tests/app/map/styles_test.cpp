// The styles as drawn and picked.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "app/map/arc_layer.h"
#include "app/map/density.h"
#include "app/map/gl/target.h"
#include "app/map/map_view.h"
#include "app/map/mention_layer.h"
#include "app/map/palette.h"
#include "app/map/picture.h"
#include "app/map/world_layer.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;
using geo::LatLon;
using geo::WebMercator;
using kharita::geo::test::built_gazetteer;

namespace {

constexpr PixelSize kSize{900, 600};
constexpr Decorations kBare{false, false, false, ""};

Camera camera_at(double lat, double lon, double zoom) {
  Camera camera;
  camera.set_viewport(kSize);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

geo::PlaceId id_of(const char* stable_id) {
  const auto id = built_gazetteer()->find(stable_id);
  REQUIRE(id);
  return *id;
}

MapScene scene_of(MapStyle style) {
  static std::uint64_t revision = 1000;
  MapScene scene;
  scene.style.style = style;
  scene.revision = ++revision;
  return scene;
}

ScenePoint point_at(const char* stable_id, double lat, double lon, std::uint32_t mentions,
                    float confidence = 0.9f) {
  return {id_of(stable_id), LatLon::from_degrees(lat, lon), mentions, 1, confidence};
}

Color pixel(const Picture& picture, PixelPos at) {
  const auto i = 4 * (static_cast<std::size_t>(at.y) * static_cast<std::size_t>(picture.width) +
                      static_cast<std::size_t>(at.x));
  const auto channel = [&](std::size_t k) { return static_cast<float>(picture.rgba[i + k]) / 255.0f; };
  return {channel(0), channel(1), channel(2), channel(3)};
}

bool near(const Color& a, const Color& b, float tolerance = 0.02f) {
  return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance &&
         std::abs(a.b - b.b) <= tolerance;
}

bool can_draw() {
  return built_gazetteer() != nullptr && kharita::test::has_gl();
}

constexpr const char* kCairo = "gn:360630";
constexpr const char* kBaghdad = "gn:98182";
constexpr const char* kZahedan = "gn:1159301";

}  // namespace

TEST_CASE("styles: a cluster is one circle that names its places and comes apart at the zoom it tells") {
  if (!can_draw()) return;
  MapView view = kharita::test::make_view();
  MapScene scene = scene_of(MapStyle::clusters);
  scene.points = {point_at(kCairo, 30, 31, 7), point_at(kBaghdad, 30.2, 31.2, 5),
                  point_at(kZahedan, 29.5, 60.9, 2)};
  Camera camera = camera_at(30, 40, 4);
  const auto picture = render_picture(view, scene, camera, kBare, 1);
  REQUIRE(picture);
  PixelPos middle = camera.to_pixel(WebMercator::from(LatLon::from_degrees(30.08, 31.08)));
  const auto cluster = view.pick_cluster(camera, middle, 1);
  REQUIRE(cluster);
  CHECK(cluster->amount == 12);
  CHECK(cluster->places == 2);
  REQUIRE(cluster->heaviest.size() == 2);
  CHECK(cluster->heaviest[0] == id_of(kCairo));
  CHECK_FALSE(view.pick(scene, camera, middle, 1).has_value());
  CHECK(near(pixel(*picture, {middle.x, middle.y - 7}), palette(Theme::dark).point, 0.1f));
  const PixelPos alone = camera.to_pixel(WebMercator::from(LatLon::from_degrees(29.5, 60.9)));
  CHECK_FALSE(view.pick_cluster(camera, alone, 1).has_value());
  CHECK(view.pick(scene, camera, alone, 1) == id_of(kZahedan));

  camera.look_at(WebMercator::from(cluster->at), cluster->split_zoom);
  (void)render_picture(view, scene, camera, kBare, 1);
  const PixelPos cairo = camera.to_pixel(WebMercator::from(LatLon::from_degrees(30, 31)));
  CHECK(view.pick(scene, camera, cairo, 1) == id_of(kCairo));
}

TEST_CASE("styles: just before it splits a cluster's parts move out from its place to their own") {
  if (!can_draw()) return;
  MapView view = kharita::test::make_view();
  MapScene scene = scene_of(MapStyle::clusters);
  scene.points = {point_at(kCairo, 30, 31, 7), point_at(kBaghdad, 30.2, 31.2, 5)};
  Camera camera = camera_at(30.1, 31.1, 4);
  (void)render_picture(view, scene, camera, kBare, 1);
  const PixelPos middle = camera.to_pixel(WebMercator::from(LatLon::from_degrees(30.08, 31.08)));
  const auto cluster = view.pick_cluster(camera, middle, 1);
  REQUIRE(cluster);
  const auto look_from = [&](double before_split) {
    camera.look_at(camera.center(), cluster->split_zoom - before_split);
    (void)render_picture(view, scene, camera, kBare, 1);
  };
  const PixelPos start = [&] {
    look_from(MentionLayer::kSplitZooms + 0.01);
    return camera.to_pixel(WebMercator::from(cluster->at));
  }();
  CHECK(view.pick_cluster(camera, start, 1).has_value());  // still whole
  double last = 0;
  for (const double before : {0.15, 0.1, 0.05, 0.0}) {
    look_from(before);
    CHECK_FALSE(view.pick_cluster(camera, camera.to_pixel(WebMercator::from(cluster->at)), 1).has_value());
    const double apart = 1 - std::pow(before / MentionLayer::kSplitZooms, 3);
    CHECK(apart > last);
    last = apart;
    for (const auto& [id, lat, lon] : {std::tuple{kCairo, 30.0, 31.0}, {kBaghdad, 30.2, 31.2}}) {
      const PixelPos from = camera.to_pixel(WebMercator::from(cluster->at));
      const PixelPos to = camera.to_pixel(WebMercator::from(LatLon::from_degrees(lat, lon)));
      // Beyond the other's edge, which may lie over its middle.
      const double reach = 5 / std::hypot(to.x - from.x, to.y - from.y);
      const PixelPos at{from.x + (apart + reach) * (to.x - from.x),
                        from.y + (apart + reach) * (to.y - from.y)};
      CHECK(view.pick(scene, camera, at, 1) == id_of(id));
    }
  }
  CHECK(last == 1);
}

TEST_CASE("styles: a province is tinted by its own amount and its country's, in areas by its own alone") {
  if (built_gazetteer() == nullptr) return;
  const auto& boundaries = built_gazetteer()->boundaries();
  const auto area = [&](const char* id, std::uint32_t mentions) {
    return SceneArea{id_of(id), built_gazetteer()->place(id_of(id)).area, mentions, 1};
  };
  const std::vector<SceneArea> areas{area("ne:IR", 100), area("ne:EG", 4), area("ne:IR04", 3)};
  CHECK(tint_amounts(areas, {}, boundaries) == std::vector<std::uint32_t>{100, 4, 103});
  CHECK(tint_amounts(areas, {MapStyle::areas}, boundaries) == std::vector<std::uint32_t>{100, 4, 3});
  CHECK(tint_amounts(areas, {MapStyle::points, Measure::articles}, boundaries) ==
        std::vector<std::uint32_t>{1, 1, 2});
}

TEST_CASE("styles: areas have the colour of their class and no circles") {
  if (!can_draw()) return;
  MapView view = kharita::test::make_view();
  MapScene scene = scene_of(MapStyle::areas);
  scene.points = {point_at(kCairo, 28, 30, 7)};
  for (const auto& [id, mentions] : {std::pair{"ne:EG", 50U}, {"ne:LY", 1U}})
    scene.areas.push_back({id_of(id), built_gazetteer()->place(id_of(id)).area, mentions, 1});
  const Camera camera = camera_at(27, 24, 5);
  const auto picture = render_picture(view, scene, camera, kBare, 1);
  REQUIRE(picture);
  const auto at = [&](double lat, double lon) {
    return pixel(*picture, camera.to_pixel(WebMercator::from(LatLon::from_degrees(lat, lon))));
  };
  const Palette& colors = palette(Theme::dark);
  CHECK(near(at(26.6, 28.7), colors.area[kAreaClasses - 1]));
  CHECK(near(at(27.3, 18.7), colors.area[0]));
}

TEST_CASE("styles: the heat map's colour at a pixel is that of the density there") {
  if (!can_draw()) return;
  MapView view = kharita::test::make_view();
  MapScene scene = scene_of(MapStyle::heat);
  scene.points = {point_at(kCairo, -22.3, -17.3, 9), point_at(kBaghdad, -22.3, -9.3, 4)};
  const Camera camera = camera_at(-22.3, -13.3, 5.5);
  const auto picture = render_picture(view, scene, camera, kBare, 1);
  REQUIRE(picture);
  const Palette& colors = palette(Theme::dark);
  // Where nothing else is drawn: across the strongest place and beyond its radius.
  int checked = 0;
  const Frame frame(camera, 1, {0, 0, kSize.width, kSize.height});
  for (double dx = -45; dx <= 45; dx += 5) {
    const PixelPos middle = frame.to_pixel(WebMercator::from(LatLon::from_degrees(-22.3, -17.3)), 0);
    const PixelPos at{std::floor(middle.x + dx) + 0.5, std::floor(middle.y) + 0.5};
    const double density = 9 * heat_kernel(std::hypot(at.x - middle.x, at.y - middle.y), StyleOptions{}.heat_radius);
    const double step = std::sqrt(std::min(1.0, density / 9)) * (kHeatStops - 1);
    const auto stop = std::min(static_cast<std::size_t>(step), kHeatStops - 2);
    const Color heat =
        mix(colors.heat[stop], colors.heat[stop + 1], static_cast<float>(step - static_cast<double>(stop)));
    const Color expected = mix(colors.sea, heat.with_alpha(1), heat.a);
    if (near(pixel(*picture, at), expected, 0.06f)) ++checked;
  }
  CHECK(checked >= 16);  // of 19: a label may cross
}

TEST_CASE(
    "styles: an arc takes the shorter way round, is the same from either end and widens with its articles") {
  std::vector<WebMercator> there;
  std::vector<WebMercator> back;
  const WebMercator fiji{0.99, 0.55};
  const WebMercator samoa{0.02, 0.54};
  append_arc(fiji, samoa, there);
  append_arc(samoa, fiji, back);
  REQUIRE(there.size() == kArcPoints);
  for (std::size_t i = 0; i < kArcPoints; ++i) {
    CHECK(there[i].x == doctest::Approx(back[i].x));
    CHECK(there[i].y == doctest::Approx(back[i].y));
  }
  CHECK(std::abs(there.back().x - there.front().x) == doctest::Approx(0.03));
  CHECK(there[kArcPoints / 2].y < 0.54);  // to the north
  CHECK(arc_width(100, 100) == kWidestArcPt);
  CHECK(arc_width(50, 100) == doctest::Approx(kWidestArcPt / 2));
  CHECK(arc_width(1, 1000) == kNarrowestArcPt);
}

TEST_CASE("styles: an arc is drawn and picked between its ends, under their circles, over the antimeridian") {
  if (!can_draw()) return;
  MapView view = kharita::test::make_view();
  MapScene scene = scene_of(MapStyle::arcs);
  scene.points = {point_at(kCairo, -10, 170, 7), point_at(kBaghdad, -10, -170, 5)};
  SceneArc arc{id_of(kCairo), id_of(kBaghdad), scene.points[0].location, scene.points[1].location, 3};
  if (arc.b < arc.a) {
    std::swap(arc.a, arc.b);
    std::swap(arc.from, arc.to);
  }
  scene.arcs = {arc};
  const Camera camera = camera_at(-8, 180, 5);
  const auto picture = render_picture(view, scene, camera, kBare, 1);
  REQUIRE(picture);
  std::vector<WebMercator> curve;
  append_arc(WebMercator::from(arc.from), WebMercator::from(arc.to), curve);
  const PixelPos middle = camera.to_pixel(curve[kArcPoints / 2]);
  CHECK(near(pixel(*picture, middle), palette(Theme::dark).arc, 0.03f));
  const auto picked = view.pick_arc(camera, middle, 1);
  REQUIRE(picked);
  CHECK(picked->a == arc.a);
  CHECK(picked->articles == 3);
  CHECK_FALSE(view.pick_arc(camera, {middle.x, middle.y + 40}, 1).has_value());
  const PixelPos end = camera.to_pixel(WebMercator::from(scene.points[0].location));
  CHECK(near(pixel(*picture, end), palette(Theme::dark).point, 0.03f));
  CHECK_FALSE(view.pick_arc(camera, end, 1).has_value());
}
