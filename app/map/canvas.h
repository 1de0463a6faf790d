// What takes a picture as shapes and words instead of pixels: a layer whose Frame names a Canvas gives it
// what it would draw with OpenGL, in the same order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "app/map/batch.h"
#include "app/map/palette.h"
#include "app/map/projection.h"
#include "app/typeset/text_engine.h"

namespace kharita::app::map {

// A line or, closed, a ring, in pixels of the picture.
struct Path {
  std::vector<PixelPos> points;
  double along = 0;  // px from where a line's dashes begin to its first point
};

struct Stroke {
  Color color;
  double width = 1;  // px
  double dash = 0;   // px drawn, then left out; 0: a full line
  double gap = 0;
  bool round_ends = false;
};

// A colour at a share of a radius.
struct GlowStop {
  double at = 0;
  Color color;
};

// 8-bit RGBA with straight alpha, top row first.
struct Raster {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

// Positions and lengths are pixels of the picture, y down; what reaches over its edges is cut there.
class Canvas {
 public:
  virtual ~Canvas() = default;
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  Canvas(Canvas&&) = delete;
  Canvas& operator=(Canvas&&) = delete;

  virtual void begin_layer(std::string_view name) = 0;  // what follows: "borders", "labels"
  virtual void fill_all(const Color& color) = 0;
  virtual void fill(std::span<const Path> rings, const Color& color) = 0;  // what they wind around
  virtual void stroke(std::span<const Path> lines, const Stroke& stroke) = 0;
  virtual void add(const RoundedBox& box) = 0;
  virtual void glow(PixelPos center, double radius, std::span<const GlowStop> stops) = 0;
  virtual void image(const Box& box, const Raster& raster) = 0;
  // As TextBatch::add; (x, y) are whole pixels.
  virtual void text(const typeset::Layout& layout, PixelPos top_left, const Color& color,
                    const Color& halo) = 0;

 protected:
  Canvas() = default;
};

inline void begin_layer(const Frame& frame, std::string_view name) {
  if (frame.canvas != nullptr) frame.canvas->begin_layer(name);
}

}  // namespace kharita::app::map
