// The map as a picture, drawn off screen part by part.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "app/map/map_view.h"

namespace kharita::app::map {

inline constexpr int kMaxPicturePx = 16384;  // a side

// What a picture is drawn by, row by row: parts of kPartSize, those at its right and lower edges smaller.
inline constexpr PixelSize kPartSize{4096, 64};
[[nodiscard]] std::vector<PixelRect> picture_parts(PixelSize size);

// An error where a side is not within [1, kMaxPicturePx].
[[nodiscard]] Result<void> check_size(PixelSize size);

// Takes whole rows of a picture, top first: 8-bit RGBA with straight alpha.
using RowSink = std::function<Result<void>(std::span<const std::uint8_t> rows)>;

// Draws the scene's map off screen, in the current context, at camera.viewport()'s size, and hands its rows
// over as they are drawn: of a picture of kMaxPicturePx squared, 4 MB are held at a time. An error where a
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

}  // namespace kharita::app::map
