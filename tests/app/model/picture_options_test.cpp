#include "app/model/picture_options.h"

#include <doctest/doctest.h>

#include <array>

using namespace kharita::app;

TEST_CASE("picture options: a name gets its format's ending, in place of another's") {
  CHECK(with_ending("map.png", PictureFormat::pdf) == "map.pdf");
  CHECK(with_ending("map.tif", PictureFormat::svg) == "map.svg");
  CHECK(with_ending("map", PictureFormat::geotiff) == "map.tif");
  CHECK(with_ending("v1.2", PictureFormat::png) == "v1.2.png");
}

TEST_CASE("picture options: sides are read in every script's digits, and only whole ones in the range") {
  CHECK(parse_side("1920", 16384) == 1920);
  CHECK(parse_side(" 16384 ", 16384) == 16384);
  CHECK(parse_side("١٩٢٠", 16384) == 1920);
  CHECK(parse_side("۳۸۴۰", 16384) == 3840);
  for (const char* wrong : {"", "0", "16385", "-5", "12.5", "99999999999999", "a", "1 2", "\xD9"})
    CHECK_FALSE(parse_side(wrong, 16384));
}

TEST_CASE("picture options: the size is the window's, a screen's or the user's own") {
  PictureOptions options;
  CHECK(sides_of(options, {640, 480}) == PictureSides{640, 480});
  options.size = PictureSize::window_twice;
  CHECK(sides_of(options, {640, 480}) == PictureSides{1280, 960});
  CHECK(sides_of(options, {10000, 480}) == PictureSides{kMaxPicturePx, 960});
  options.size = PictureSize::ultra_hd;
  CHECK(sides_of(options, {640, 480}) == PictureSides{3840, 2160});
  options.size = PictureSize::own;
  options.own_width = 7;
  CHECK(sides_of(options, {640, 480}) == PictureSides{7, 1080});
}
