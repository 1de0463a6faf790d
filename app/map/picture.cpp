#include "app/map/picture.h"

#include <algorithm>
#include <cstring>

#include "app/map/gl/target.h"

namespace kharita::app::map {
namespace {

// Colours over nothing were blended to premultiplied ones.
void unpremultiply(std::span<std::uint8_t> rgba) {
  for (std::size_t i = 0; i + 3 < rgba.size(); i += 4) {
    const unsigned alpha = rgba[i + 3];
    if (alpha == 0 || alpha == 255) continue;
    for (std::size_t k = i; k < i + 3; ++k)
      rgba[k] = static_cast<std::uint8_t>(std::min(255u, (rgba[k] * 255u + alpha / 2) / alpha));
  }
}

}  // namespace

std::vector<PixelRect> picture_parts(PixelSize size) {
  std::vector<PixelRect> parts;
  for (int y = 0; y < size.height; y += kPartSize.height) {
    for (int x = 0; x < size.width; x += kPartSize.width)
      parts.push_back(
          {x, y, std::min(kPartSize.width, size.width - x), std::min(kPartSize.height, size.height - y)});
  }
  return parts;
}

Result<void> check_size(PixelSize size) {
  if (size.width < 1 || size.height < 1 || size.width > kMaxPicturePx || size.height > kMaxPicturePx) {
    return fail(ErrorCode::usage,
                "a picture of {} x {} pixels cannot be drawn: both sides must be from 1 to {}", size.width,
                size.height, kMaxPicturePx);
  }
  return {};
}

Result<PictureParts> PictureParts::start(PixelSize size) {
  if (auto fits = check_size(size); !fits) return tl::unexpected(fits.error());
  PictureParts parts(size);
  if (auto made = parts.target_.resize(
          {std::min(size.width, kPartSize.width), std::min(size.height, kPartSize.height)});
      !made)
    return tl::unexpected(made.error());
  return parts;
}

Result<void> PictureParts::draw_next(MapView& view, const MapScene& scene, const Camera& camera,
                                     const Decorations& decorations, double scale, const RowSink& sink) {
  const PixelRect part = parts_[next_++];
  const gl::FramebufferScope scope(target_.framebuffer());
  glBindFramebuffer(GL_FRAMEBUFFER, target_.framebuffer());
  view.draw_part(scene, camera, decorations, scale, part);
  read(part);
  if (part.x + part.width < size_.width) return {};
  if (decorations.transparent) unpremultiply(rows_);
  return sink(rows_);
}

// From the bound framebuffer's lower left corner.
void PictureParts::read(const PixelRect& part) {
  const auto bytes = static_cast<std::size_t>(part.width) * 4;
  const auto row_bytes = static_cast<std::size_t>(size_.width) * 4;
  const auto height = static_cast<std::size_t>(part.height);
  rows_.resize(row_bytes * height);
  upwards_.resize(bytes * height);
  glPixelStorei(GL_PACK_ALIGNMENT, 4);
  glReadPixels(0, 0, part.width, part.height, GL_RGBA, GL_UNSIGNED_BYTE, upwards_.data());
  for (std::size_t row = 0; row < height; ++row) {
    std::memcpy(rows_.data() + row * row_bytes + static_cast<std::size_t>(part.x) * 4,
                upwards_.data() + (height - 1 - row) * bytes, bytes);
  }
}

Result<void> render_rows(MapView& view, const MapScene& scene, const Camera& camera,
                         const Decorations& decorations, double scale, const RowSink& sink) {
  auto parts = PictureParts::start(camera.viewport());
  if (!parts) return tl::unexpected(parts.error());
  while (!parts->done()) {
    if (auto drawn = parts->draw_next(view, scene, camera, decorations, scale, sink); !drawn) return drawn;
  }
  return {};
}

Result<Picture> render_picture(MapView& view, const MapScene& scene, const Camera& camera,
                               const Decorations& decorations, double scale) {
  Picture picture{camera.viewport().width, camera.viewport().height, {}};
  const auto keep = [&](std::span<const std::uint8_t> rows) -> Result<void> {
    picture.rgba.insert(picture.rgba.end(), rows.begin(), rows.end());
    return {};
  };
  if (auto drawn = render_rows(view, scene, camera, decorations, scale, keep); !drawn)
    return tl::unexpected(drawn.error());
  return picture;
}

}  // namespace kharita::app::map
