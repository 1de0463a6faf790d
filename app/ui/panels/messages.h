// What is told over the map: how far a job is, what was done, what went wrong.
#pragma once

#include <string>
#include <vector>

#include "app/ui/panels/context.h"

namespace kharita::app::ui {

// A line that the user should see: where a picture was saved, what could not be read.
struct Notice {
  std::string text;
  bool is_error = false;
  double since_s =
      0;  // of the steady clock; notices fade after some seconds, errors stay until they are closed
};

// How far a job is, and the oldest message, at the top of the map.
void draw_messages(const Context& context, std::vector<Notice>& notices, const Box& map);

}  // namespace kharita::app::ui
