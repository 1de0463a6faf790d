// The desktop window: GLFW, ImGui and the map in one loop.
#pragma once

#include "app/cli/cli.h"

namespace kharita::app {

// Opens the window and runs it until it is closed. Returns the program's exit code: cli::kExitFailure, after
// one clear line on standard error, where there is no display, no OpenGL 3.3, no gazetteer or no font.
[[nodiscard]] int run_window(const cli::WindowRequest& request);

}  // namespace kharita::app
