// JSON looked over as text, without building anything: where a value ends, what
// members an object has. What is no JSON is looked over, too; it may then end
// anywhere.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kharita::app {

// Finds the end of a value in a text that may grow between calls.
//     ValueEnd end; end.find("{\"a\": [1") == npos; end.find("{\"a\": [1]}, 2")
//     == 10
class ValueEnd {
 public:
  // The end of the value that `text` begins with; npos where it goes on behind
  // the text. `text` begins as in the call before. A string with a line end
  // before a new object ends there with its value, as its quote was forgotten.
  [[nodiscard]] std::size_t find(std::string_view text);
  // Whether the end that was found is that of a forgotten quote.
  [[nodiscard]] bool broken() const noexcept { return broken_; }
  // Goes on with a text that lacks the first `bytes` of that of the call
  // before, which were looked over.
  void forget(std::size_t bytes) noexcept { at_ -= bytes; }
  [[nodiscard]] std::size_t looked_over() const noexcept { return at_; }

 private:
  enum class Inside : unsigned char { none, string, line_comment, block_comment };
  // Steps over what it is inside of; false where the text ends before that.
  bool leave(std::string_view text);
  bool leave_string(std::string_view text);
  bool leave_comment(std::string_view text);

  std::size_t at_ = 0;
  std::string open_;  // brackets that are to come
  Inside inside_ = Inside::none;
  char quote_ = '"';
  bool begun_ = false;
  bool broken_ = false;
};

// The end of the value that `text` begins with; its size where it goes on.
[[nodiscard]] std::size_t end_of_value(std::string_view text);

// Where `text` goes on behind blanks, commas and comments; U+001E counts as a
// blank.
[[nodiscard]] std::size_t behind_blanks(std::string_view text, std::size_t at = 0);

// {"key": or {}: what prose never begins with. True where `text` ends before
// that shows.
[[nodiscard]] bool begins_object(std::string_view text);

// What a quoted or bare key or string says; as it stands where it cannot be
// read.
[[nodiscard]] std::string string_value(std::string_view quoted);

// A member of an object, as text. `value` is cut where the object's text is.
struct JsonMember {
  std::string key;
  std::string_view value;
};

// Goes through the members of an object, or the values of a list (without
// keys), whose text may be cut.
class JsonItems {
 public:
  // `text` begins with { or [.
  explicit JsonItems(std::string_view text) : text_(text), object_(text.starts_with('{')) {}
  bool next(JsonMember& member);
  // Behind what was read.
  [[nodiscard]] std::size_t at() const noexcept { return at_; }

 private:
  std::string_view text_;
  std::size_t at_ = 1;
  bool object_;
};

}  // namespace kharita::app
