// What a drag on the map does.
#pragma once

#include <cstdint>

namespace kharita::app {

enum class MapTool : std::uint8_t {
  move,       // the map
  rectangle,  // chooses the places in a rectangle
  lasso,      // chooses the places that a line goes round
};

}  // namespace kharita::app
