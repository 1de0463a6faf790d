// FlatBuffers vectors as spans that are read in place. Private to geo/boundary.
#pragma once

#include <cstdint>
#include <span>

#include "boundary_generated.h"
#include "geo/latlon.h"

namespace kharita::geo {

static_assert(sizeof(MercatorGrid) == sizeof(fb::GridPoint) &&
              alignof(MercatorGrid) == alignof(fb::GridPoint));
static_assert(FLATBUFFERS_LITTLEENDIAN, "the table's arrays are read in place");

template <typename T>
[[nodiscard]] std::span<const T> structs(const flatbuffers::Vector<const T*>* v) {
  if (v == nullptr) return {};
  return {reinterpret_cast<const T*>(v->Data()), v->size()};
}

[[nodiscard]] inline std::span<const std::uint32_t> numbers(const flatbuffers::Vector<std::uint32_t>* v) {
  if (v == nullptr) return {};
  return {v->data(), v->size()};
}

[[nodiscard]] inline std::span<const MercatorGrid> points_of(
    const flatbuffers::Vector<const fb::GridPoint*>* v) {
  if (v == nullptr) return {};
  return {reinterpret_cast<const MercatorGrid*>(v->Data()), v->size()};
}

[[nodiscard]] inline bool fits(std::uint64_t first, std::uint64_t count, std::size_t size) {
  return first <= size && count <= size - first;
}

// Whether all of a mesh's ranges and indices stay within the arrays.
[[nodiscard]] inline bool is_sound_mesh(const fb::MeshRange& mesh, std::size_t vertices,
                                        std::span<const std::uint32_t> indices) {
  if (!fits(mesh.first_vertex(), mesh.vertex_count(), vertices) ||
      !fits(mesh.first_index(), mesh.index_count(), indices.size()) || mesh.index_count() % 3 != 0)
    return false;
  for (const std::uint32_t i : indices.subspan(mesh.first_index(), mesh.index_count())) {
    if (i >= mesh.vertex_count()) return false;
  }
  return true;
}

}  // namespace kharita::geo
