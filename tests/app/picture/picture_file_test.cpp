#include "app/picture/picture_file.h"

#include <doctest/doctest.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <fstream>
#include <numbers>

#include "tests/app/articles/temp_folder.h"

using namespace kharita;
using namespace kharita::app::map;
using namespace kharita::app::picture;
using geo::LatLon;
using geo::WebMercator;
namespace fs = std::filesystem;

namespace {

constexpr PixelSize kSize{64, 40};

Camera camera_at(double lat, double lon, double zoom) {
  Camera camera;
  camera.set_viewport(kSize);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

// Rows whose pixels tell where they are.
std::vector<std::uint8_t> made_up_rows() {
  std::vector<std::uint8_t> rows;
  for (int y = 0; y < kSize.height; ++y) {
    for (int x = 0; x < kSize.width; ++x)
      rows.insert(rows.end(), {static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y), 7, 200});
  }
  return rows;
}

// A position in metres of EPSG:3857, from its definition.
struct Metres {
  double x = 0;
  double y = 0;
};
Metres to_metres(double lat_deg, double lon_deg) {
  constexpr double kRadiusM = 6378137;
  const double lat = lat_deg * std::numbers::pi / 180;
  return {kRadiusM * lon_deg * std::numbers::pi / 180,
          kRadiusM * std::log(std::tan(std::numbers::pi / 4 + lat / 2))};
}

struct Closer {
  void operator()(GDALDataset* dataset) const noexcept { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, Closer>;

Dataset open(const fs::path& file) {
  GDALAllRegister();
  return Dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR));
}

// Whether a GIS finds a position at the pixel where the camera shows it, within a pixel.
void check_place(GDALDataset& picture, const Camera& camera, double lat, double lon) {
  double t[6] = {};
  REQUIRE(picture.GetGeoTransform(t) == CE_None);
  const Metres at = to_metres(lat, lon);
  const PixelPos shown = camera.to_pixel(WebMercator::from(LatLon::from_degrees(lat, lon)));
  CHECK(std::abs((at.x - t[0]) / t[1] - shown.x) < 1);
  CHECK(std::abs((at.y - t[3]) / t[5] - shown.y) < 1);
}

}  // namespace

TEST_CASE("picture: GDAL reads a GeoTIFF back: pixels, projection, place and text") {
  const test::TempFolder folder;
  const fs::path file = folder.path() / "map.tif";
  const Camera camera = camera_at(29.5, 60.9, 6);
  auto tiff = create_geotiff(file, kSize, {{"Title", "خريطة"}, {"Camera", "here"}}, ground_place(camera));
  REQUIRE(tiff);
  const auto rows = made_up_rows();
  const std::size_t half = rows.size() / 2;
  REQUIRE((*tiff)->add_rows(std::span(rows).first(half)));
  CHECK_FALSE(fs::exists(file));
  REQUIRE((*tiff)->add_rows(std::span(rows).subspan(half)));
  REQUIRE((*tiff)->finish());
  CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);

  const Dataset read = open(file);
  REQUIRE(read);
  CHECK(read->GetRasterXSize() == kSize.width);
  CHECK(read->GetRasterYSize() == kSize.height);
  std::vector<std::uint8_t> pixels(rows.size());
  REQUIRE(read->RasterIO(GF_Read, 0, 0, kSize.width, kSize.height, pixels.data(), kSize.width, kSize.height,
                         GDT_Byte, 4, nullptr, 4, 4 * GSpacing{kSize.width}, 1, nullptr) == CE_None);
  CHECK(pixels == rows);
  REQUIRE(read->GetSpatialRef() != nullptr);
  CHECK(std::string(read->GetSpatialRef()->GetAuthorityCode(nullptr)) == "3857");
  CHECK(std::string(read->GetMetadataItem("TIFFTAG_DOCUMENTNAME")) == "خريطة");
  CHECK(std::string(read->GetMetadataItem("Camera")) == "here");
  check_place(*read, camera, 29.5, 60.86);
}

TEST_CASE("picture: GDAL finds a PNG's place by the world file beside it") {
  const test::TempFolder folder;
  const fs::path file = folder.path() / "map.png";
  const Camera camera = camera_at(-33.45, -70.67, 9);
  REQUIRE(write_png({kSize.width, kSize.height, made_up_rows()}, file));
  REQUIRE(write_world_file(file, ground_place(camera)));
  CHECK(fs::exists(folder.path() / "map.prj"));
  const Dataset read = open(file);
  REQUIRE(read);
  check_place(*read, camera, -33.45, -70.67);
}

TEST_CASE("picture: the corners of what was drawn, everywhere, also across the antimeridian") {
  for (const double lon : {-179.9, -120.0, 0.0, 60.9, 179.9}) {
    for (const double zoom : {3.0, 5.5, 12.0}) {
      const Camera camera = camera_at(20, lon, zoom);
      const GroundPlace place = ground_place(camera);
      const Metres at = to_metres(20, lon);
      CHECK(std::abs((at.x - place.west_m) / place.px_m - 0.5 * kSize.width) <= 0.51);
      CHECK(std::abs((place.north_m - at.y) / place.px_m - 0.5 * kSize.height) <= 0.51);
    }
  }
}

TEST_CASE("picture: a file that is not finished leaves nothing behind") {
  const test::TempFolder folder;
  {
    const auto png = create_png(folder.path() / "a.png", kSize, {});
    REQUIRE(png);
    const auto tiff = create_geotiff(folder.path() / "a.tif", kSize, {}, {0, 0, 1});
    REQUIRE(tiff);
  }
  CHECK(fs::is_empty(folder.path()));
  std::ofstream(folder.path() / "file") << "x";
  const auto failed = create_geotiff(folder.path() / "file" / "a.tif", kSize, {}, {0, 0, 1});
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message.find("choose another folder") != std::string::npos);
}

TEST_CASE("picture: its parts cover every pixel once, row by row") {
  for (const PixelSize size : {PixelSize{1, 1}, {4096, 256}, {1280, 800}, {9000, 700}}) {
    long area = 0;
    int y = 0;
    for (const PixelRect& part : picture_parts(size)) {
      CHECK(part.y >= y);
      y = part.y;
      CHECK(part.x + part.width <= size.width);
      CHECK(part.y + part.height <= size.height);
      area += static_cast<long>(part.width) * part.height;
    }
    CHECK(area == static_cast<long>(size.width) * size.height);
  }
}
