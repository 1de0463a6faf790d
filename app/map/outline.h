// Triangles and lines of a frame as rings and strokes within its picture. Knows no OpenGL.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "app/map/canvas.h"
#include "app/map/geometry.h"

namespace kharita::app::map {

// Where a position lies and how far within the planes that shaders/cut.glsl cuts at: below 0 it is outside.
struct CutPoint {
  PixelPos at;
  std::array<double, 3> within{1, 1, 1};
};
// As shaders/frame.glsl places it, in a sheet of the frame (Frame::sheets).
[[nodiscard]] CutPoint place_on_sheet(const Frame& frame, const geo::MercatorGrid& p, int sheet);

// The edges of what triangles cover together: sides that two share are not among them. Corners lie on a
// lattice of 1/64 px, so that neighbours meet. O(n log n) for n triangles.
class Outline {
 public:
  explicit Outline(const Box& picture) : picture_(picture) {}  // what lies outside is cut off
  void add(const std::array<CutPoint, 3>& triangle);
  [[nodiscard]] std::vector<Path> take_rings();

 private:
  struct Corner {
    std::int32_t x = 0;
    std::int32_t y = 0;
    friend auto operator<=>(const Corner&, const Corner&) = default;
  };
  struct Side {  // from < to
    Corner from;
    Corner to;
    int turns = 0;  // how often it is passed from `from` to `to`, less how often back
  };
  void add_side(Corner from, Corner to);
  [[nodiscard]] std::vector<Side> free_sides();

  Box picture_;
  std::vector<Side> sides_;
  std::vector<CutPoint> polygon_;  // reused from triangle to triangle
  std::vector<CutPoint> cut_;
};

// Lines within a box. `px_per_step` turns LinePoint::along_steps into Path::along.
void append_lines(const Frame& frame, std::span<const LinePoint> points, int sheet, const Box& box,
                  std::vector<Path>& lines);

}  // namespace kharita::app::map
