// What the user asks of the desk beside actions on the state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/desk/playback.h"
#include "app/model/app_state.h"
#include "app/model/data_options.h"
#include "app/model/map_tool.h"

namespace kharita::app {

enum class MapStep : std::uint8_t { left, right, up, down, zoom_in, zoom_out };

// A file of data to be written.
struct DataOrder {
  DataOptions options;
  std::string file;
};

struct Requests {
  std::vector<Action> actions;
  bool screenshot = false;
  bool open_export = false;
  std::optional<std::string> save_picture_as;  // a file, as AppState::picture says
  bool cancel_picture = false;                 // the one being drawn
  bool cancel = false;                         // the import under way
  bool keep = false;                           // store what is in memory only
  bool open_samples = false;
  bool open_files = false;  // the window's: opens the dialog that chooses them
  bool open_folder = false;
  std::vector<std::string> open_paths;     // files and folders are imported, a store opens in its own window
  std::optional<std::size_t> open_recent;  // an index into Status::recent
  std::optional<std::string> show_folder;  // in the system's own window
  bool open_export_data = false;           // the window's: opens the dialog
  std::optional<DataOrder> export_data;
  bool export_corrections = false;  // into the folder of pictures
  bool copy_picture = false;        // of the map as the window shows it
  std::optional<MapStep> step;      // of the map
  bool play = false;                // through time, or pause
  bool play_on = false;             // one step
  bool play_back = false;
  std::optional<PlaybackOptions> playback;
  bool next_hit = false;  // of the search for texts
  bool previous_hit = false;
  bool next_mention = false;  // of the open article
  bool previous_mention = false;
  std::optional<std::string> open_page;  // an address of the web, in the user's browser
  std::optional<std::string> copy_text;  // to the clipboard, which is the window's
  bool drop = false;                     // what is being drawn on the map, else the tool, else the selection
  std::optional<MapTool> tool;
  std::optional<std::string> save_view;  // under this name; empty: one is made up
  std::optional<std::size_t> open_view;  // an index into Status::views
  std::optional<std::size_t> delete_view;
  bool change_projection = false;
  bool close_notice = false;
  bool find_place = false;    // the window's: opens the search for places, or closes it
  bool search_texts = false;  // the field of the text filter takes the keyboard
  bool open_menu = false;     // the window's, of all commands
  bool open_palette = false;
  bool open_help = false;
  bool quit = false;  // asks first where something is not kept
  bool keep_and_quit = false;
  bool discard_and_quit = false;
};

}  // namespace kharita::app
