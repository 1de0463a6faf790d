// The panels around the map: they draw what the views say and return what the user asked for.
#pragma once

#include <vector>

#include "app/ui/layout.h"
#include "app/ui/panels/closing.h"
#include "app/ui/panels/context.h"
#include "app/ui/panels/data_dialog.h"
#include "app/ui/panels/export_dialog.h"
#include "app/ui/panels/filters.h"
#include "app/ui/panels/find.h"
#include "app/ui/panels/help.h"
#include "app/ui/panels/map_tools.h"
#include "app/ui/panels/open_dialog.h"
#include "app/ui/panels/palette.h"
#include "app/ui/panels/reader.h"
#include "app/ui/panels/timeline.h"
#include "app/ui/panels/top_bar.h"

namespace kharita::app::ui {

// What the panels keep between frames: what is typed, scrolled, folded. Not part of the model: undo does not
// touch it.
struct PanelState {
  TopBarState top_bar;
  FiltersState filters;
  ReaderPanelState reader;
  TimelineState timeline;
  FindState find;
  MapToolsState map_tools;
  ExportState export_dialog;
  OpenState open_dialog;
  DataState data_dialog;
  PaletteState palette;
  HelpState help;
  ClosingState closing;
  MenuTarget menu_target;
};

struct Drawn {
  Requests requests;
  std::vector<Box> over_map;  // as Context's
};

// Draws everything but the map, within a frame of `ui`.
[[nodiscard]] Drawn draw_panels(Ui& ui, const Layout& layout, const AppState& state, const ViewCache& views,
                                const Status& status, PanelState& panel);

}  // namespace kharita::app::ui
