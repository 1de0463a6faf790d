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

// Broken bytes become U+FFFD: cairo and XML readers refuse the whole of a text that holds one.
[[nodiscard]] std::string valid_utf8(std::string_view text);

}  // namespace kharita::app::picture
