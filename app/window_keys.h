// What GLFW calls keys, as commands name them.
#pragma once

#include "app/desk/keys.h"

namespace kharita::app {

[[nodiscard]] Key key_of(int glfw_key);
[[nodiscard]] bool is_modifier(int glfw_key);

}  // namespace kharita::app
