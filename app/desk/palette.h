// What the palette of commands and the help overlay list: built from the one table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/desk/commands.h"

namespace kharita::app {

// The commands whose words, in either language, or whose keys hold all that is typed, best first: what begins
// with it, then what has words that do, then the rest. What cannot be run now stands last. Nothing typed:
// all, in the table's order. The palette itself is left out.
[[nodiscard]] std::vector<CommandId> matching_commands(std::string_view typed, const Situation& now);

// A line of the help overlay: a heading has no keys.
struct HelpLine {
  std::string keys;
  std::string words;
  bool heading = false;
};
// All keys by their groups, then what the mouse does.
[[nodiscard]] std::vector<HelpLine> help_lines(Language language);

}  // namespace kharita::app
