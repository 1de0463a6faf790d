#include "app/map/label_layer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>

#include "geo/boundary/waters.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;
using geo::LatLon;
using geo::WebMercator;
using kharita::geo::test::built_gazetteer;

namespace {

constexpr PixelSize kSize{1280, 800};

Camera camera_at(double lat, double lon, double zoom) {
  Camera camera;
  camera.set_viewport(kSize);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

Frame frame_of(const Camera& camera) {
  return Frame(camera, 1, {0, 0, kSize.width, kSize.height});
}

// The thousand largest cities as circles.
std::vector<Circle> many_circles() {
  std::vector<ScenePoint> points;
  for (std::uint32_t i = 0; i < built_gazetteer()->place_count(); ++i) {
    const geo::Place place = built_gazetteer()->place({i});
    if (place.kind == geo::PlaceKind::city && place.population > 400000)
      points.push_back(
          {place.id, place.location, static_cast<std::uint32_t>(place.population / 100000), 1, 1});
  }
  return make_circles(points, std::vector<PointStyle>(points.size(), PointStyle::full));
}

bool names(const LabelLayer& layer, const char* stable_id) {
  const auto id = built_gazetteer()->find(stable_id);
  REQUIRE(id);
  return std::any_of(layer.labels().begin(), layer.labels().end(),
                     [&](const LabelLayer::Label& label) { return label.place == *id; });
}

}  // namespace

TEST_CASE("labels: while panning, a label that is shown stays where it is as long as it is inside") {
  if (built_gazetteer() == nullptr) return;
  const std::vector<Circle> circles = many_circles();
  std::mt19937 random(99);
  std::uniform_int_distribution<int> step(-90, 90);
  MapScene scene;
  for (const auto& [lat, lon, zoom, language] : {std::tuple{30.0, 48.0, 4.7, Language::arabic},
                                                 {48.0, 12.0, 6.2, Language::english},
                                                 {-17.0, 179.0, 5.4, Language::both},
                                                 {25.0, 80.0, 8.3, Language::both}}) {
    LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
    ++scene.revision;
    scene.language = language;
    Camera camera = camera_at(lat, lon, zoom);
    layer.update(frame_of(camera), scene, circles);
    const Box inside{40, 20, static_cast<float>(kSize.width) - 40, static_cast<float>(kSize.height) - 20};
    int seen = 0;
    for (int move = 0; move < 60; ++move) {
      std::multimap<std::uint32_t, PixelPos> before;  // in worlds
      const Frame frame = frame_of(camera);
      for (const LabelLayer::Label& label : layer.labels()) {
        if (LabelLayer::box_of(label, frame).inside(inside))
          before.emplace(label.place.value, PixelPos{label.x, label.y});
      }
      camera.pan_by(step(random), step(random));
      const Frame after = frame_of(camera);
      layer.update(after, scene, circles);
      const double moved_worlds = std::round((after.origin_x - frame.origin_x) / frame.world_px);
      for (const LabelLayer::Label& label : layer.labels()) {
        const auto [first, last] = before.equal_range(label.place.value);
        for (auto it = first; it != last; ++it) {
          if (std::abs(it->second.x + moved_worlds * frame.world_px - label.x) < 1.5 &&
              it->second.y == label.y) {
            before.erase(it);
            break;
          }
        }
      }
      for (const auto& [place, at] : before) {
        const double x = at.x + moved_worlds * frame.world_px - after.origin_x;
        const double y = at.y - after.origin_y;
        const bool still_inside = x > 40 && y > 20 && x < kSize.width - 240 && y < kSize.height - 60;
        if (still_inside) {
          CAPTURE(zoom);
          CAPTURE(move);
          FAIL_CHECK(built_gazetteer()->place({place}).name << " is gone or has moved");
        }
      }
      seen += static_cast<int>(layer.labels().size());
    }
    CHECK(seen > 600);
  }
}

TEST_CASE("labels: no two overlap, in Mercator and on the globe") {
  if (built_gazetteer() == nullptr) return;
  const std::vector<Circle> circles = many_circles();
  MapScene scene;
  for (const Projection projection : {Projection::mercator, Projection::globe}) {
    for (const double zoom : {1.4, 3.0, 5.0, 7.5}) {
      LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
      Camera camera = camera_at(40, 20, zoom);
      camera.set_projection(projection);
      ++scene.revision;
      scene.language = zoom > 4 ? Language::both : Language::english;
      const Frame frame = frame_of(camera);
      layer.update(frame, scene, circles);
      const auto labels = layer.labels();
      CHECK(labels.size() > 5);
      int overlaps = 0;
      for (std::size_t i = 0; i < labels.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k)
          overlaps +=
              LabelLayer::box_of(labels[i], frame).overlaps(LabelLayer::box_of(labels[k], frame)) ? 1 : 0;
      }
      CHECK(overlaps == 0);
    }
  }
}

