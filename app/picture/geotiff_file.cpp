#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <fstream>
#include <numbers>
#include <sstream>

#include "app/articles/gdal.h"
#include "app/picture/picture_file.h"
#include "geo/written_file.h"

namespace kharita::app::picture {
namespace fs = std::filesystem;
using map::PixelSize;
namespace {

constexpr double kWorldM = 2 * std::numbers::pi * 6378137;  // EPSG:3857's width
constexpr int kChannels = 4;

std::string projection() {
  OGRSpatialReference reference;
  char* text = nullptr;
  std::string wkt;
  if (reference.importFromEPSG(3857) == OGRERR_NONE && reference.exportToWkt(&text) == OGRERR_NONE)
    wkt = text;
  CPLFree(text);
  return wkt;
}

struct DatasetCloser {
  void operator()(GDALDataset* dataset) const noexcept { GDALClose(dataset); }
};

class GeoTiffFile final : public PictureFile {
 public:
  explicit GeoTiffFile(PixelSize size) : size_(size) {}

  Result<void> open(const fs::path& file, const PictureText& text, const GroundPlace& place) {
    const QuietGdal quiet;
    return create(file, text, place);
  }

  Result<void> add_rows(std::span<const std::uint8_t> rows) override {
    const int count = static_cast<int>(rows.size() / (static_cast<std::size_t>(size_.width) * kChannels));
    const CPLErr written = dataset_->RasterIO(
        GF_Write, 0, next_row_, size_.width, count, const_cast<std::uint8_t*>(rows.data()), size_.width,
        count, GDT_Byte, kChannels, nullptr, kChannels, kChannels * GSpacing{size_.width}, 1, nullptr);
    if (written != CE_None) return target_.error(CPLGetLastErrorMsg());
    next_row_ += count;
    return {};
  }

  Result<void> finish() override {
    CPLErrorReset();
    dataset_.reset();  // what is left is written here
    if (CPLGetLastErrorType() >= CE_Failure) return target_.error(CPLGetLastErrorMsg());
    return target_.finish();
  }

 private:
  Result<void> create(const fs::path& file, const PictureText& text, const GroundPlace& place) {
    if (auto made = target_.start(file); !made) return made;
    GDALRegister_GTiff();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    if (driver == nullptr) return target_.error("GDAL lacks its driver GTiff");
    const char* options[] = {
        "COMPRESS=DEFLATE", "PREDICTOR=2", "INTERLEAVE=PIXEL", "PHOTOMETRIC=RGB", "ALPHA=YES",
        "BIGTIFF=IF_SAFER", nullptr};
    dataset_.reset(driver->Create(target_.path().c_str(), size_.width, size_.height, kChannels, GDT_Byte,
                                  const_cast<char**>(options)));
    if (!dataset_) return target_.error(CPLGetLastErrorMsg());
    double transform[] = {place.west_m, place.px_m, 0, place.north_m, 0, -place.px_m};
    dataset_->SetGeoTransform(transform);
    dataset_->SetProjection(projection().c_str());
    for (const auto& [key, value] : text)
      dataset_->SetMetadataItem(tiff_name(key).c_str(), value.c_str());
    return {};
  }

  // TIFF has tags for some of what a PNG's text fields hold.
  static std::string tiff_name(const std::string& key) {
    if (key == "Title") return "TIFFTAG_DOCUMENTNAME";
    if (key == "Software") return "TIFFTAG_SOFTWARE";
    if (key == "Description") return "TIFFTAG_IMAGEDESCRIPTION";
    return key;
  }

  geo::WrittenFile target_{kComplaint, kAdvice};  // outlives dataset_
  std::unique_ptr<GDALDataset, DatasetCloser> dataset_;
  PixelSize size_;
  int next_row_ = 0;
};

Result<void> write_text(const fs::path& file, const std::string& text) {
  geo::WrittenFile target(kComplaint, kAdvice);
  if (auto started = target.start(file); !started) return started;
  std::ofstream out(target.path(), std::ios::binary);
  out << text;
  out.close();
  if (!out) return target.error("its place is not writable");
  return target.finish();
}

}  // namespace

GroundPlace ground_place(const map::Camera& camera) {
  const map::Frame frame(camera, 1, {0, 0, camera.viewport().width, camera.viewport().height});
  const geo::WebMercator corner = frame.to_mercator({0, 0});
  const double px_m = kWorldM / frame.world_px;
  // Of the copies of the world the one whose middle is nearest to the picture's.
  const double middle = frame.to_mercator({0.5 * frame.picture.width, 0}).x;
  const double shift = std::floor(middle);
  return {(corner.x - shift - 0.5) * kWorldM, (0.5 - corner.y) * kWorldM, px_m};
}

Result<PictureFilePtr> create_geotiff(const fs::path& file, PixelSize size, const PictureText& text,
                                      const GroundPlace& place) {
  auto tiff = std::make_unique<GeoTiffFile>(size);
  if (auto opened = tiff->open(file, text, place); !opened) return tl::unexpected(opened.error());
  return tiff;
}

Result<void> write_world_file(const fs::path& picture, const GroundPlace& place) {
  fs::path world = picture;
  world.replace_extension(".pgw");
  // A world file names the middle of the upper left pixel.
  const std::string lines =
      fmt::format("{0:.12f}\n0\n0\n{1:.12f}\n{2:.9f}\n{3:.9f}\n", place.px_m, -place.px_m,
                  place.west_m + place.px_m / 2, place.north_m - place.px_m / 2);
  if (auto written = write_text(world, lines); !written) return written;
  return write_text(world.replace_extension(".prj"), projection() + "\n");
}

}  // namespace kharita::app::picture
