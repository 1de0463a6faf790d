// The dialog that opens files or a folder.
#pragma once

#include <filesystem>

#include "app/model/file_chooser.h"
#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct OpenState {
  bool open = false;
  bool shown = false;  // it was drawn last time
  bool focus = false;  // its field takes the keyboard
  FileChooser chooser;
  std::string typed;
};
void open(OpenState& dialog, FileChooser::What what, const std::filesystem::path& folder);
// Nothing where it is not open.
void draw_open_dialog(const Context& context, OpenState& kept);

}  // namespace kharita::app::ui
