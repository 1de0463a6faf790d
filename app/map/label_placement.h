// Which labels are drawn, and where: a pure function over boxes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/map/batch.h"

namespace kharita::app::map {

// A label and the boxes it may take, best first. Its owner's own obstacle does not hinder it.
struct LabelRequest {
  static constexpr std::size_t kMostOptions = 8;
  std::array<Box, kMostOptions> options;
  std::uint8_t option_count = 1;
  std::uint32_t owner = kNoOwner;
  std::optional<Box> guard = {};  // what later labels keep off, too, where this one finds no place
  static constexpr std::uint32_t kNoOwner = 0xFFFFFFFF;
};

// What labels keep off, such as a circle.
struct LabelObstacle {
  Box box;
  std::uint32_t owner = LabelRequest::kNoOwner;
};

inline constexpr std::int8_t kNotPlaced = -1;

// Takes the requests in order, so the first come first; each gets the first of its options that overlaps no
// label placed before, no obstacle but its owner's and no guard of one before that found no place. One result
// a request: the option's index, or kNotPlaced. The same input gives the same result. Expected O(requests +
// obstacles) where boxes are of similar size.
[[nodiscard]] std::vector<std::int8_t> place_labels(std::span<const LabelRequest> requests,
                                                    std::span<const LabelObstacle> obstacles);

}  // namespace kharita::app::map
