// The window's loop: GLFW's events and ImGui's frames around a desk.
#pragma once

#include "app/desk/desk.h"
#include "app/typeset/text_engine.h"

struct GLFWwindow;

namespace kharita::app {

// Until the window is closed. Its context must be current; all must outlive the call.
void run_loop(GLFWwindow* window, Desk& desk, typeset::TextEngine& text, const Opening& opening);

}  // namespace kharita::app
