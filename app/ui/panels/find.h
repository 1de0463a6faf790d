// The search for places on the map.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct FindState {
  bool open = false;
  bool focus = false;  // its field takes the keyboard
  std::string typed;
  std::size_t chosen = 0;
  // What is found becomes the place of a mention, or of words that are marked, called `name`; where it is for
  // neither, the map flies there.
  std::optional<std::uint32_t> mention;
  CorrectionScope scope = CorrectionScope::mention;
  std::optional<action::MarkPlace> words;  // all but the place
  std::string name;
};
// Opens or closes it, empty.
void toggle(FindState& find);
// Opens it to look for a mention's place.
void look_for(FindState& find, std::uint32_t mention, CorrectionScope scope, std::string name);
// The same for words in which no place was found.
void look_for(FindState& find, action::MarkPlace words);
// Nothing where it is not open.
void draw_find(const Context& context, FindState& kept, const Box& map);

}  // namespace kharita::app::ui
