// The one table of what the user can do by name: buttons, keys, the palette, the help overlay and the
// README's table of keys read it. A new command is a row in commands.cpp and its word in words.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/desk/keys.h"
#include "app/desk/requests.h"
#include "app/model/app_state.h"
#include "app/model/icon.h"
#include "app/model/map_tool.h"
#include "app/model/message.h"
#include "app/model/words.h"

namespace kharita::app {

enum class CommandId : std::uint8_t {
  open_files,
  open_folder,
  open_samples,
  keep_articles,
  close_article,
  next_mention,
  previous_mention,
  open_mention,
  choose_reading,
  no_place,
  zoom_article,
  open_page,
  copy_address,
  copy_citation,
  check,
  undo,
  redo,
  clear_filters,
  search_texts,
  next_hit,
  previous_hit,
  play,
  play_on,
  play_back,
  find_place,
  zoom_in,
  zoom_out,
  zoom_all,
  globe,
  rectangle,
  lasso,
  drop,
  style_points,
  style_clusters,
  style_areas,
  style_heat,
  style_arcs,
  move_left,
  move_right,
  move_up,
  move_down,
  save_picture,
  save_picture_as,
  copy_picture,
  export_data,
  export_corrections,
  theme,
  language,
  fold_filters,
  fold_articles,
  fold_timeline,
  map_alone,
  fold_legend,
  larger_text,
  smaller_text,
  normal_text,
  menu,
  palette,
  keys_help,
  quit,
  count_
};

enum class CommandGroup : std::uint8_t { articles, edit, map, pictures, window, count_ };
[[nodiscard]] Word word_of(CommandGroup group) noexcept;

// What commands look at.
struct Situation {
  const AppState& state;
  MapTool tool = MapTool::move;
  bool is_globe = false;
  bool temporary = false;  // the store is in memory only
  bool find_open = false;  // the search for places is
  unsigned digit = 0;      // the one whose key is pressed; 0: none is
};

// Whose a key is while the keyboard is in use.
enum class KeyReach : std::uint8_t {
  mention,  // before all others', where it does something now; the text field's where one is typed into
  everywhere,
  not_typing,  // the text field's where one is typed into
  map          // the list's, too, where one is walked through
};

struct Command {
  CommandId id;
  CommandGroup group;
  Word word;
  Icon icon;
  std::array<KeyChord, 2> keys;  // the first is shown
  KeyReach reach;
  bool repeats;                       // while its key is held
  bool (*enabled)(const Situation&);  // null: always
  bool (*active)(const Situation&);   // what its button shows as pressed in; null: never
  void (*run)(const Situation&, Requests&);
  // What it would do now, for its tooltip: "Undo: correction". Null: its word.
  std::optional<Message> (*detail)(const Situation&) = nullptr;
};

// In the order of CommandId.
[[nodiscard]] std::span<const Command> commands() noexcept;
[[nodiscard]] const Command& command(CommandId id) noexcept;
[[nodiscard]] bool is_enabled(const Command& command, const Situation& now);
[[nodiscard]] bool is_active(const Command& command, const Situation& now);

// Who holds the keyboard.
struct KeyboardUse {
  bool typing = false;   // a text field, or a dialog
  bool in_list = false;  // a list or another control
};
// Makes the place, or none, that of the mention that is chosen, as far as AppState::scope says, and goes
// there.
void ask_correction(const AppState& state, geo::PlaceId place, Requests& ask);

// The command that a key runs; null where none does, or not now. Shift alone does not part a key from its
// command, unless another has it with Shift.
[[nodiscard]] const Command* command_for(const KeyChord& pressed, bool is_repeat, const KeyboardUse& use,
                                         const Situation& now);

// What it would do now: "Undo: correction".
[[nodiscard]] std::string words_of(const Command& command, const Situation& now);
// "Undo: correction (Ctrl+Z)".
[[nodiscard]] std::string tip_of(const Command& command, const Situation& now);
// The first key's name; empty where there is none.
[[nodiscard]] std::string keys_of(const Command& command);
// The README's table of keys: Markdown, a line a command that has a key.
[[nodiscard]] std::string keys_table(Language language);

}  // namespace kharita::app
