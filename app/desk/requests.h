// What the user asks of the desk beside actions on the state.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/map_tool.h"

namespace kharita::app {

struct Requests {
  std::vector<Action> actions;
  bool screenshot = false;
  bool open_export = false;
  std::optional<std::string> save_picture_as;  // a file, as AppState::picture says
  bool cancel_picture = false;                 // the one being drawn
  bool cancel = false;                         // the import under way
  bool keep = false;                           // store what is in memory only
  bool open_samples = false;
  bool zoom_in = false;
  bool zoom_out = false;
  std::optional<MapTool> tool;
  std::optional<std::string> save_view;  // under this name; empty: one is made up
  std::optional<std::size_t> open_view;  // an index into Status::views
  std::optional<std::size_t> delete_view;
  bool change_projection = false;
  bool close_notice = false;
};

}  // namespace kharita::app
