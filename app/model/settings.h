// What is kept from one run of the window to the next: how it looks, where the map stands, and views by name.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/articles/filter.h"
#include "app/model/app_state.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app {

// Where the map stood, what was filtered and how it was drawn, under a name of the user's. Views of older
// files say nothing of the last.
struct SavedView {
  std::string name;
  MapPosition map;
  Filter filter;
  std::optional<StyleOptions> style = {};
  std::optional<Theme> theme = {};

  friend bool operator==(const SavedView&, const SavedView&) = default;
};

// How the window was left with the articles of one library, so that it comes back with them.
struct Sitting {
  std::string library;  // its location, without a password
  MapPosition map;
  Filter filter = {};
  ArticleOrder order = ArticleOrder::newest_first;
  std::vector<geo::PlaceId> places = {};  // chosen on the map
  bool together = false;                  // as Selection has it
  std::string article = {};               // the id of the one that is open; empty: none

  friend bool operator==(const Sitting&, const Sitting&) = default;
};

struct Settings {
  std::optional<Theme> theme;        // none: never chosen
  std::optional<Language> language;  // Arabic or English
  std::optional<MapPosition> map;
  StyleOptions style;
  LayoutState layout;
  std::vector<SavedView> views;
  std::vector<Sitting> sittings;    // one a library, the last one first
  std::string newer;                // JSON: what a newer program keeps in the same file; empty: nothing
  std::vector<std::string> recent;  // files, folders and stores that were opened, the last one first

  friend bool operator==(const Settings&, const Settings&) = default;
};

// What was opened last comes first, once, and what is past the most that are kept goes.
void remember_recent(std::vector<std::string>& recent, std::string path);
// The one of the library; null where there is none.
[[nodiscard]] const Sitting* sitting_of(const Settings& settings, std::string_view library);
void keep_sitting(Settings& settings, Sitting sitting);

// "33.6N-73.1E-z6": where a picture was taken, for its file's name.
[[nodiscard]] std::string position_in_name(const MapPosition& map);

// JSON; places stand by their stable ids. What is added to the format is a new key, so that older programs
// read newer files and write back what they do not know, and newer ones older files. Text that is no JSON
// object is an error that names `origin`. A value of the wrong kind or out of range is passed over, and so
// are places that the gazetteer does not know.
[[nodiscard]] Result<Settings> parse_settings(std::string_view json, std::string_view origin,
                                              const geo::Gazetteer& gazetteer);
[[nodiscard]] std::string to_json(const Settings& settings, const geo::Gazetteer& gazetteer);

// Defaults where there is no such file.
[[nodiscard]] Result<Settings> read_settings(const std::filesystem::path& file,
                                             const geo::Gazetteer& gazetteer);
// To a temporary name beside `file`, whose folder is made, and renamed: a file is whole or the old one. A
// link stays and is written through.
[[nodiscard]] Result<void> write_settings(const Settings& settings, const std::filesystem::path& file,
                                          const geo::Gazetteer& gazetteer);

// Renames a file that could not be read to NAME.broken, so that what can be saved of it is not written over.
void put_settings_aside(const std::filesystem::path& file);

// What `mine` changed since `base` was read, put upon `theirs`, which another window wrote meanwhile. Views
// are told apart by their names, and stand in the order of `theirs`; sittings by their libraries. Of what was
// opened, `mine` stands first.
[[nodiscard]] Settings merged(const Settings& base, Settings mine, Settings theirs);
// Writes `mine` merged with what the file holds now; returns what was written. The next `base` is `mine`:
// what another window changed is not to look as if this one had. Of two windows that save at once one waits
// for the other. A file that cannot be read is put aside first.
[[nodiscard]] Result<Settings> save_settings(const Settings& base, Settings mine,
                                             const std::filesystem::path& file,
                                             const geo::Gazetteer& gazetteer);

}  // namespace kharita::app
