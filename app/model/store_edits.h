// What the user corrected, and what undo made of it, on its way into the store.
#pragma once

#include "app/model/app_state.h"
#include "app/model/library.h"

namespace kharita::app {

// Takes the state's edits and has the library store them.
void store_edits(AppState& state, Library& library);

}  // namespace kharita::app
