// The text of an input field and its caret: what keys do to it. Knows no screen; bytes count UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app::ui {

// Invariant: value() is valid UTF-8 on one line; caret() and anchor() lie on grapheme edges. What is selected
// lies between them.
class TextEdit {
 public:
  static constexpr std::size_t kMaxBytes = 32768;  // what is typed or pasted past this is dropped

  TextEdit() = default;
  explicit TextEdit(std::string_view value) { set_value(value); }

  [[nodiscard]] const std::string& value() const noexcept { return value_; }
  [[nodiscard]] std::uint32_t caret() const noexcept { return caret_; }
  [[nodiscard]] std::uint32_t anchor() const noexcept { return anchor_; }
  [[nodiscard]] bool has_selection() const noexcept { return caret_ != anchor_; }
  [[nodiscard]] std::uint32_t selection_start() const noexcept { return caret_ < anchor_ ? caret_ : anchor_; }
  [[nodiscard]] std::uint32_t selection_end() const noexcept { return caret_ < anchor_ ? anchor_ : caret_; }
  [[nodiscard]] std::string_view selected() const noexcept;

  // From outside: the caret goes to the end, undo is forgotten. Equal values change nothing.
  void set_value(std::string_view utf8);

  // Replaces the selection. Line ends and tabs become spaces; broken UTF-8 becomes U+FFFD; control characters
  // are dropped.
  void insert(std::string_view utf8);
  void erase_back();     // Backspace: the selection, or one code point (a mark alone comes off its letter)
  void erase_forward();  // Delete: the selection, or one grapheme
  void erase_word_back();
  void erase_word_forward();
  std::string cut();  // returns what was selected
  void clear();

  // To the nearest grapheme edge at or before `byte`. `keep_anchor` extends the selection.
  void move_to(std::uint32_t byte, bool keep_anchor);
  void move_to_start(bool keep_anchor) { move_to(0, keep_anchor); }
  void move_to_end(bool keep_anchor) { move_to(static_cast<std::uint32_t>(value_.size()), keep_anchor); }
  void select_all();
  void select_word(std::uint32_t byte);

  // Grapheme and word edges in reading order; at the ends they stay.
  [[nodiscard]] std::uint32_t next_grapheme(std::uint32_t byte) const;
  [[nodiscard]] std::uint32_t previous_grapheme(std::uint32_t byte) const;
  [[nodiscard]] std::uint32_t next_word(std::uint32_t byte) const;      // past the word that follows
  [[nodiscard]] std::uint32_t previous_word(std::uint32_t byte) const;  // to the start of the word before

  bool undo();
  bool redo();

 private:
  struct State {
    std::string value;
    std::uint32_t caret = 0;
    std::uint32_t anchor = 0;
  };
  enum class Change : std::uint8_t { none, typing, other };
  void remember(Change change);
  void replace(std::uint32_t start, std::uint32_t end, std::string_view with);
  void find_edges();
  void restore(State state);

  std::string value_;
  std::uint32_t caret_ = 0;
  std::uint32_t anchor_ = 0;
  std::vector<std::uint32_t> graphemes_{0};  // edges, ascending, with both ends
  std::vector<std::uint32_t> word_starts_;   // of what is a word, not of spaces and signs
  std::vector<std::uint32_t> word_ends_;
  std::vector<State> undo_;
  std::vector<State> redo_;
  Change last_change_ = Change::none;
};

}  // namespace kharita::app::ui
