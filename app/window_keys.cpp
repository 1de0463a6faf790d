#include "app/window_keys.h"

#include <GLFW/glfw3.h>

#include <utility>

namespace kharita::app {

// GLFW numbers a key that bears a letter by it, as Key does.
Key key_of(int glfw_key) {
  constexpr std::pair<int, Key> kNamed[]{{GLFW_KEY_EQUAL, Key::plus},
                                         {GLFW_KEY_KP_ADD, Key::plus},
                                         {GLFW_KEY_MINUS, Key::minus},
                                         {GLFW_KEY_KP_SUBTRACT, Key::minus},
                                         {GLFW_KEY_ESCAPE, Key::escape},
                                         {GLFW_KEY_ENTER, Key::enter},
                                         {GLFW_KEY_KP_ENTER, Key::enter},
                                         {GLFW_KEY_HOME, Key::home},
                                         {GLFW_KEY_END, Key::end},
                                         {GLFW_KEY_PAGE_UP, Key::page_up},
                                         {GLFW_KEY_PAGE_DOWN, Key::page_down},
                                         {GLFW_KEY_DELETE, Key::remove},
                                         {GLFW_KEY_LEFT, Key::left},
                                         {GLFW_KEY_RIGHT, Key::right},
                                         {GLFW_KEY_UP, Key::up},
                                         {GLFW_KEY_DOWN, Key::down}};
  for (const auto& [number, key] : kNamed) {
    if (number == glfw_key) return key;
  }
  if (glfw_key >= GLFW_KEY_F1 && glfw_key <= GLFW_KEY_F12)
    return static_cast<Key>(static_cast<int>(Key::f1) + glfw_key - GLFW_KEY_F1);
  return glfw_key > GLFW_KEY_SPACE && glfw_key <= GLFW_KEY_GRAVE_ACCENT ? static_cast<Key>(glfw_key)
                                                                        : Key::none;
}

bool is_modifier(int glfw_key) {
  return glfw_key >= GLFW_KEY_LEFT_SHIFT && glfw_key <= GLFW_KEY_RIGHT_SUPER;
}

}  // namespace kharita::app
