// The signs on buttons and beside commands, drawn by app/ui/icons.cpp.
#pragma once

#include <cstdint>

namespace kharita::app {

enum class Icon : std::uint8_t {
  none,
  zoom_in,
  zoom_out,
  fit_world,
  globe,
  flat_map,
  camera,
  close,
  play,
  pause,
  search,
  filter,
  folder,
  home,
  sun,
  moon,
  language,
  undo,
  redo,
  pin,
  chevron_down,
  chevron_up,
  chevron_start,
  chevron_end,
  calendar,
  check,
  warning,
  info,
  list,
  style_points,
  style_clusters,
  style_areas,
  style_heat,
  style_arcs,
  options,
  cancel,
  rectangle,
  lasso,
  bookmark,
  trash,
  menu
};

}  // namespace kharita::app
