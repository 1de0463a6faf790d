#include "app/map/area_layer.h"

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

void AreaPainter::collect(const AreaGeometry::Range& range, const Frame& frame, int sheet) {
  if (range.count == 0 || !frame.shows(range.bounds, range.cap, sheet, 0)) return;
  counts_.push_back(static_cast<GLsizei>(range.count));
  offsets_.push_back(byte_offset(range.first));
}

void AreaPainter::draw_collected(const Color& color) {
  if (counts_.empty()) return;
  glUniform4f(color_, color.r, color.g, color.b, color.a);
  glMultiDrawElements(GL_TRIANGLES, counts_.data(), GL_UNSIGNED_INT, offsets_.data(),
                      static_cast<GLsizei>(counts_.size()));
  counts_.clear();
  offsets_.clear();
}

void AreaPainter::fill(const AreaBatch& batch, const Frame& frame, const Color& color) {
  fill(batch, batch.ranges().size(), frame, color);
}

void AreaPainter::fill(const AreaBatch& batch, std::size_t count, const Frame& frame, const Color& color) {
  if (batch.empty()) return;
  if (frame.canvas != nullptr) {
    const AreaGeometry geometry = batch.read_back();
    Outline outline(around(frame));
    for (const AreaGeometry::Range& range : batch.ranges().first(count))
      add_range(geometry, range, frame, outline);
    frame.canvas->fill(outline.take_rings(), color);
    return;
  }
  program_.use();
  batch.bind();
  frame_.set(frame);
  const CutScope cut(frame);
  const auto sheets = frame.sheets();
  for (int sheet = sheets.first; sheet <= sheets.last; ++sheet) {
    frame_.set_sheet(frame, sheet);
    for (const AreaGeometry::Range& range : batch.ranges().first(count))
      collect(range, frame, sheet);
    draw_collected(color);
  }
}

void AreaPainter::fill_each(const AreaBatch& batch, const Frame& frame, std::span<const Tint> tints) {
  if (batch.empty()) return;
  if (frame.canvas != nullptr) {
    const AreaGeometry geometry = batch.read_back();
    for (const Tint& tint : tints) {
      Outline outline(around(frame));
      for (const std::uint32_t range : tint.ranges)
        add_range(geometry, geometry.ranges[range], frame, outline);
      frame.canvas->fill(outline.take_rings(), tint.color);
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
    for (const Tint& tint : tints) {
      for (const std::uint32_t range : tint.ranges)
        collect(batch.ranges()[range], frame, sheet);
      draw_collected(tint.color);
    }
  }
}

}  // namespace kharita::app::map
