#include "app/map/batch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "app/map/canvas.h"

namespace kharita::app::map {
namespace {

const void* byte_offset(std::size_t bytes) {
  return reinterpret_cast<const void*>(bytes);
}

void float_attribute(GLuint index, GLint size, GLsizei stride, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, size, GL_FLOAT, GL_FALSE, stride, byte_offset(offset));
}

void color_attribute(GLuint index, GLsizei stride, std::size_t offset) {
  glEnableVertexAttribArray(index);
  glVertexAttribPointer(index, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, byte_offset(offset));
}

}  // namespace

RegionUniforms::RegionUniforms(const gl::Program& program)
    : region_(program.uniform("u_region")),
      region_size_(program.uniform("u_region_size")),
      viewport_(program.uniform("u_viewport")) {}

void RegionUniforms::set(const Frame& frame) const {
  std::array<GLint, 4> viewport{};
  glGetIntegerv(GL_VIEWPORT, viewport.data());
  glUniform2f(region_, static_cast<float>(frame.region.x), static_cast<float>(frame.region.y));
  glUniform2f(region_size_, static_cast<float>(frame.region.width), static_cast<float>(frame.region.height));
  glUniform2f(viewport_, static_cast<float>(viewport[0]), static_cast<float>(viewport[1]));
}

Rgba8 to_rgba8(const Color& color) {
  const auto byte = [](float v) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(v, 0.0f, 1.0f) * 255));
  };
  return {byte(color.r), byte(color.g), byte(color.b), byte(color.a)};
}

void QuadIndices::bind(std::size_t quads) {
  if (!buffer_) buffer_ = gl::Buffer::make();
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, buffer_.get());
  if (quads <= quads_) return;
  quads_ = std::max(quads, 2 * quads_);
  std::vector<std::uint32_t> indices;
  indices.reserve(6 * quads_);
  for (std::uint32_t quad = 0; quad < quads_; ++quad) {
    for (const std::uint32_t corner : {0u, 1u, 2u, 2u, 1u, 3u})
      indices.push_back(4 * quad + corner);
  }
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(indices.size() * sizeof(std::uint32_t)),
               indices.data(), GL_STATIC_DRAW);
}

Result<ShapeBatch> ShapeBatch::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "shape");
  if (!program) return tl::unexpected(program.error());
  return ShapeBatch(std::move(*program));
}

ShapeBatch::ShapeBatch(gl::Program program)
    : program_(std::move(program)), region_(program_), vertex_array_(gl::VertexArray::make()) {
  constexpr GLsizei kStride = sizeof(Vertex);
  glBindVertexArray(vertex_array_.get());
  buffer_.bind();
  float_attribute(0, 2, kStride, offsetof(Vertex, x));
  float_attribute(1, 2, kStride, offsetof(Vertex, local_x));
  float_attribute(2, 2, kStride, offsetof(Vertex, half_x));
  float_attribute(3, 2, kStride, offsetof(Vertex, corner));
  float_attribute(4, 2, kStride, offsetof(Vertex, axis_x));
  color_attribute(5, kStride, offsetof(Vertex, fill));
  color_attribute(6, kStride, offsetof(Vertex, border));
  glBindVertexArray(0);
}

void ShapeBatch::add(const Box& box, float corner_px, const Color& fill, float border_px,
                     const Color& border) {
  const float half_x = box.width() / 2;
  const float half_y = box.height() / 2;
  add_turned({box.x0 + half_x, box.y0 + half_y}, half_x, half_y, {1, 0}, corner_px, fill, border_px, border);
}

void ShapeBatch::add_line(PixelPos from, PixelPos to, float width_px, const Color& color) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const PixelPos axis =
      length > 0 ? PixelPos{(to.x - from.x) / length, (to.y - from.y) / length} : PixelPos{1, 0};
  add_turned({(from.x + to.x) / 2, (from.y + to.y) / 2}, static_cast<float>(length + width_px) / 2,
             width_px / 2, axis, width_px / 2, color, 0, {});
}

void ShapeBatch::add_turned(PixelPos center, float half_x, float half_y, PixelPos axis, float corner_px,
                            const Color& fill, float border_px, const Color& border) {
  const float reach_x = half_x + 1;  // room for the smooth edge
  const float reach_y = half_y + 1;
  const float corner = std::min({corner_px, half_x, half_y});
  const auto x = static_cast<float>(center.x);
  const auto y = static_cast<float>(center.y);
  const auto axis_x = static_cast<float>(axis.x);
  const auto axis_y = static_cast<float>(axis.y);
  for (const auto& [sx, sy] : {std::pair{-1.0f, -1.0f}, {1.0f, -1.0f}, {-1.0f, 1.0f}, {1.0f, 1.0f}}) {
    const float to_x = sx * reach_x * axis_x - sy * reach_y * axis_y;
    const float to_y = sx * reach_x * axis_y + sy * reach_y * axis_x;
    vertices_.push_back({x + to_x, y + to_y, to_x, to_y, half_x, half_y, corner, border_px, axis_x, axis_y,
                         to_rgba8(fill), to_rgba8(border)});
  }
}

