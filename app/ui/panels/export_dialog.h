// The dialog that saves the map as a picture.
#pragma once

#include <string>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct ExportState {
  bool open = false;
  bool fresh = false;  // it has just been opened
  bool shown = false;  // it was drawn last time
  std::string folder;  // what is typed
  std::string name;
  std::string width;
  std::string height;
};
// Nothing where it is not open.
void draw_export_dialog(const Context& context, ExportState& kept);

}  // namespace kharita::app::ui
