// Keys and typed letters between two frames, so that none is lost where frames are slow.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

namespace kharita::app::ui {

// What the window system said of a key, or a letter that was typed. A key that types a letter says both.
struct KeyEvent {
  enum class Kind : std::uint8_t { press, repeat, release, letter } kind = Kind::press;
  int key = 0;  // of the window system; 0 for a letter
  int scancode = 0;
  int modifiers = 0;  // that are held, as the window system numbers them
  char32_t letter = 0;
  // A press that does something itself (an arrow, Enter, Ctrl+A): it is seen only where the key is down while
  // a frame is drawn.
  bool steers = false;
};

// Hands events on in their order, as many as one frame can tell apart: letters and what types them, or one
// press that steers. So a key that was pressed and let go within one frame is down for one, what was typed
// before Backspace stands before it is pressed, and Ctrl is held while Ctrl+A is seen.
class KeyQueue {
 public:
  void push(const KeyEvent& event) { waiting_.push_back(event); }
  [[nodiscard]] bool empty() const noexcept { return waiting_.empty(); }
  [[nodiscard]] std::vector<KeyEvent> take_frame();

 private:
  std::deque<KeyEvent> waiting_;
};

}  // namespace kharita::app::ui