void ShapeBatch::add_disc(PixelPos center, float radius_px, const Color& fill, float border_px,
                          const Color& border) {
  const auto x = static_cast<float>(center.x);
  const auto y = static_cast<float>(center.y);
  add({x - radius_px, y - radius_px, x + radius_px, y + radius_px}, radius_px, fill, border_px, border);
}

void ShapeBatch::record(Canvas& canvas) const {
  const auto color_of = [](const Rgba8& c) {
    return Color{static_cast<float>(c[0]) / 255, static_cast<float>(c[1]) / 255,
                 static_cast<float>(c[2]) / 255, static_cast<float>(c[3]) / 255};
  };
  for (std::size_t i = 0; i < vertices_.size(); i += 4) {
    const Vertex& v = vertices_[i];
    const auto wide = [](float value) { return static_cast<double>(value); };
    canvas.add({{wide(v.x - v.local_x), wide(v.y - v.local_y)},
                {wide(v.half_x), wide(v.half_y)},
                {wide(v.axis_x), wide(v.axis_y)},
                wide(v.corner),
                wide(v.border_width),
                color_of(v.fill),
                color_of(v.border)});
  }
}

void ShapeBatch::draw(const Frame& frame) {
  if (vertices_.empty()) return;
  if (frame.canvas != nullptr) return record(*frame.canvas);
  const std::size_t quads = vertices_.size() / 4;
  program_.use();
  region_.set(frame);
  glBindVertexArray(vertex_array_.get());
  buffer_.replace(std::span<const Vertex>(vertices_));
  indices_.bind(quads);
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(6 * quads), GL_UNSIGNED_INT, nullptr);
}

Result<TextBatch> TextBatch::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "text");
  if (!program) return tl::unexpected(program.error());
  return TextBatch(std::move(*program));
}

TextBatch::TextBatch(gl::Program program)
    : program_(std::move(program)),
      region_(program_),
      atlas_(program_.uniform("u_atlas")),
      vertex_array_(gl::VertexArray::make()) {
  constexpr GLsizei kStride = sizeof(Vertex);
  glBindVertexArray(vertex_array_.get());
  buffer_.bind();
  float_attribute(0, 2, kStride, offsetof(Vertex, x));
  float_attribute(1, 2, kStride, offsetof(Vertex, u));
  color_attribute(2, kStride, offsetof(Vertex, color));
  glBindVertexArray(0);
}

void TextBatch::add(const typeset::Layout& layout, double x, double y, const Color& color,
                    const Color& halo) {
  const auto left = static_cast<float>(std::round(x));
  const auto top = static_cast<float>(std::round(y));
  placed_.push_back({layout, {std::round(x), std::round(y)}, color, halo});
  add_quads(layout.halo_glyphs(), left, top, to_rgba8(halo));
  add_quads(layout.glyphs(), left, top, to_rgba8(color));
}

void TextBatch::add_quads(std::span<const typeset::GlyphQuad> quads, float x, float y, Rgba8 color) {
  for (const typeset::GlyphQuad& q : quads) {
    vertices_.push_back({x + q.x0, y + q.y0, q.u0, q.v0, color});
    vertices_.push_back({x + q.x1, y + q.y0, q.u1, q.v0, color});
    vertices_.push_back({x + q.x0, y + q.y1, q.u0, q.v1, color});
    vertices_.push_back({x + q.x1, y + q.y1, q.u1, q.v1, color});
  }
}

void TextBatch::draw(const Frame& frame, typeset::TextEngine& text) {
  if (frame.canvas != nullptr) {
    for (const Placed& p : placed_)
      frame.canvas->text(p.layout, p.top_left, p.color, p.halo);
    return;
  }
  if (vertices_.empty()) return;
  const std::size_t quads = vertices_.size() / 4;
  const GLuint atlas = text.texture();
  program_.use();
  region_.set(frame);
  glUniform1i(atlas_, 0);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, atlas);
  glBindVertexArray(vertex_array_.get());
  buffer_.replace(std::span<const Vertex>(vertices_));
  indices_.bind(quads);
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(6 * quads), GL_UNSIGNED_INT, nullptr);
}

}  // namespace kharita::app::map
