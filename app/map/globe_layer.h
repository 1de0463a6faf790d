// What belongs to the globe itself: the sky around it, its sea and its rim; and the graticule of both
// projections.
#pragma once

#include <array>

#include "app/map/area_layer.h"
#include "app/map/line_layer.h"
#include "app/map/palette.h"

namespace kharita::app::map {

// Parallels and meridians every so many degrees, without those of the level before.
struct GraticuleLevel {
  int step_deg = 0;
  int coarser_deg = 0;   // 0: none
  double from_zoom = 0;  // as styles go by; over half a zoom from it on it grows visible
};
inline constexpr std::array<GraticuleLevel, 4> kGraticule{
    {{30, 0, -1}, {10, 30, 3.2}, {5, 10, 5}, {1, 5, 6.8}}};

// Main thread.
class GlobeLayer {
 public:
  [[nodiscard]] static Result<GlobeLayer> create(const std::filesystem::path& shaders);

  // The sky around the globe, and the globe's sea; nothing where the frame, filled with the sea, shows no
  // sky.
  void draw_sea(const Frame& frame, const Palette& colors, AreaPainter& areas);
  // Parallels and meridians, finer ones as they come apart.
  void draw_graticule(const Frame& frame, const Palette& colors, LinePainter& lines);
  // The globe's soft edge, over what lies on it.
  void draw_rim(const Frame& frame, const Palette& colors);

 private:
  explicit GlobeLayer(gl::Program program);
  void draw_ring(const Frame& frame, double from, double to);

  gl::Program program_;
  GLint region_size_;
  GLint middle_;
  GLint radius_;
  GLint ring_;
  GLint sea_;
  GLint sky_;
  GLint glow_;
  GLint rim_;
  gl::VertexArray no_attributes_;
  AreaBatch whole_world_;
  std::array<LineBatch, kGraticule.size()> graticules_;
};

}  // namespace kharita::app::map
