// Files that the map is written to.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/map/canvas.h"
#include "app/map/picture.h"

namespace kharita::app::picture {

// What an error says of a picture's file, around the reason.
inline constexpr std::string_view kComplaint = "the picture cannot be written";
inline constexpr std::string_view kAdvice = ": choose another folder";

enum class FileKind : std::uint8_t { png, geotiff, svg, pdf };
// By the ending of its name: .tif and .tiff are GeoTIFF; without one it is PNG.
[[nodiscard]] Result<FileKind> kind_of(const std::filesystem::path& file);

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

// A picture's file of shapes and words under way; as PictureFile otherwise.
class VectorFile : public map::Canvas {
 public:
  [[nodiscard]] virtual Result<void> finish() = 0;
};
using VectorFilePtr = std::unique_ptr<VectorFile>;
// SVG 1.1. Words are text elements that name their fonts: whoever opens it draws them with its own copy of
// these, and they can be edited. A layer is a group.
[[nodiscard]] Result<VectorFilePtr> create_svg(const std::filesystem::path& file, map::PixelSize size,
                                               const PictureText& text, const typeset::TextEngine& engine);
// PDF (cairo), 96 px an inch. Words are text with the glyphs' outlines embedded, and can be searched and
// copied.
[[nodiscard]] Result<VectorFilePtr> create_pdf(const std::filesystem::path& file, map::PixelSize size,
                                               const PictureText& text, const typeset::TextEngine& engine);

[[nodiscard]] Result<PictureFilePtr> create_png(const std::filesystem::path& file, map::PixelSize size,
                                                const PictureText& text);
// GeoTIFF (GDAL) of EPSG:3857, compressed without loss.
[[nodiscard]] Result<PictureFilePtr> create_geotiff(const std::filesystem::path& file, map::PixelSize size,
                                                    const PictureText& text, const GroundPlace& place);
// What tells a GIS where a picture lies that cannot say it itself: beside x.png, x.pgw (the world file) and
// x.prj (the projection).
[[nodiscard]] Result<void> write_world_file(const std::filesystem::path& picture, const GroundPlace& place);

// A picture on its way into a file of the kind_of() its name. Destroyed before it is done, it leaves no file.
// The view must outlive it.
class Export {
 public:
  struct Order {
    MapScene scene;
    map::Camera camera;
    map::Decorations decorations;
    double scale = 1;
    std::filesystem::path file;
    PictureText text;
    bool world_file = false;
  };
  [[nodiscard]] static Result<Export> start(map::MapView& view, Order order);  // errors as export_picture's
  // Draws the next part; true once the file is there. Not to be called again after that, or after an error.
  [[nodiscard]] Result<bool> step();
  [[nodiscard]] double share() const noexcept { return parts_.share(); }
  [[nodiscard]] const std::filesystem::path& file() const noexcept { return order_.file; }

 private:
  Export(map::MapView& view, Order order, FileKind kind, map::PictureParts parts)
      : view_(&view), order_(std::move(order)), kind_(kind), parts_(std::move(parts)) {}
  [[nodiscard]] Result<void> write_shapes();

  map::MapView* view_;
  Order order_;
  FileKind kind_;
  map::PictureParts parts_;
  PictureFilePtr out_;
};

// Draws the map into a file of the kind_of() its name. An error where `world_file`, or a GeoTIFF, is asked
// for and the map is no Mercator map.
[[nodiscard]] Result<void> export_picture(map::MapView& view, const MapScene& scene,
                                          const map::Camera& camera, const map::Decorations& decorations,
                                          double scale, const std::filesystem::path& file,
                                          const PictureText& text, bool world_file = false);
// A PNG's bytes.
[[nodiscard]] Result<std::vector<std::uint8_t>> encode_png(const map::Picture& picture);
[[nodiscard]] Result<void> write_png(const map::Picture& picture, const std::filesystem::path& file,
                                     const PictureText& text = {});

}  // namespace kharita::app::picture
