#include "app/ui/key_queue.h"

#include <algorithm>

namespace kharita::app::ui {

std::vector<KeyEvent> KeyQueue::take_frame() {
  std::vector<KeyEvent> frame;
  const auto is_let_go = [&](int key) {
    return std::ranges::any_of(
        frame, [&](const KeyEvent& e) { return e.kind == KeyEvent::Kind::release && e.key == key; });
  };
  bool letters = false;
  for (; !waiting_.empty(); waiting_.pop_front()) {
    const KeyEvent& next = waiting_.front();
    const bool acts = next.kind == KeyEvent::Kind::press && next.steers;
    if (acts && (letters || is_let_go(next.key))) break;
    frame.push_back(next);
    letters = letters || next.kind == KeyEvent::Kind::letter;
    if (!acts) continue;
    waiting_.pop_front();
    break;
  }
  return frame;
}

}  // namespace kharita::app::ui
