#include "app/ui/key_queue.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>

using kharita::app::ui::KeyEvent;
using kharita::app::ui::KeyQueue;

namespace {

constexpr int kLeft = 263;
constexpr int kEnter = 257;
constexpr int kControl = 341;

KeyEvent press(int key, bool steers = true) {
  return {.kind = KeyEvent::Kind::press, .key = key, .steers = steers};
}
KeyEvent release(int key) {
  return {.kind = KeyEvent::Kind::release, .key = key};
}
KeyEvent letter(char32_t letter) {
  return {.kind = KeyEvent::Kind::letter, .letter = letter};
}

// What the frames see, one a frame until none waits: +key for a press, -key for a release, the letters.
std::vector<std::string> frames_of(KeyQueue& queue) {
  std::vector<std::string> frames;
  while (!queue.empty()) {
    std::string seen;
    for (const KeyEvent& e : queue.take_frame()) {
      if (e.kind == KeyEvent::Kind::letter) seen += static_cast<char>(e.letter);
      if (e.kind == KeyEvent::Kind::press) seen += "+" + std::to_string(e.key);
      if (e.kind == KeyEvent::Kind::repeat) seen += "~" + std::to_string(e.key);
      if (e.kind == KeyEvent::Kind::release) seen += "-" + std::to_string(e.key);
    }
    frames.push_back(seen);
  }
  return frames;
}

std::vector<std::string> frames_of(const std::vector<KeyEvent>& events) {
  KeyQueue queue;
  for (const KeyEvent& e : events)
    queue.push(e);
  return frames_of(queue);
}

using Frames = std::vector<std::string>;

}  // namespace

TEST_CASE("keys: one that is pressed and let go between two frames is down for one of them") {
  CHECK(frames_of({press(kLeft), release(kLeft)}) == Frames{"+263", "-263"});
  CHECK(frames_of({press(kLeft), release(kLeft), press(kEnter), release(kEnter)}) ==
        Frames{"+263", "-263+257", "-257"});
}

TEST_CASE("keys: one that is pressed twice is seen to be up in between") {
  CHECK(frames_of({press(kLeft), release(kLeft), press(kLeft), release(kLeft)}) ==
        Frames{"+263", "-263", "+263", "-263"});
}

TEST_CASE("keys: Control is held while the key that goes with it is seen") {
  CHECK(frames_of({press(kControl, false), press('A'), release('A'), release(kControl)}) ==
        Frames{"+341+65", "-65-341"});
}

TEST_CASE("keys: a word that is typed comes in one frame, what follows it in the next") {
  CHECK(frames_of({press('X', false), letter('x'), release('X'), press('Y', false), letter('y'), release('Y'),
                   press(kEnter), release(kEnter)}) == Frames{"+88x-88+89y-89", "+257", "-257"});
  CHECK(frames_of({press(kEnter), letter('x')}) == Frames{"+257", "x"});
}

TEST_CASE("keys: one that is held down repeats within one frame") {
  const KeyEvent again{.kind = KeyEvent::Kind::repeat, .key = kLeft, .steers = true};
  CHECK(frames_of({press(kLeft), again, again, release(kLeft)}) == Frames{"+263", "~263~263-263"});
}

TEST_CASE("keys: whatever is pressed, all comes in order, and each press that steers is down in a frame") {
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    KeyQueue queue;
    std::string all;
    std::set<int> down;
    int presses = 0;
    for (int i = 0; i < 40; ++i) {
      const int key = 1 + static_cast<int>(random() % 4);
      KeyEvent event = letter(U'x');
      if (random() % 3 != 0) event = down.contains(key) ? release(key) : press(key, key != 4);
      if (event.kind == KeyEvent::Kind::press) down.insert(key);
      if (event.kind == KeyEvent::Kind::release) down.erase(key);
      presses += event.kind == KeyEvent::Kind::press && event.steers ? 1 : 0;
      KeyQueue alone;
      alone.push(event);
      all += frames_of(alone).front();
      queue.push(event);
    }
    std::string together;
    std::set<int> held;
    int seen = 0;
    while (!queue.empty()) {
      const std::set<int> before = held;
      KeyQueue frame;
      for (const KeyEvent& e : queue.take_frame()) {
        frame.push(e);
        if (e.kind == KeyEvent::Kind::press) held.insert(e.key);
        if (e.kind == KeyEvent::Kind::release) held.erase(e.key);
      }
      for (const std::string& part : frames_of(frame))
        together += part;
      for (const int key : held)
        seen += key != 4 && !before.contains(key) ? 1 : 0;  // as a program sees it that asks what is down
    }
    CHECK(together == all);
    CHECK(seen == presses);
  }
}
