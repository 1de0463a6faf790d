// The degrees of parallels and meridians where they meet the picture's edge.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "app/map/batch.h"
#include "app/model/map_scene.h"
#include "app/typeset/text_engine.h"

namespace kharita::app::map {

// Every so many degrees those of the drawn lines that stand far enough apart to be told: 0 where none do.
[[nodiscard]] int degree_step(const Frame& frame);

// "30°E"; "30° ق" in Arabic, as its atlases have it. `is_lat`: a parallel's. 0 and 180 have no side.
[[nodiscard]] std::string degree_words(int degrees, bool is_lat, Language language);

// Meridians are told along the upper edge, parallels along that at the line's end, where a lattice line
// crosses it: on a globe, too, as far as it reaches the edge. Main thread.
class DegreeLabels {
 public:
  explicit DegreeLabels(typeset::TextEngine& text) : text_(&text) {}

  struct Label {
    typeset::Layout layout;
    Box box;
    int degrees = 0;
    bool is_lat = false;
  };
  // In the frame's picture, whole, off `taken` and off each other.
  [[nodiscard]] std::vector<Label> choose(const Frame& frame, const MapScene& scene,
                                          std::span<const Box> taken) const;
  // Adds them to the batch; returns their boxes, for other labels to keep off.
  std::vector<Box> add_to(TextBatch& words, const Frame& frame, const MapScene& scene,
                          std::span<const Box> taken) const;

 private:
  [[nodiscard]] typeset::Layout lay_out(int degrees, bool is_lat, const Frame& frame,
                                        const MapScene& scene) const;
  typeset::TextEngine* text_;
};

}  // namespace kharita::app::map
