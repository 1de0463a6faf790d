// Owners of cairo's objects. Inside app/picture only.
#pragma once

#include <cairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "app/map/canvas.h"

namespace kharita::app::picture {

template <auto destroy>
struct CairoDestroyer {
  template <typename T>
  void operator()(T* object) const noexcept {
    destroy(object);
  }
};
using CairoSurface = std::unique_ptr<cairo_surface_t, CairoDestroyer<cairo_surface_destroy>>;
using CairoContext = std::unique_ptr<cairo_t, CairoDestroyer<cairo_destroy>>;
using CairoPattern = std::unique_ptr<cairo_pattern_t, CairoDestroyer<cairo_pattern_destroy>>;
using CairoFontFace = std::unique_ptr<cairo_font_face_t, CairoDestroyer<cairo_font_face_destroy>>;

[[nodiscard]] CairoSurface raster_surface(const map::Raster& raster);

// UTF-8 of characters alone: broken bytes and what will never be a character (U+FFFE) become U+FFFD, line
// ends and tabs spaces, other controls nothing. Cairo and XML readers refuse the whole of a text that holds
// one.
[[nodiscard]] std::string plain_text(std::string_view text);

}  // namespace kharita::app::picture
