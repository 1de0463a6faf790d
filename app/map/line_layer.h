// Borders and coasts as smooth lines of constant width in pixels.
#pragma once

#include <vector>

#include "app/map/geometry.h"
#include "app/map/gl/program.h"
#include "app/map/palette.h"

namespace kharita::app::map {

struct LineStyle {
  Color color;
  float width_pt = 1;
  float dash_pt = 0;  // drawn, then left out; 0: a full line
  float gap_pt = 0;
};

// The lines' points on the GPU. Main thread.
class LineBatch {
 public:
  void upload(LineGeometry geometry);  // replaces what was there
  [[nodiscard]] bool empty() const noexcept { return runs_.empty(); }
  [[nodiscard]] std::vector<LinePoint> read_back() const;  // from the GPU

 private:
  friend class LinePainter;
  gl::VertexArray vertex_array_;
  gl::Buffer points_;
  std::size_t point_count_ = 0;
  std::vector<LineGeometry::Run> runs_;
};

// Draws batches with shaders/line.*, an instance a segment, or gives their strokes to the frame's canvas.
class LinePainter {
 public:
  [[nodiscard]] static Result<LinePainter> create(const std::filesystem::path& shaders);
  // The lines of one kind that show in the frame.
  void draw(const LineBatch& batch, const Frame& frame, geo::BorderKind kind, const LineStyle& style);

 private:
  explicit LinePainter(gl::Program program);
  void draw_points(std::uint32_t first, std::uint32_t end);  // from the bound batch
  static void record(const LineBatch& batch, const Frame& frame, geo::BorderKind kind,
                     const LineStyle& style);
  gl::Program program_;
  FrameUniforms frame_;
  GLint color_;
  GLint half_width_;
  GLint dash_;
};

}  // namespace kharita::app::map
