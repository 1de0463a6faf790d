// What belongs to the globe itself: the sky around it, its sea and its rim; and the graticule of both
// projections.
#pragma once

#include <array>

#include "app/map/area_layer.h"
#include "app/map/line_layer.h"
#include "app/map/palette.h"

namespace kharita::app::map {

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

  // Parallels and meridians every so many degrees, without those of the entry before.
  struct Graticule {
    int step_deg;
    int coarser_deg;   // 0: none
    double from_zoom;  // from half a zoom below it grows visible
    LineBatch lines;
  };
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
  std::array<Graticule, 4> graticules_;
};

}  // namespace kharita::app::map
