// The numbers in the circles of clusters.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>

#include "app/map/batch.h"
#include "app/map/point_layer.h"
#include "app/typeset/text_engine.h"

namespace kharita::app::map {

// Lays each number out once and keeps it. Main thread.
class ClusterNumbers {
 public:
  explicit ClusterNumbers(typeset::TextEngine& text) : text_(&text) {}
  // Adds the numbers of the clusters that show in the picture.
  void add_to(TextBatch& words, const Frame& frame, std::span<const Circle> circles, Theme theme);

 private:
  [[nodiscard]] const typeset::Layout& layout_of(std::uint32_t amount, double scale);

  typeset::TextEngine* text_;
  std::unordered_map<std::uint32_t, typeset::Layout> layouts_;
  double scale_ = 0;
  std::uint32_t atlas_ = 0;
};

}  // namespace kharita::app::map
