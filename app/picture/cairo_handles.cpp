#include "app/picture/cairo_handles.h"

#include <cstdint>

#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

namespace kharita::app::picture {
namespace {

// Code points that will never be characters: programs may refuse a text that has them.
bool is_noncharacter(char32_t c) {
  return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

}  // namespace

CairoSurface raster_surface(const map::Raster& raster) {
  CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, raster.width, raster.height));
  unsigned char* pixels = cairo_image_surface_get_data(surface.get());
  if (pixels == nullptr) return surface;  // in an error state, which whoever draws it reports
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  const auto width = static_cast<std::size_t>(raster.width);
  for (std::size_t y = 0; y < static_cast<std::size_t>(raster.height); ++y) {
    auto* row = reinterpret_cast<std::uint32_t*>(pixels + y * stride);
    for (std::size_t x = 0; x < width; ++x) {
      const std::uint8_t* from = raster.rgba.data() + 4 * (y * width + x);
      const auto premultiplied = [&](std::size_t i) { return (unsigned{from[i]} * from[3] + 127) / 255; };
      row[x] = unsigned{from[3]} << 24 | premultiplied(0) << 16 | premultiplied(1) << 8 | premultiplied(2);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

std::string plain_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = geo::text::next_code_point(text.data(), text.size(), at);
    const bool blank = c == '\t' || c == '\n' || c == '\r';
    if (blank || c >= ' ')
      geo::text::append_utf8(blank ? U' ' : is_noncharacter(c) ? geo::text::kReplacement : c, out);
  }
  return out;
}

}  // namespace kharita::app::picture
