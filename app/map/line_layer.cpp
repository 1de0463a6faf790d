#include "app/map/line_layer.h"

#include <algorithm>
#include <cstddef>

#include "app/map/outline.h"

namespace kharita::app::map {
namespace {

const void* byte_offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);
}

}  // namespace

void LineBatch::upload(LineGeometry geometry) {
  vertex_array_ = gl::VertexArray::make();
  points_ = gl::Buffer::make();
  glBindVertexArray(vertex_array_.get());
  glBindBuffer(GL_ARRAY_BUFFER, points_.get());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(geometry.points.size() * sizeof(LinePoint)),
               geometry.points.data(), GL_STATIC_DRAW);
  for (GLuint attribute = 0; attribute < 4; ++attribute) {
    glEnableVertexAttribArray(attribute);
    glVertexAttribDivisor(attribute, 1);
  }
  glBindVertexArray(0);
  point_count_ = geometry.points.size();
  runs_ = std::move(geometry.runs);
}

std::vector<LinePoint> LineBatch::read_back() const {
  std::vector<LinePoint> points(point_count_);
  gl::read_buffer(points_, std::span(points));
  return points;
}

Result<LinePainter> LinePainter::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "line");
  if (!program) return tl::unexpected(program.error());
  return LinePainter(std::move(*program));
}

LinePainter::LinePainter(gl::Program program)
    : program_(std::move(program)),
      frame_(program_),
      color_(program_.uniform("u_color")),
      half_width_(program_.uniform("u_half_width")),
      dash_(program_.uniform("u_dash")) {}

void LinePainter::draw(const LineBatch& batch, const Frame& frame, geo::BorderKind kind,
                       const LineStyle& style) {
  if (batch.empty() || style.color.a <= 0) return;
  if (frame.canvas != nullptr) return record(batch, frame, kind, style);
  const auto scale = static_cast<float>(frame.scale);
  const float width = style.width_pt * scale;
  program_.use();
  glBindVertexArray(batch.vertex_array_.get());
  glBindBuffer(GL_ARRAY_BUFFER, batch.points_.get());
  frame_.set(frame);
  glUniform4f(color_, style.color.r, style.color.g, style.color.b, style.color.a);
  glUniform1f(half_width_, width / 2);
  glUniform2f(dash_, style.dash_pt * scale, style.gap_pt * scale);
  const CutScope cut(frame);
  const auto sheets = frame.sheets(width);
  for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
    frame_.set_sheet(frame, sheet);
    std::uint32_t first = 0;  // of the runs that show one after the other: drawn at once
    std::uint32_t end = 0;
    for (const LineGeometry::Run& run :
         std::ranges::equal_range(batch.runs_, kind, {}, &LineGeometry::Run::kind)) {
      if (!frame.shows(run.bounds, run.cap, sheet, width)) continue;
      if (run.first != end) {
        draw_points(first, end);
        first = run.first;
      }
      end = run.first + run.count;
    }
    draw_points(first, end);
  }
}

void LinePainter::record(const LineBatch& batch, const Frame& frame, geo::BorderKind kind,
                         const LineStyle& style) {
  const auto scale = static_cast<float>(frame.scale);
  const float width = style.width_pt * scale;
  const Box box =
      Box{0, 0, static_cast<float>(frame.picture.width), static_cast<float>(frame.picture.height)}.grown(
          width + 4);
  const std::vector<LinePoint> points = batch.read_back();
  std::vector<Path> lines;
  const auto sheets = frame.sheets(width);
  for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
    for (const LineGeometry::Run& run : batch.runs_) {
      if (run.kind != kind || !frame.shows(run.bounds, run.cap, sheet, width)) continue;
      append_lines(frame, std::span(points).subspan(run.first, run.count), sheet, box, lines);
    }
  }
  const auto wide = [](float px) { return static_cast<double>(px); };
  frame.canvas->stroke(
      lines, {style.color, wide(width), wide(style.dash_pt * scale), wide(style.gap_pt * scale), false});
}

void LinePainter::draw_points(std::uint32_t first, std::uint32_t end) {
  if (end - first < 2) return;
  constexpr GLsizei kStride = sizeof(LinePoint);
  const std::size_t from = first * sizeof(LinePoint);
  const std::size_t to = from + sizeof(LinePoint);
  glVertexAttribIPointer(0, 2, GL_INT, kStride, byte_offset(from));
  glVertexAttribPointer(1, 1, GL_FLOAT, GL_FALSE, kStride,
                        byte_offset(from + offsetof(LinePoint, along_steps)));
  glVertexAttribIPointer(2, 2, GL_INT, kStride, byte_offset(to));
  glVertexAttribPointer(3, 1, GL_FLOAT, GL_FALSE, kStride,
                        byte_offset(to + offsetof(LinePoint, along_steps)));
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(end - first - 1));
}

}  // namespace kharita::app::map
