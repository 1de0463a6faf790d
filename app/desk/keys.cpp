#include "app/desk/keys.h"

namespace kharita::app {
namespace {

std::string key_name(Key key) {
  switch (key) {
    case Key::none:
      return {};
    case Key::minus:
      return "−";
    case Key::escape:
      return "Esc";
    case Key::enter:
      return "Enter";
    case Key::home:
      return "Home";
    case Key::end:
      return "End";
    case Key::page_up:
      return "Page Up";
    case Key::page_down:
      return "Page Down";
    case Key::remove:
      return "Delete";
    case Key::digit:
      return "1 … 9";
    case Key::left:
      return "←";
    case Key::right:
      return "→";
    case Key::up:
      return "↑";
    case Key::down:
      return "↓";
    default:
      break;
  }
  if (key >= Key::f1) return "F" + std::to_string(1 + static_cast<int>(key) - static_cast<int>(Key::f1));
  return {static_cast<char>(key)};
}

}  // namespace

std::string chord_name(const KeyChord& chord) {
  if (chord.key == Key::none) return {};
  std::string name;
  if (chord.control) name += "Ctrl+";
  if (chord.alt) name += "Alt+";
  if (chord.shift) name += "Shift+";
  return name + key_name(chord.key);
}

}  // namespace kharita::app
