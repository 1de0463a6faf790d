#include "app/map/degree_labels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/app/map/gl_fixture.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;

namespace {

constexpr PixelSize kSize{1280, 800};

Frame frame_at(double lat, double lon, double zoom, Projection projection = Projection::mercator) {
  Camera camera;
  camera.set_viewport(kSize);
  camera.set_projection(projection);
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(lat, lon)), zoom);
  return Frame(camera, 1, {0, 0, kSize.width, kSize.height});
}

std::vector<DegreeLabels::Label> choose(const Frame& frame, Language language,
                                        std::span<const Box> taken = {}) {
  MapScene scene;
  scene.language = language;
  return DegreeLabels(kharita::test::text_engine()).choose(frame, scene, taken);
}

}  // namespace

TEST_CASE("degrees: words have the side's letter, as atlases of the language do") {
  CHECK(degree_words(30, true, Language::english) == "30°N");
  CHECK(degree_words(-5, true, Language::english) == "5°S");
  CHECK(degree_words(-120, false, Language::english) == "120°W");
  CHECK(degree_words(30, true, Language::arabic) == "30° ش");
  CHECK(degree_words(45, false, Language::arabic) == "45° ق");
  CHECK(degree_words(-45, false, Language::both) == "45° غ");
  CHECK(degree_words(0, true, Language::english) == "0°");
  CHECK(degree_words(180, false, Language::arabic) == "180°");
  CHECK(degree_words(-180, false, Language::english) == "180°");
}

TEST_CASE("degrees: every label stands on its line at the edge, whole, and none over another") {
  for (const Projection projection : {Projection::mercator, Projection::globe}) {
    for (const auto& [lat, lon, zoom] : {std::tuple{30.0, 45.0, 4.2},
                                         {-40.0, 178.0, 5.3},
                                         {0.0, 0.0, 2.6},
                                         {52.0, 10.0, 7.4},
                                         {62.0, -100.0, 5.0}}) {
      for (const Language language : {Language::english, Language::arabic}) {
        CAPTURE(lat);
        const Frame frame = frame_at(lat, lon, zoom, projection);
        const auto labels = choose(frame, language);
        if (projection == Projection::mercator) CHECK(labels.size() > 4);
        const int step = degree_step(frame);
        for (std::size_t i = 0; i < labels.size(); ++i) {
          const Box& box = labels[i].box;
          CHECK(box.inside({0, 0, kSize.width, kSize.height}));
          CHECK(labels[i].degrees % step == 0);
          const auto at = frame.to_latlon({(box.x0 + box.x1) / 2.0, (box.y0 + box.y1) / 2.0});
          REQUIRE(at);
          const double told = labels[i].is_lat ? at->lat_deg() : at->lon_deg();
          CHECK(std::abs(std::remainder(told - labels[i].degrees, 360)) < 0.12 * step);
          if (labels[i].is_lat) CHECK((box.x0 < kSize.width / 2) == (language != Language::english));
          if (!labels[i].is_lat) CHECK(box.y0 < 10);
          for (std::size_t k = 0; k < i; ++k)
            CHECK_FALSE(box.overlaps(labels[k].box));
        }
      }
    }
  }
}

TEST_CASE("degrees: across the antimeridian they go on, and a globe seen whole bears none") {
  const auto labels = choose(frame_at(0, 180, 4), Language::english);
  const auto tells = [&](int degrees) {
    return std::ranges::any_of(labels,
                               [&](const auto& label) { return !label.is_lat && label.degrees == degrees; });
  };
  CHECK(tells(170));
  CHECK((tells(180) || tells(-180)));
  CHECK(tells(-170));
  CHECK(choose(frame_at(20, 40, 1.5, Projection::globe), Language::english).empty());
}

TEST_CASE("degrees: they keep off what is taken") {
  const Frame frame = frame_at(30, 45, 4.2);
  const auto all = choose(frame, Language::english);
  const std::vector<Box> taken{{0, 0, 640, 800}};
  const auto some = choose(frame, Language::english, taken);
  CHECK(some.size() < all.size());
  CHECK(!some.empty());
  for (const auto& label : some)
    CHECK_FALSE(label.box.overlaps(taken[0]));
}

TEST_CASE("degrees: the step follows the lines that are drawn, and widens where they crowd") {
  CHECK(degree_step(frame_at(0, 0, 0.5)) == 90);
  CHECK(degree_step(frame_at(0, 0, 2)) == 30);
  CHECK(degree_step(frame_at(0, 0, 4)) == 10);
  CHECK(degree_step(frame_at(0, 0, 5.6)) == 5);
  CHECK(degree_step(frame_at(0, 0, 8)) == 1);
}
