#include "app/map/decoration.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

using namespace kharita::app::map;

namespace {

std::vector<Box> shown(const PanelPlaces& places) {
  std::vector<Box> boxes;
  for (const auto& place : {places.title, places.north, places.legend, places.scale, places.credits}) {
    if (place) boxes.push_back(*place);
  }
  return boxes;
}

}  // namespace

TEST_CASE("decoration: panels of any size never overlap nor leave the picture") {
  std::mt19937 random(23);
  std::uniform_real_distribution<float> side(0, 500);
  const auto size = [&] { return PanelSize{side(random), side(random)}; };
  for (int round = 0; round < 3000; ++round) {
    const PixelSize picture{1 + static_cast<int>(random() % 1400), 1 + static_cast<int>(random() % 900)};
    const Box within{0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height)};
    const auto boxes =
        shown(place_panels(picture, {size(), size(), size(), size(), size()}, 14, round % 2 == 0));
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      REQUIRE(boxes[i].inside(within));
      for (std::size_t k = i + 1; k < boxes.size(); ++k)
        REQUIRE_FALSE(boxes[i].overlaps(boxes[k]));
    }
  }
}

TEST_CASE("decoration: right to left stands on the other side") {
  const PanelSizes sizes{{200, 60}, {34, 60}, {150, 300}, {140, 30}, {300, 20}};
  const auto left = place_panels({1280, 800}, sizes, 14, false);
  const auto right = place_panels({1280, 800}, sizes, 14, true);
  REQUIRE(shown(left).size() == 5);
  REQUIRE(shown(right).size() == 5);
  CHECK(left.legend->x0 == 14);
  CHECK(right.legend->x1 == 1280 - 14);
  CHECK(left.title->y0 == 14);
  CHECK(left.north->x1 == 1280 - 14);
  CHECK(right.north->x0 == 14);
  CHECK(left.scale->y1 < left.credits->y0);
}

TEST_CASE("decoration: a legend that is too wide to stand beside the credits stands above them") {
  for (const bool right_to_left : {false, true}) {
    const auto places =
        place_panels({640, 602}, {{}, {}, {290, 250}, {110, 30}, {361, 70}}, 14, right_to_left);
    REQUIRE(places.legend.has_value());
    REQUIRE(places.credits.has_value());
    CHECK(places.legend->y1 < places.credits->y0);
    CHECK(places.legend->y0 == places.legend->y1 - 250);
    CHECK(places.scale.has_value());
  }
}

TEST_CASE("decoration: a legend stands where it was put, mirrored, and within the picture") {
  const PanelSizes sizes{{}, {}, {150, 300}, {140, 30}, {300, 20}};
  for (const float share : {0.0f, 0.25f, 1.0f}) {
    const WindowPanels::Spot spot{share, share};
    const auto left = place_panels({1280, 800}, sizes, 14, false, spot);
    const auto right = place_panels({1280, 800}, sizes, 14, true, spot);
    CHECK(left.legend->x0 == std::round(share * (1280 - 150)));
    CHECK(std::abs(right.legend->x1 - (1280 - share * (1280 - 150))) <= 0.5f);
    CHECK(left.legend->y0 == std::round(share * (800 - 300)));
    CHECK(left.scale.has_value());
  }
  CHECK_FALSE(place_panels({140, 100}, sizes, 14, false, WindowPanels::Spot{}).legend.has_value());
}

TEST_CASE("decoration: where there is little room the credits stay") {
  const auto places =
      place_panels({320, 120}, {{200, 60}, {34, 60}, {150, 300}, {140, 30}, {300, 20}}, 14, false);
  CHECK(places.credits.has_value());
  CHECK_FALSE(places.legend.has_value());
}
