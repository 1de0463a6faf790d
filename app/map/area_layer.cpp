#include "app/map/area_layer.h"

#include <cassert>

#include "app/map/outline.h"

namespace kharita::app::map {
namespace {

const void* byte_offset(std::uint32_t index) {
  return reinterpret_cast<const void*>(static_cast<std::uintptr_t>(index) * sizeof(std::uint32_t));
}

// Adds what shows of a range in all sheets.
void add_range(const AreaGeometry& geometry, const AreaGeometry::Range& range, const Frame& frame,
               Outline& outline) {
  const auto sheets = frame.sheets();
  for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
    if (range.count == 0 || !frame.shows(range.bounds, range.cap, sheet, 0)) continue;
    for (std::size_t i = range.first; i + 2 < std::size_t{range.first} + range.count; i += 3) {
      const auto corner = [&](std::size_t index) {
        return place_on_sheet(frame, geometry.vertices[geometry.indices[index]], sheet);
      };
      outline.add({corner(i), corner(i + 1), corner(i + 2)});
    }
  }
}

Box around(const Frame& frame) {
  return Box{0, 0, static_cast<float>(frame.picture.width), static_cast<float>(frame.picture.height)}.grown(
      4);
}

}  // namespace

void AreaBatch::upload(AreaGeometry geometry) {
  vertex_array_ = gl::VertexArray::make();
  vertices_ = gl::Buffer::make();
  indices_ = gl::Buffer::make();
  glBindVertexArray(vertex_array_.get());
  glBindBuffer(GL_ARRAY_BUFFER, vertices_.get());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(geometry.vertices.size() * sizeof(geo::MercatorGrid)),
               geometry.vertices.data(), GL_STATIC_DRAW);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.get());
  glBufferData(GL_ELEMENT_ARRAY_BUFFER,
               static_cast<GLsizeiptr>(geometry.indices.size() * sizeof(std::uint32_t)),
               geometry.indices.data(), GL_STATIC_DRAW);
  glEnableVertexAttribArray(0);
  glVertexAttribIPointer(0, 2, GL_INT, sizeof(geo::MercatorGrid), nullptr);
  glBindVertexArray(0);
  vertex_count_ = geometry.vertices.size();
  index_count_ = geometry.indices.size();
  ranges_ = std::move(geometry.ranges);
}

AreaGeometry AreaBatch::read_back() const {
  AreaGeometry geometry;
  geometry.vertices.resize(vertex_count_);
  geometry.indices.resize(index_count_);
  geometry.ranges = ranges_;
  gl::read_buffer(vertices_, std::span(geometry.vertices));
  gl::read_buffer(indices_, std::span(geometry.indices));
  return geometry;
}

Result<AreaPainter> AreaPainter::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "area");
  if (!program) return tl::unexpected(program.error());
  return AreaPainter(std::move(*program));
}

AreaPainter::AreaPainter(gl::Program program)
    : program_(std::move(program)), frame_(program_), color_(program_.uniform("u_color")) {}

void AreaPainter::fill(const AreaBatch& batch, const Frame& frame, const Color& color) {
  if (batch.empty()) return;
  if (frame.canvas != nullptr) {
    const AreaGeometry geometry = batch.read_back();
    Outline outline(around(frame));
    for (const AreaGeometry::Range& range : geometry.ranges)
      add_range(geometry, range, frame, outline);
    frame.canvas->fill(outline.take_rings(), color);
    return;
  }
  program_.use();
  batch.bind();
  frame_.set(frame);
  glUniform4f(color_, color.r, color.g, color.b, color.a);
  const CutScope cut(frame);
  const auto sheets = frame.sheets();
  for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
    counts_.clear();
    offsets_.clear();
    for (const AreaGeometry::Range& range : batch.ranges()) {
      if (range.count == 0 || !frame.shows(range.bounds, range.cap, sheet, 0)) continue;
      counts_.push_back(static_cast<GLsizei>(range.count));
      offsets_.push_back(byte_offset(range.first));
    }
    if (counts_.empty()) continue;
    frame_.set_sheet(frame, sheet);
    glMultiDrawElements(GL_TRIANGLES, counts_.data(), GL_UNSIGNED_INT, offsets_.data(),
                        static_cast<GLsizei>(counts_.size()));
  }
}

void AreaPainter::fill_each(const AreaBatch& batch, const Frame& frame, std::span<const Color> colors) {
  assert(colors.size() == batch.ranges().size());
  if (batch.empty()) return;
  if (frame.canvas != nullptr) {
    const AreaGeometry geometry = batch.read_back();
    for (std::size_t i = 0; i < colors.size(); ++i) {
      Outline outline(around(frame));
      add_range(geometry, geometry.ranges[i], frame, outline);
      frame.canvas->fill(outline.take_rings(), colors[i]);
    }
    return;
  }
  program_.use();
  batch.bind();
  frame_.set(frame);
  const CutScope cut(frame);
  const auto sheets = frame.sheets();
  for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
    frame_.set_sheet(frame, sheet);
    for (std::size_t i = 0; i < colors.size(); ++i) {
      const AreaGeometry::Range& range = batch.ranges()[i];
      if (range.count == 0 || !frame.shows(range.bounds, range.cap, sheet, 0)) continue;
      glUniform4f(color_, colors[i].r, colors[i].g, colors[i].b, colors[i].a);
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(range.count), GL_UNSIGNED_INT,
                     byte_offset(range.first));
    }
  }
}

}  // namespace kharita::app::map
