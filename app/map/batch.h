// What stands still on the picture: shapes and words at pixels of it, collected and drawn in a few calls.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "app/map/frame.h"
#include "app/map/gl/growing_buffer.h"
#include "app/map/gl/program.h"
#include "app/map/palette.h"
#include "app/typeset/text_engine.h"

namespace kharita::app::map {

// A rectangle in pixels of the picture, y down, x0 <= x1 and y0 <= y1.
struct Box {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;

  [[nodiscard]] float width() const noexcept { return x1 - x0; }
  [[nodiscard]] float height() const noexcept { return y1 - y0; }
  // Whether they share more than an edge.
  [[nodiscard]] bool overlaps(const Box& other) const noexcept {
    return x0 < other.x1 && other.x0 < x1 && y0 < other.y1 && other.y0 < y1;
  }
  [[nodiscard]] bool inside(const Box& other) const noexcept {
    return x0 >= other.x0 && x1 <= other.x1 && y0 >= other.y0 && y1 <= other.y1;
  }
  [[nodiscard]] Box grown(float by) const noexcept { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
  friend constexpr bool operator==(const Box&, const Box&) = default;
};

using Rgba8 = std::array<std::uint8_t, 4>;
[[nodiscard]] Rgba8 to_rgba8(const Color& color);

// Index buffer of quads, two triangles each, shared by batches and grown as needed.
class QuadIndices {
 public:
  // Binds it to the vertex array in use, with room for `quads`.
  void bind(std::size_t quads);

 private:
  gl::Buffer buffer_;
  std::size_t quads_ = 0;
};

// The uniforms of shaders/picture.glsl and pixel.glsl in one program.
class RegionUniforms {
 public:
  RegionUniforms() = default;
  explicit RegionUniforms(const gl::Program& program);
  // With the program in use and the region's viewport set.
  void set(const Frame& frame) const;

 private:
  GLint region_ = -1;
  GLint region_size_ = -1;
  GLint viewport_ = -1;
};

// A rounded rectangle, perhaps turned.
struct RoundedBox {
  PixelPos center;
  PixelPos half;         // of its size, along its axes
  PixelPos axis{1, 0};   // of its width, of length 1
  double corner = 0;     // radius, not above the lesser half
  double border_px = 0;  // inside its edge
  Color fill;
  Color border;
};

// Rounded rectangles; a disc is one whose corners are half its size. Main thread.
class ShapeBatch {
 public:
  [[nodiscard]] static Result<ShapeBatch> create(const std::filesystem::path& shaders);
  void clear() { vertices_.clear(); }
  void add(const Box& box, float corner_px, const Color& fill, float border_px = 0, const Color& border = {});
  // A straight stroke with round ends.
  void add_line(PixelPos from, PixelPos to, float width_px, const Color& color);
  void add_disc(PixelPos center, float radius_px, const Color& fill, float border_px = 0,
                const Color& border = {});
  // Draws what was added, in order, in the frame's region, or gives it to its canvas. Does not clear.
  void draw(const Frame& frame);

 private:
  struct Vertex {
    float x, y;
    float local_x, local_y;
    float half_x, half_y;
    float corner, border_width;
    float axis_x, axis_y;  // of the shape's width, of length 1
    Rgba8 fill, border;
  };
  explicit ShapeBatch(gl::Program program);
  void record(Canvas& canvas) const;
  void add_turned(PixelPos center, float half_x, float half_y, PixelPos axis, float corner_px,
                  const Color& fill, float border_px, const Color& border);
  gl::Program program_;
  RegionUniforms region_;
  gl::VertexArray vertex_array_;
  gl::GrowingBuffer buffer_{GL_ARRAY_BUFFER};
  QuadIndices indices_;
  std::vector<Vertex> vertices_;
};

// Laid-out words. Main thread.
class TextBatch {
 public:
  [[nodiscard]] static Result<TextBatch> create(const std::filesystem::path& shaders);
  void clear() {
    vertices_.clear();
    placed_.clear();
  }
  // The layout's top left goes to (x, y), rounded to whole pixels; its halo first where it has one.
  void add(const typeset::Layout& layout, double x, double y, const Color& color, const Color& halo = {});
  void draw(const Frame& frame, typeset::TextEngine& text);

 private:
  struct Vertex {
    float x, y;
    float u, v;
    Rgba8 color;
  };
  struct Placed {
    typeset::Layout layout;
    PixelPos top_left;
    Color color;
    Color halo;
  };
  explicit TextBatch(gl::Program program);
  void add_quads(std::span<const typeset::GlyphQuad> quads, float x, float y, Rgba8 color);
  gl::Program program_;
  RegionUniforms region_;
  GLint atlas_;
  gl::VertexArray vertex_array_;
  gl::GrowingBuffer buffer_{GL_ARRAY_BUFFER};
  QuadIndices indices_;
  std::vector<Vertex> vertices_;
  std::vector<Placed> placed_;
};

}  // namespace kharita::app::map
