// Filled areas: the land, and the areas with mentions on it.
#pragma once

#include <span>
#include <vector>

#include "app/map/geometry.h"
#include "app/map/gl/program.h"
#include "app/map/palette.h"

namespace kharita::app::map {

// The areas' triangles on the GPU. Main thread.
class AreaBatch {
 public:
  void upload(AreaGeometry geometry);  // replaces what was there
  [[nodiscard]] bool empty() const noexcept { return ranges_.empty(); }
  [[nodiscard]] std::span<const AreaGeometry::Range> ranges() const noexcept { return ranges_; }
  void bind() const { glBindVertexArray(vertex_array_.get()); }
  [[nodiscard]] AreaGeometry read_back() const;  // from the GPU

 private:
  gl::VertexArray vertex_array_;
  gl::Buffer vertices_;
  gl::Buffer indices_;
  std::size_t vertex_count_ = 0;
  std::size_t index_count_ = 0;
  std::vector<AreaGeometry::Range> ranges_;
};

// Draws batches with shaders/area.*, or gives their outlines to the frame's canvas.
class AreaPainter {
 public:
  [[nodiscard]] static Result<AreaPainter> create(const std::filesystem::path& shaders);
  // All areas in one colour; the first `count` of them.
  void fill(const AreaBatch& batch, const Frame& frame, const Color& color);
  void fill(const AreaBatch& batch, std::size_t count, const Frame& frame, const Color& color);
  // Some of the batch's ranges in one colour.
  struct Tint {
    Color color;
    std::vector<std::uint32_t> ranges;
  };
  void fill_each(const AreaBatch& batch, const Frame& frame, std::span<const Tint> tints);  // in order

 private:
  explicit AreaPainter(gl::Program program);
  // Collects what shows in a sheet for draw_collected().
  void collect(const AreaGeometry::Range& range, const Frame& frame, int sheet);
  void draw_collected(const Color& color);
  gl::Program program_;
  FrameUniforms frame_;
  GLint color_;
  std::vector<GLsizei> counts_;  // reused from call to call
  std::vector<const void*> offsets_;
};

}  // namespace kharita::app::map
