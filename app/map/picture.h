// The map as a picture, drawn off screen part by part, and its files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/map/map_view.h"

namespace kharita::app::map {

inline constexpr int kMaxPicturePx = 16384;  // a side

// What a picture is drawn by, row by row: parts of kPartSize, those at its right and lower edges smaller.
inline constexpr PixelSize kPartSize{4096, 256};
[[nodiscard]] std::vector<PixelRect> picture_parts(PixelSize size);

// Takes whole rows of a picture, top first: 8-bit RGBA with straight alpha.
using RowSink = std::function<Result<void>(std::span<const std::uint8_t> rows)>;

// Draws the scene's map off screen, in the current context, at camera.viewport()'s size, and hands its rows
// over as they are drawn: of a picture of kMaxPicturePx squared, 16 MB are held at a time. An error where a
// side is not within [1, kMaxPicturePx]; the sink's errors end it.
[[nodiscard]] Result<void> render_rows(MapView& view, const MapScene& scene, const Camera& camera,
                                       const Decorations& decorations, double scale, const RowSink& sink);

// An 8-bit RGBA picture, top row first.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};
// The same, held whole.
[[nodiscard]] Result<Picture> render_picture(MapView& view, const MapScene& scene, const Camera& camera,
                                             const Decorations& decorations, double scale);

// Keys and values for a picture's text fields, UTF-8.
using PictureText = std::vector<std::pair<std::string, std::string>>;
// Title, program, sources with the gazetteer's version, filters, counts, and where the camera stood.
[[nodiscard]] PictureText picture_text(const MapScene& scene, const Camera& camera, double scale,
                                       const geo::Gazetteer& gazetteer, const std::string& title);

// A PNG file (libpng) under way. It is written to a temporary name, which finish() renames, and which goes
// where finish() is not called. A link or device is written itself.
class PngFile {
 public:
  [[nodiscard]] static Result<PngFile> create(const std::filesystem::path& file, PixelSize size,
                                              const PictureText& text);
  PngFile(PngFile&&) noexcept;
  PngFile& operator=(PngFile&&) noexcept;
  ~PngFile();
  [[nodiscard]] Result<void> add_rows(std::span<const std::uint8_t> rows);
  [[nodiscard]] Result<void> finish();  // after as many rows as the size has

 private:
  struct Impl;
  explicit PngFile(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};
[[nodiscard]] Result<void> write_png(const Picture& picture, const std::filesystem::path& file,
                                     const PictureText& text = {});

}  // namespace kharita::app::map
