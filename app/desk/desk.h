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
#include <vector>

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
  std::filesystem::path program = {};  // this one, which opens other stores in windows of their own
};

// What it is opened with; what is not said is as it was in the last run.
struct Opening {
  std::optional<Language> language = {};
  std::optional<Theme> theme = {};
  bool articles_named = false;   // they are shown, wherever the map stood before
  std::string library = {};      // its location; empty: in memory only. What was seen of it comes back.
  bool library_missing = false;  // it was not there before it was opened
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
  // Where files were opened last, or the user's own folder.
  [[nodiscard]] std::filesystem::path last_folder() const;

  // Whether something changed since it was last asked that is to be drawn.
  [[nodiscard]] bool take_stir();
  // Whether a picture that the dialog asked for is done, or failed, since it was last asked.
  [[nodiscard]] bool take_export_end();
  [[nodiscard]] std::string next_data_name() const;
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
  void step_check(bool back);
  void open_page(const std::string& address, double now_s);
  [[nodiscard]] std::optional<Period> chosen_dates() const;
  void drop();
  void read_what_is_wanted();
  void tell(const SavedPicture& saved, double now_s);
  void save_picture_as(const std::string& file, double now_s);
  void keep_articles(double now_s);
  // What was seen of a library, as it is kept and brought back.
  void sit_down(const Sitting& sitting);
  void open_article_left();
  [[nodiscard]] std::optional<Sitting> sitting_now() const;
  void open_paths(const std::vector<std::string>& paths, double now_s);
  void open_store(const std::string& file, double now_s);
  void show_folder(const std::string& folder, double now_s);
  void copy_picture(double now_s);
  void export_data(const DataOrder& order, double now_s);
  void export_corrections();
  void tell_copied(const Result<void>& copied, double now_s);
  void save_view(std::string name, double now_s);
  void open_view(std::size_t index);

  std::string library_;               // where the articles are kept; empty: in memory only
  std::string article_left_;          // the id of the one that was open and has not come in yet
  double next_rebuild_s_ = 0;         // of the views, while articles come in
  std::uint64_t drawn_revision_ = 0;  // of the scene
  bool fit_pending_ = false;
  bool stirred_ = false;
  bool export_ended_ = false;
};

}  // namespace kharita::app
