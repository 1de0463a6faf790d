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

Result<Export> Export::start(MapView& view, Order order) {
  const auto kind = kind_of(order.file);
  if (!kind) return tl::unexpected(kind.error());
  const bool geotiff = *kind == FileKind::geotiff;
  if (order.world_file && *kind != FileKind::png)
    return fail(ErrorCode::usage, "{}: a world file goes with a picture that ends in .png",
                order.file.string());
  if ((order.world_file || geotiff) && order.camera.globe_share() > 0) {
    return fail(ErrorCode::usage,
                "{}: a globe has no place in metres: choose the Mercator map for GeoTIFF and world files",
                order.file.string());
  }
  const PixelSize size = order.camera.viewport();
  auto parts = map::PictureParts::start(size);
  if (!parts) return tl::unexpected(parts.error());
  Export started(view, std::move(order), *kind, std::move(*parts));
  if (*kind == FileKind::svg || *kind == FileKind::pdf) return started;
  const Order& o = started.order_;
  auto out = geotiff ? create_geotiff(o.file, size, o.text, ground_place(o.camera))
                     : create_png(o.file, size, o.text);
  if (!out) return tl::unexpected(out.error());
  started.out_ = std::move(*out);
  return started;
}

Result<bool> Export::step() {
  const Order& o = order_;
  if (kind_ == FileKind::svg || kind_ == FileKind::pdf) {
    auto written = write_shapes();
    if (!written) return tl::unexpected(written.error());
    return true;
  }
  const auto add = [&](std::span<const std::uint8_t> rows) { return out_->add_rows(rows); };
  if (auto drawn = parts_.draw_next(*view_, o.scene, o.camera, o.decorations, o.scale, add); !drawn)
    return tl::unexpected(drawn.error());
  if (!parts_.done()) return false;
  if (auto finished = out_->finish(); !finished) return tl::unexpected(finished.error());
  if (!o.world_file) return true;
  if (auto written = write_world_file(o.file, ground_place(o.camera)); !written)
    return tl::unexpected(written.error());
  return true;
}

// Shapes are written at once: there is no part of them to wait for.
Result<void> Export::write_shapes() {
  const Order& o = order_;
  const auto create = kind_ == FileKind::svg ? create_svg : create_pdf;
  auto out = create(o.file, o.camera.viewport(), o.text, view_->text_engine());
  if (!out) return tl::unexpected(out.error());
  view_->record(o.scene, o.camera, o.decorations, o.scale, **out);
  return (*out)->finish();
}

Result<void> export_picture(MapView& view, const MapScene& scene, const Camera& camera,
                            const Decorations& decorations, double scale, const std::filesystem::path& file,
                            const PictureText& text, bool world_file) {
  auto started = Export::start(view, {scene, camera, decorations, scale, file, text, world_file});
  if (!started) return tl::unexpected(started.error());
  for (;;) {
    const auto done = started->step();
    if (!done) return tl::unexpected(done.error());
    if (*done) return {};
  }
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
