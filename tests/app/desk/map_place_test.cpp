#include "app/desk/map_place.h"

#include <doctest/doctest.h>

using namespace kharita::app;
namespace geo = kharita::geo;

namespace {

const geo::LatLonBox kEgypt{25, 22, 35, 32};
const MapPosition kRabat{geo::LatLon::from_degrees(34, -6.8), 6, false};

MapPlace place_of(double scale = 1) {
  MapPlace place;
  place.resize({800, 600}, scale);
  return place;
}

void settle(MapPlace& place, double from_s) {
  for (int i = 0; i < 2000 && place.advance(from_s); ++i)
    from_s += 0.016;
}

}  // namespace

TEST_CASE("map place: where it stands is told whatever the scale") {
  for (const double scale : {1.0, 2.0}) {
    MapPlace place = place_of(scale);
    place.stand_at(kRabat);
    CHECK(place.position().zoom == doctest::Approx(6));
    CHECK(place.position().center.lat_deg() == doctest::Approx(34));
    CHECK(place.camera().zoom() == doctest::Approx(scale == 1 ? 6 : 7));
  }
}

TEST_CASE("map place: until the user moves the map it shows all that is loaded; from then on it stays") {
  MapPlace place = place_of();
  place.stand_at(kRabat);
  place.fit(kEgypt);
  CHECK(place.position().center.lon_deg() == doctest::Approx(30).epsilon(0.01));
  place.press(kharita::app::map::MapController::Key::zoom_in, 0);
  settle(place, 0);
  const MapPosition moved = place.position();
  place.fit({-10, 20, 0, 30});
  CHECK(place.position() == moved);
}

TEST_CASE("map place: it flies where it is asked to, once a serial") {
  MapPlace place = place_of();
  FlyTo asked;
  asked.serial = 1;
  asked.target = kRabat;
  place.follow(asked, 0);
  settle(place, 0);
  CHECK(place.position().center.lon_deg() == doctest::Approx(-6.8));
  CHECK(place.position().zoom == doctest::Approx(6));
  CHECK(place.moved_by_user());
  place.press(kharita::app::map::MapController::Key::zoom_out, 100);
  settle(place, 100);
  const MapPosition moved = place.position();
  place.follow(asked, 200);  // the same again
  settle(place, 200);
  CHECK(place.position() == moved);
}

TEST_CASE("map place: the globe and back") {
  MapPlace place = place_of();
  place.stand_at(kRabat);
  place.change_projection(0);
  settle(place, 0);
  CHECK(place.position().globe);
  place.change_projection(10);
  settle(place, 10);
  CHECK_FALSE(place.position().globe);
}
