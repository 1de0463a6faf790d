#include <fmt/format.h>

#include "app/picture/picture_file.h"

namespace kharita::app::picture {

using map::Camera;
using map::Decorations;
using map::MapView;
using map::PixelSize;

namespace {

std::string lower_extension(const std::filesystem::path& file) {
  std::string extension = file.extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

}  // namespace

Result<FileKind> kind_of(const std::filesystem::path& file) {
  const std::string extension = lower_extension(file);
  if (extension == ".png" || extension.empty()) return FileKind::png;
  if (extension == ".tif" || extension == ".tiff") return FileKind::geotiff;
  if (extension == ".svg") return FileKind::svg;
  if (extension == ".pdf") return FileKind::pdf;
  return fail(ErrorCode::usage, "{}: no picture is written as {}: end its name in .png, .tif, .svg or .pdf",
              file.string(), extension);
}

Result<void> export_picture(MapView& view, const MapScene& scene, const Camera& camera,
                            const Decorations& decorations, double scale, const std::filesystem::path& file,
                            const PictureText& text, bool world_file) {
  const auto kind = kind_of(file);
  if (!kind) return tl::unexpected(kind.error());
  const bool geotiff = *kind == FileKind::geotiff;
  if (world_file && *kind != FileKind::png)
    return fail(ErrorCode::usage, "{}: a world file goes with a picture that ends in .png", file.string());
  if ((world_file || geotiff) && camera.globe_share() > 0) {
    return fail(ErrorCode::usage,
                "{}: a globe has no place in metres: choose the Mercator map for GeoTIFF and world files",
                file.string());
  }
  const PixelSize size = camera.viewport();
  if (*kind == FileKind::svg || *kind == FileKind::pdf) {
    if (auto fits = map::check_size(size); !fits) return fits;
    auto out = *kind == FileKind::svg ? create_svg(file, size, text, view.text_engine())
                                      : create_pdf(file, size, text, view.text_engine());
    if (!out) return tl::unexpected(out.error());
    view.record(scene, camera, decorations, scale, **out);
    return (*out)->finish();
  }
  auto out = geotiff ? create_geotiff(file, size, text, ground_place(camera)) : create_png(file, size, text);
  if (!out) return tl::unexpected(out.error());
  const auto add = [&](std::span<const std::uint8_t> rows) { return (*out)->add_rows(rows); };
  if (auto drawn = map::render_rows(view, scene, camera, decorations, scale, add); !drawn) return drawn;
  if (auto finished = (*out)->finish(); !finished) return finished;
  if (world_file) return write_world_file(file, ground_place(camera));
  return {};
}

Result<void> write_png(const map::Picture& picture, const std::filesystem::path& file,
                       const PictureText& text) {
  auto png = create_png(file, {picture.width, picture.height}, text);
  if (!png) return tl::unexpected(png.error());
  if (auto written = (*png)->add_rows(picture.rgba); !written) return written;
  return (*png)->finish();
}

PictureText picture_text(const MapScene& scene, const Camera& camera, double scale,
                         const geo::Gazetteer& gazetteer, const std::string& title) {
  const geo::LatLon at = camera.center().to_latlon();
  PictureText text{
      {"Title", title.empty() ? "Kharita" : title},
      {"Software", "Kharita " KHARITA_VERSION},
      {"Source", fmt::format("{} ({})", gazetteer.credits(), gazetteer.data_version())},
      {"Camera", fmt::format("{},{},{}; scale {}", at.lat_deg(), at.lon_deg(), camera.zoom(), scale)},
  };
  if (!scene.counts_words.empty()) text.emplace_back("Comment", scene.counts_words);
  if (!scene.filter_words.empty()) text.emplace_back("Description", scene.filter_words);
  return text;
}

}  // namespace kharita::app::picture
