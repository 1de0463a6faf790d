// The dialog that saves the map as a picture.
#pragma once

#include "app/ui/panels.h"

namespace kharita::app::ui {

// Nothing where it is not open (PanelState::export_open).
void draw_export_dialog(Ui& ui, const AppState& state, const Status& status, PanelState& panel,
                        Requests& requests);

}  // namespace kharita::app::ui
