// The map as a picture, drawn off screen part by part.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "app/map/gl/target.h"
#include "app/map/map_view.h"
#include "app/model/picture_options.h"

namespace kharita::app::map {

// What a picture is drawn by, row by row: parts of kPartSize, those at its right and lower edges smaller.
inline constexpr PixelSize kPartSize{4096, 64};
[[nodiscard]] std::vector<PixelRect> picture_parts(PixelSize size);

// An error where a side is not within [1, kMaxPicturePx].
[[nodiscard]] Result<void> check_size(PixelSize size);

// Takes whole rows of a picture, top first: 8-bit RGBA with straight alpha.
using RowSink = std::function<Result<void>(std::span<const std::uint8_t> rows)>;

// Draws a picture part by part, so that whoever shows how far it is can do other things between two parts,
// with the same view, too.
class PictureParts {
 public:
  [[nodiscard]] static Result<PictureParts> start(PixelSize size);  // errors as check_size's
  // Draws the next part in the current context; where it was a row's last, the sink takes the rows.
  [[nodiscard]] Result<void> draw_next(MapView& view, const MapScene& scene, const Camera& camera,
                                       const Decorations& decorations, double scale, const RowSink& sink);
  [[nodiscard]] bool done() const noexcept { return next_ == parts_.size(); }
  [[nodiscard]] double share() const noexcept {
    return static_cast<double>(next_) / static_cast<double>(parts_.size());
  }

 private:
  explicit PictureParts(PixelSize size) : size_(size), parts_(picture_parts(size)) {}
  void read(const PixelRect& part);

  PixelSize size_;
  std::vector<PixelRect> parts_;
  std::size_t next_ = 0;
  gl::Target target_;
  std::vector<std::uint8_t> rows_;
  std::vector<std::uint8_t> upwards_;  // a part as OpenGL gives it
};

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
