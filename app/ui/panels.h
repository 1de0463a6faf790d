// The panels around the map: they draw what the views say and return what the user asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/model/app_state.h"
#include "app/model/library.h"
#include "app/model/map_card.h"
#include "app/model/map_tool.h"
#include "app/model/settings.h"
#include "app/model/view_cache.h"
#include "app/ui/widgets.h"

namespace kharita::app::ui {

// A line that the user should see: where a picture was saved, what could not be read.
struct Notice {
  std::string text;
  bool is_error = false;
  double since_s =
      0;  // of the steady clock; notices fade after some seconds, errors stay until they are closed
};

// What the panels know beside the views.
struct Status {
  std::optional<Library::Job> job;
  bool temporary = false;  // the store is in memory only
  double now_s = 0;
  MapTool tool = MapTool::move;
  std::span<const Point> outline = {};  // what is being drawn on the map, closed
  bool can_find = false;                // the search for places is ready
  std::span<const SavedView> views = {};
  MapCard map_card = {};  // of what the mouse is over on the map and is no place; no title: nothing
  bool is_globe = false;  // the map, or what it turns into
  std::optional<float> picture_share = {};  // of a picture being drawn, within [0, 1]
  PictureSides picture_window = {};         // the size of one as the window
  bool picture_exists = false;              // the file that PanelState names does
};

// What the panels keep between frames: what is typed, scrolled, folded. Not part of the model: undo does not
// touch it.
struct PanelState {
  std::string search;        // the text filter's field
  std::string place_search;  // narrows the list of places
  bool countries_open = true;
  bool places_open = true;
  bool sources_open = true;
  std::optional<std::uint32_t> shown_mention;  // the reader has scrolled to it
  std::vector<Notice> notices;

  // The search for places on the map.
  bool find_open = false;
  bool find_focus = false;  // its field takes the keyboard
  std::string find;         // what is typed
  std::size_t find_chosen = 0;

  // The dialog that saves a picture.
  bool export_open = false;
  bool export_fresh = false;  // it has just been opened
  bool export_shown = false;  // it was drawn last time
  std::string export_folder;  // what is typed
  std::string export_name;
  std::string export_width;
  std::string export_height;

  std::string view_name;  // of a view that is to be saved
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
  bool zoom_in = false;
  bool zoom_out = false;
  std::optional<MapTool> tool;
  std::optional<std::string> save_view;  // under this name; empty: one is made up
  std::optional<std::size_t> open_view;  // an index into Status::views
  std::optional<std::size_t> delete_view;
  bool change_projection = false;
  // What of the map lies under tools, in framebuffer pixels of the window: its labels keep out.
  std::vector<Box> over_map;
};

// Where the panels leave room for the map, in framebuffer pixels from the top left. Pure: the window needs it
// before it draws the map below the panels.
[[nodiscard]] Box map_area(float width_px, float height_px, float scale, bool right_to_left);

// Draws everything but the map. Reading order follows the language: Arabic puts the filters on the right.
// Within a frame of `ui`, on a window of `width_px` by `height_px`.
[[nodiscard]] Requests draw_panels(Ui& ui, float width_px, float height_px, const AppState& state,
                                   const ViewCache& views, const Status& status, PanelState& panel);

}  // namespace kharita::app::ui
