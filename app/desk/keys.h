// Keys as commands name them, whatever the window system calls them.
#pragma once

#include <cstdint>
#include <string>

namespace kharita::app {

// A key by what it bears on a Latin keyboard, in capitals: Key{'Z'}; those that bear no letter have names.
// Where a key stands counts, not the letter that another layout gives it.
enum class Key : std::uint16_t {
  none = 0,
  plus = '+',
  minus = '-',
  escape = 256,
  enter,
  home,
  end,
  page_up,
  page_down,
  remove,
  digit,  // any of 1 to 9
  left,
  right,
  up,
  down,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12
};
[[nodiscard]] constexpr Key letter_key(char capital) noexcept {
  return static_cast<Key>(capital);
}

struct KeyChord {
  Key key = Key::none;
  bool control = false;
  bool shift = false;
  bool alt = false;
  friend constexpr bool operator==(const KeyChord&, const KeyChord&) = default;
};

// Of 1 to 9 alone; else 0.
[[nodiscard]] constexpr unsigned digit_of(const KeyChord& chord) noexcept {
  const auto key = static_cast<unsigned>(chord.key);
  return key >= '1' && key <= '9' && chord == KeyChord{chord.key} ? key - '0' : 0;
}

// "Ctrl+Shift+S", "←"; empty for none.
[[nodiscard]] std::string chord_name(const KeyChord& chord);

}  // namespace kharita::app