TEST_CASE("labels: a circle without a name has no smaller one's beside it") {
  if (built_gazetteer() == nullptr) return;
  const std::vector<Circle> circles = many_circles();  // largest first
  MapScene scene;
  int unnamed = 0;
  for (const double zoom : {2.0, 3.0, 4.0, 5.0}) {
    LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
    const Frame frame = frame_of(camera_at(28, 60, zoom));
    ++scene.revision;
    layer.update(frame, scene, circles);
    std::map<std::uint32_t, std::size_t> rank;
    for (std::size_t i = 0; i < circles.size(); ++i)
      rank.emplace(circles[i].place.value, i);
    std::set<std::uint32_t> named;
    for (const auto& label : layer.labels())
      named.insert(label.place.value);
    for (const Circle& circle : circles) {
      if (named.contains(circle.place.value)) continue;
      const PixelPos at = frame.to_pixel(circle.at, 0);
      const float x = static_cast<float>(at.x + circle.offset_x_pt * frame.circle_scale());
      const float y = static_cast<float>(at.y + circle.offset_y_pt * frame.circle_scale());
      if (x < 0 || y < 0 || x > 1280 || y > 800) continue;
      ++unnamed;
      const Box dot = Box{x, y, x, y}.grown(static_cast<float>(radius_px(circle, frame)));
      for (const auto& label : layer.labels()) {
        const auto other = rank.find(label.place.value);
        if (other == rank.end() || other->second < rank[circle.place.value]) continue;
        CAPTURE(zoom);
        CAPTURE(built_gazetteer()->place(circle.place).name);
        CAPTURE(built_gazetteer()->place(label.place).name);
        CHECK_FALSE(LabelLayer::box_of(label, frame).overlaps(dot));
      }
    }
  }
  CHECK(unnamed > 50);
}

TEST_CASE("labels: nothing behind the globe is named") {
  if (built_gazetteer() == nullptr) return;
  LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
  MapScene scene;
  scene.revision = 1;
  Camera camera = camera_at(0, 20, 3);
  camera.set_projection(Projection::globe);
  layer.update(frame_of(camera), scene, {});
  CHECK(names(layer, "ne:CD"));
  CHECK_FALSE(names(layer, "ne:US"));
  CHECK_FALSE(names(layer, "ne:AU"));
}

TEST_CASE("labels: with names in both scripts the map's language stands first") {
  if (built_gazetteer() == nullptr) return;
  LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
  MapScene scene;
  scene.language = Language::english;
  const auto lines = [&](bool both) {
    scene.style.both_names = both;
    ++scene.revision;
    layer.update(frame_of(camera_at(27, 30, 5)), scene, {});
    const auto egypt = built_gazetteer()->find("ne:EG");
    for (const LabelLayer::Label& label : layer.labels()) {
      if (label.place == *egypt) return label.layout.lines().size();
    }
    return std::size_t{0};
  };
  CHECK(lines(false) == 1);
  CHECK(lines(true) == 2);
}

TEST_CASE("labels: a place that was looked for is named beside its ring, and the others keep off") {
  if (built_gazetteer() == nullptr) return;
  const std::vector<Circle> circles = many_circles();
  LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
  MapScene scene;
  for (const Projection projection : {Projection::mercator, Projection::globe}) {
    for (const char* id : {"gn:1166993", "ne:LB", "kh:nile"}) {  // among millions of people; small; a river
      CAPTURE(id);
      const auto place = built_gazetteer()->find(id);
      REQUIRE(place);
      const LatLon at = built_gazetteer()->place(*place).location;
      Camera camera = camera_at(at.lat_deg(), at.lon_deg(), 3);
      camera.set_projection(projection);
      const Frame frame = frame_of(camera);
      ++scene.revision;
      layer.update(frame, scene, circles, *place);
      int named = 0;
      for (const LabelLayer::Label& label : layer.labels()) {
        if (label.place != *place) continue;
        ++named;
        const Box box = LabelLayer::box_of(label, frame);
        CHECK(std::abs((box.y0 + box.y1) / 2 - kSize.height / 2.0) < 2);
        CHECK(box.x1 > kSize.width / 2.0 - 60);
        for (const LabelLayer::Label& other : layer.labels())
          CHECK((&other == &label || !LabelLayer::box_of(other, frame).overlaps(box)));
      }
      CHECK(named == 1);
      layer.update(frame, scene, circles);  // the mark has gone
      CHECK_FALSE((id == std::string("gn:1166993") && names(layer, id)));
    }
  }
}

TEST_CASE("labels: far into a large country its name is seen, also where its middle is out of sight") {
  if (built_gazetteer() == nullptr) return;
  LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
  MapScene scene;
  scene.revision = 1;
  const Camera camera = camera_at(23, 8, 7.5);  // the south of Algeria
  const Frame frame = frame_of(camera);
  layer.update(frame, scene, {});
  const Box picture{0, 0, static_cast<float>(kSize.width), static_cast<float>(kSize.height)};
  bool seen = false;
  for (const LabelLayer::Label& label : layer.labels()) {
    seen = seen || (built_gazetteer()->place(label.place).stable_id == "ne:DZ" &&
                    LabelLayer::box_of(label, frame).inside(picture));
  }
  CHECK(seen);
}

TEST_CASE("labels: lakes and rivers are named on the water that is drawn") {
  if (built_gazetteer() == nullptr || built_gazetteer()->boundaries().waters().lake_count() == 0) return;
  const LabelSource source = make_label_source(*built_gazetteer());
  const auto entry = [&](const char* id) -> const LabelSource::Entry* {
    const auto place = built_gazetteer()->find(id);
    REQUIRE(place);
    for (const LabelSource::Entry& e : source.waters) {
      if (e.place == *place) return &e;
    }
    return nullptr;
  };
  const auto* victoria = entry("kh:lake-victoria");
  REQUIRE(victoria != nullptr);
  CHECK(geo::distance_km(victoria->at.to_latlon(), LatLon::from_degrees(-1, 33)) < 100);
  const auto* nile = entry("kh:nile");
  REQUIRE(nile != nullptr);
  CHECK(nile->at.to_latlon().lon_deg() > 30);
  CHECK(nile->at.to_latlon().lon_deg() < 34);
}
