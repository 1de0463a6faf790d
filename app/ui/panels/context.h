// What every panel is given, and what it gives back.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/desk/commands.h"
#include "app/desk/notices.h"
#include "app/desk/requests.h"
#include "app/model/app_state.h"
#include "app/model/library.h"
#include "app/model/map_card.h"
#include "app/model/map_tool.h"
#include "app/model/settings.h"
#include "app/model/view_cache.h"
#include "app/model/words.h"
#include "app/ui/widgets.h"

namespace kharita::app::ui {

// What the panels know beside the views.
struct Status {
  std::optional<Library::Job> job;
  bool temporary = false;  // the store is in memory only
  double now_s = 0;
  MapTool tool = MapTool::move;
  std::span<const Point> outline = {};  // what is being drawn on the map, closed
  bool can_find = false;                // the search for places is ready
  std::span<const SavedView> views = {};
  std::span<const std::string> recent = {};  // what was opened, the last one first
  MapCard map_card = {};  // of what the mouse is over on the map and is no place; no title: nothing
  bool is_globe = false;  // the map, or what it turns into
  std::optional<float> picture_share = {};  // of a picture being drawn, within [0, 1]
  PictureSides picture_window = {};         // the size of one as the window
  bool picture_exists = false;              // the file that PanelState names does
  bool picture_folder_exists = false;       // its folder does
  bool data_exists = false;                 // the same of the file of data
  bool data_folder_exists = false;
  const Notice* notice = nullptr;                // the one to be shown, if any
  bool find_open = false;                        // the search for places is
  Date today = std::chrono::year(2024) / 1 / 1;  // what last week and yesterday are told from
  bool playing = false;                          // through time
  PlaybackOptions playback = {};
  TimeUnit play_interval = TimeUnit::day;  // that a step of playing takes
  Box legend = {};                         // where the map has drawn it, pixels of the window; empty: nowhere
  Box credits = {};
};

[[nodiscard]] Situation situation(const AppState& state, const Status& status);

// What the right button was clicked on.
struct MenuTarget {
  enum class Of : std::uint8_t { nothing, article, mention, value, map } of = Of::nothing;
  std::uint32_t article = 0;
  FilterPart part = FilterPart::source;  // whose value
  PartValue value = {};                  // of the map: the place there, if any; of a mention: its
  bool fresh = false;                    // in this frame
};

// For one frame.
struct Context {
  Ui& ui;
  const AppState& state;
  const ViewCache& views;
  const Status& status;
  Requests& requests;
  std::vector<Box>&
      over_map;           // what of the map lies under tools, in the window's pixels: its labels keep out
  geo::PlaceId& pointed;  // the place that the mouse points at from a panel
  MenuTarget* menu = nullptr;
};

// What a search found, as widgets mark it.
[[nodiscard]] std::vector<Mark> marks_of(std::span<const TextHit> hits);

inline constexpr float kOverlayMargin = 12;  // points, of what lies over the map

// What a panel's drawing is made of. A panel lasts for one frame; what it keeps is a record beside it.
class Panel {
 protected:
  explicit Panel(const Context& context)
      : ui_(context.ui),
        state_(context.state),
        views_(context.views),
        status_(context.status),
        requests_(context.requests),
        over_map_(context.over_map),
        pointed_(context.pointed),
        menu_(context.menu) {}

  [[nodiscard]] std::string_view say(Word w) const { return word(w, state_.language); }
  void ask(Action action) { requests_.actions.push_back(std::move(action)); }
  // Buttons of a command: its icon with a tooltip of its word and key, or its word beside the icon.
  void icon_button(CommandId id, Icon icon = Icon::none);  // another icon than the command's
  void button(CommandId id, ButtonStyle style = ButtonStyle::normal);
  [[nodiscard]] float button_width(CommandId id);  // points
  void menu_item(CommandId id);                    // with its keys
  // The right button was clicked on this.
  void offer_menu(const MenuTarget& target) const;
  // A panel over the map.
  void begin_overlay(std::string_view id, const Box& box);
  // Where the popup of this id is open: a calendar to choose a day of `month` or another one.
  std::optional<Date> calendar_popup(std::string_view id, Date& month, const std::optional<Date>& chosen);
  // The height of a panel that holds so many controls below each other.
  [[nodiscard]] float stack_height(std::size_t controls) const;

  Ui& ui_;
  const AppState& state_;
  const ViewCache& views_;
  const Status& status_;
  Requests& requests_;
  std::vector<Box>& over_map_;
  geo::PlaceId& pointed_;
  MenuTarget* menu_;
};

}  // namespace kharita::app::ui
