// GLFW, its window with an OpenGL context, and ImGui on both: each for as long as its object lives.
#pragma once

#include <memory>

#include "geo/error.h"

struct GLFWwindow;

namespace kharita::app {

class GlfwSession {
 public:
  [[nodiscard]] static Result<std::unique_ptr<GlfwSession>> start();
  ~GlfwSession();
  GlfwSession(const GlfwSession&) = delete;
  GlfwSession& operator=(const GlfwSession&) = delete;

 private:
  GlfwSession() = default;
};

struct DestroyWindow {
  void operator()(GLFWwindow* window) const noexcept;
};
using WindowPtr = std::unique_ptr<GLFWwindow, DestroyWindow>;

// Its context is current.
[[nodiscard]] Result<WindowPtr> open_glfw_window();

class ImGuiSession {
 public:
  explicit ImGuiSession(GLFWwindow* window);
  ~ImGuiSession();
  ImGuiSession(const ImGuiSession&) = delete;
  ImGuiSession& operator=(const ImGuiSession&) = delete;
};

}  // namespace kharita::app
