// Arcs between places that the same articles name.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/map/batch.h"
#include "app/map/frame.h"
#include "app/map/palette.h"
#include "app/model/map_scene.h"

namespace kharita::app::map {

// Widths in points of the strongest arc and the least.
inline constexpr float kWidestArcPt = 7;
inline constexpr float kNarrowestArcPt = 1;
// Grows evenly with the articles, up to kWidestArcPt for `most`.
[[nodiscard]] float arc_width(std::uint32_t articles, std::uint32_t most);

// A bow between two positions, the shorter way round the world, bent to the north: kArcPoints positions whose
// x may lie outside [0, 1). The same whichever end comes first.
inline constexpr std::size_t kArcPoints = 33;
void append_arc(geo::WebMercator a, geo::WebMercator b, std::vector<geo::WebMercator>& points);

// The arcs of a scene: their curves are made once, their strokes are laid anew where a frame is drawn. Main
// thread.
class ArcLayer {
 public:
  explicit ArcLayer(ShapeBatch shapes) : shapes_(std::move(shapes)) {}
  void set_arcs(std::span<const SceneArc> arcs);  // strongest first
  [[nodiscard]] std::span<const SceneArc> arcs() const noexcept { return arcs_; }
  // The weakest first.
  void draw(const Frame& frame, const Palette& colors);
  void draw_one(const Frame& frame, geo::PlaceId a, geo::PlaceId b, const Color& color);
  // The arc whose edge is nearest within the tolerance; the strongest of those that hold the position.
  [[nodiscard]] const SceneArc* pick(const Frame& frame, PixelPos at, double tolerance_px) const;

 private:
  // Calls visit(from, to) for the strokes of an arc, in pixels of the picture.
  template <typename Visit>
  void for_each_stroke(const Frame& frame, std::size_t arc, Visit visit) const;
  void add_arc(const Frame& frame, std::size_t arc, const Color& color);
  void record_arc(const Frame& frame, std::size_t arc, const Color& color) const;

  ShapeBatch shapes_;
  std::vector<SceneArc> arcs_;
  std::vector<geo::WebMercator> points_;  // kArcPoints an arc
};

}  // namespace kharita::app::map
