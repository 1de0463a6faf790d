#include "app/window_session.h"

#include <glad/gl.h>
// glad stands before GLFW, which else brings the system's OpenGL header.
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <string>

namespace kharita::app {
namespace {

constexpr int kFirstWidth = 1280;
constexpr int kFirstHeight = 800;

std::string last_glfw_error() {
  const char* description = nullptr;
  glfwGetError(&description);
  return description != nullptr ? description : "no reason given";
}

}  // namespace

Result<std::unique_ptr<GlfwSession>> GlfwSession::start() {
  if (glfwInit() == GLFW_FALSE) {
    return fail(ErrorCode::graphics,
                "no window can be opened here: {}. Without a display, use: kharita render",
                last_glfw_error());
  }
  return std::unique_ptr<GlfwSession>(new GlfwSession);
}

GlfwSession::~GlfwSession() {
  glfwTerminate();
}

void DestroyWindow::operator()(GLFWwindow* window) const noexcept {
  glfwDestroyWindow(window);
}

Result<WindowPtr> open_glfw_window() {
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);  // until its first frame is drawn
  int width = kFirstWidth;
  int height = kFirstHeight;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    int x = 0;
    int y = 0;
    int work_width = 0;
    int work_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &work_width, &work_height);
    if (work_width > 0 && work_height > 0) {
      // In the monitor's own pixels: GLFW is not asked to scale them once more.
      float scale = 1;
      glfwGetMonitorContentScale(monitor, &scale, nullptr);
      scale = std::clamp(scale, 1.0f, 4.0f);
      width = std::clamp(work_width, 640, static_cast<int>(2560 * scale));
      height = std::clamp(work_height, 480, static_cast<int>(1440 * scale));
    }
  }
  WindowPtr window(glfwCreateWindow(width, height, "Kharita · خريطة", nullptr, nullptr));
  if (window == nullptr) {
    return fail(ErrorCode::graphics,
                "OpenGL 3.3 is not to be had here: {}. Install a graphics driver (on Debian: "
                "libgl1-mesa-dri), or use: kharita render",
                last_glfw_error());
  }
  glfwMakeContextCurrent(window.get());
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    return fail(ErrorCode::graphics,
                "the OpenGL functions could not be loaded; install a graphics driver (on Debian: "
                "libgl1-mesa-dri)");
  }
  glfwSwapInterval(1);
  return window;
}

ImGuiSession::ImGuiSession(GLFWwindow* window) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;         // panels stand where the language puts them
  ImGui_ImplGlfw_InitForOpenGL(window, false);  // the window tells it what happened
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

ImGuiSession::~ImGuiSession() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
}

}  // namespace kharita::app
