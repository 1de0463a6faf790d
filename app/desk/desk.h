// The desk: everything of the window but the window. It owns what is open and where the map stands, takes up
// what the library, the mouse and the panels tell, and says when something is to be drawn. No GLFW, no ImGui;
// times are seconds of a steady clock that the caller gives.
//
//   Desk desk(gazetteer, library, map_view, folders, wake);
//   desk.open({.language = Language::arabic});
//   for each frame: desk.advance(now, may_go_on); desk.refresh(clock);
//                   … draw …; desk.drawn(); desk.carry_out(requests, now);
//   desk.keep_settings(now);
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/desk/intake.h"
#include "app/desk/keeper.h"
#include "app/desk/map_place.h"
#include "app/desk/notices.h"
#include "app/desk/pictures.h"
#include "app/desk/place_finder.h"
#include "app/desk/playback.h"
#include "app/desk/pointer.h"
#include "app/desk/requests.h"
#include "app/map/map_view.h"
#include "app/model/app_state.h"
#include "app/model/library.h"
#include "app/model/view_cache.h"

namespace kharita::app {

// Where the desk finds and keeps things.
struct DeskFolders {
  std::filesystem::path settings;  // a file
  std::filesystem::path pictures;
  std::filesystem::path samples;
};

// What it is opened with; what is not said is as it was in the last run.
struct Opening {
  std::optional<Language> language = {};
  std::optional<Theme> theme = {};
  bool articles_named = false;  // they are shown, wherever the map stood before
};

// Main thread. The view's OpenGL context must be current where pictures are drawn. `wake` is called from
// other threads when something waits for the next frame. Everything that is passed must outlive it.
class Desk {
 public:
  using Clock = std::function<double()>;

  Desk(const geo::Gazetteer& gazetteer, Library& library, map::MapView& map_view, DeskFolders folders,
       const std::function<void()>& wake);

  void open(const Opening& opening, double now_s);

  // What came in, what is being drawn into a file, where the map is on its way to: as much as `may_load` and
  // `may_draw` let.
  void advance(double now_s, const std::function<bool()>& may_load, const std::function<bool()>& may_draw);
  // Brings the views up to date; while articles come in, a few times a second.
  void refresh(const Clock& clock);
  void find(std::string_view typed);  // in the search for places, while it is open
  void drawn();                       // the scene is on the screen

  void carry_out(Requests requests, double now_s);
  void run(Action action);  // for the user: shown at once
  void keep_settings(double now_s);
  void save_picture(double now_s);
  void notify(Message text, bool is_error, double now_s);

  // Articles that are in memory only are open: they would be lost with the window.
  [[nodiscard]] bool unsaved() const;

  // Whether something changed since it was last asked that is to be drawn.
  [[nodiscard]] bool take_stir();
  // Whether a picture that the dialog asked for is done, or failed, since it was last asked.
  [[nodiscard]] bool take_export_end();
  [[nodiscard]] std::string next_picture_name() const { return picture_name(place.position()); }
  [[nodiscard]] std::uint64_t drawn_revision() const noexcept { return drawn_revision_; }

  const geo::Gazetteer& gazetteer;
  Library& library;
  map::MapView& map_view;
  const DeskFolders folders;
  AppState state;
  ViewCache views;
  Notices notices;
  Intake intake;
  Keeper keeper;
  MapPlace place;
  Pointer pointer;
  Pictures pictures;
  PlaceFinder finder;
  Playback playback;

 private:
  void play(double now_s);
  void take_play_requests(const Requests& requests, double now_s);
  void open_hit(bool back);
  void step_mention(bool back);
  void open_page(const std::string& address, double now_s);
  [[nodiscard]] std::optional<Period> chosen_dates() const;
  void drop();
  void read_what_is_wanted();
  void tell(const SavedPicture& saved, double now_s);
  void save_picture_as(const std::string& file, double now_s);
  void keep_articles(double now_s);
  void save_view(std::string name, double now_s);
  void open_view(std::size_t index);

  double next_rebuild_s_ = 0;         // of the views, while articles come in
  std::uint64_t drawn_revision_ = 0;  // of the scene
  bool fit_pending_ = false;
  bool stirred_ = false;
  bool export_ended_ = false;
};

}  // namespace kharita::app
