// Files that the map is written to.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/map/picture.h"

namespace kharita::app::picture {

// What an error says of a picture's file, around the reason.
inline constexpr std::string_view kComplaint = "the picture cannot be written";
inline constexpr std::string_view kAdvice = ": choose another folder";

// Keys and values for a picture's text fields, UTF-8.
using PictureText = std::vector<std::pair<std::string, std::string>>;
// Title, program, sources with the gazetteer's version, filters, counts, and where the camera stood.
[[nodiscard]] PictureText picture_text(const MapScene& scene, const map::Camera& camera, double scale,
                                       const geo::Gazetteer& gazetteer, const std::string& title);

// Where a picture of the Mercator map lies on the ground, in metres of EPSG:3857: the upper left corner of
// its upper left pixel, and a pixel's side. The left edge is within half a world of the prime meridian.
struct GroundPlace {
  double west_m = 0;
  double north_m = 0;
  double px_m = 0;
};
[[nodiscard]] GroundPlace ground_place(const map::Camera& camera);

// A picture's file under way. It is written to a temporary name, which finish() renames, and which goes where
// finish() is not called. A link or device is written itself.
class PictureFile {
 public:
  virtual ~PictureFile() = default;
  PictureFile(const PictureFile&) = delete;
  PictureFile& operator=(const PictureFile&) = delete;
  PictureFile(PictureFile&&) = delete;
  PictureFile& operator=(PictureFile&&) = delete;
  [[nodiscard]] virtual Result<void> add_rows(std::span<const std::uint8_t> rows) = 0;
  [[nodiscard]] virtual Result<void> finish() = 0;  // after as many rows as the size has

 protected:
  PictureFile() = default;
};
using PictureFilePtr = std::unique_ptr<PictureFile>;

[[nodiscard]] Result<PictureFilePtr> create_png(const std::filesystem::path& file, map::PixelSize size,
                                                const PictureText& text);
// GeoTIFF (GDAL) of EPSG:3857, compressed without loss.
[[nodiscard]] Result<PictureFilePtr> create_geotiff(const std::filesystem::path& file, map::PixelSize size,
                                                    const PictureText& text, const GroundPlace& place);
// What tells a GIS where a picture lies that cannot say it itself: beside x.png, x.pgw (the world file) and
// x.prj (the projection).
[[nodiscard]] Result<void> write_world_file(const std::filesystem::path& picture, const GroundPlace& place);

// Draws the map into a file whose kind its name tells: .tif and .tiff are GeoTIFF, all else is PNG. An error
// where `world_file`, or a GeoTIFF, is asked for and the map is no Mercator map.
[[nodiscard]] Result<void> export_picture(map::MapView& view, const MapScene& scene,
                                          const map::Camera& camera, const map::Decorations& decorations,
                                          double scale, const std::filesystem::path& file,
                                          const PictureText& text, bool world_file = false);
[[nodiscard]] Result<void> write_png(const map::Picture& picture, const std::filesystem::path& file,
                                     const PictureText& text = {});

}  // namespace kharita::app::picture
