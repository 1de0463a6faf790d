// The dialog that exports what passes the filters as data.
#pragma once

#include <string>

#include "app/model/data_options.h"
#include "app/ui/panels/context.h"

namespace kharita::app::ui {

struct DataState {
  bool open = false;
  bool shown = false;  // it was drawn last time
  DataOptions wanted;
  std::string folder;  // what is typed
  std::string name;
};
// Nothing where it is not open.
void draw_data_dialog(const Context& context, DataState& kept);

}  // namespace kharita::app::ui
