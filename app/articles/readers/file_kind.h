// Tells files that hold no text by their first bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace kharita::app {

// A group of formats that hold no text which a reader could take.
struct FileKind {
  std::string_view one;     // "picture"
  std::string_view many;    // "pictures"
  std::string_view advice;  // what the user can do instead
};

// As many first bytes as kind_of_binary looks at.
inline constexpr std::size_t kKindBytes = 1024;

// The kind of a file that begins with `bytes`, before any decoding; null where it may be text. Text of any
// encoding that is read here begins like none of them.
[[nodiscard]] const FileKind* kind_of_binary(std::string_view bytes);

// "is a picture, not text: …" for the line about a file of this kind.
[[nodiscard]] std::string refusal(const FileKind& kind);

// Whether `text`, decoded to UTF-8, is mostly control characters or broken bytes: a binary file that no table
// knows. Line ends, tabs, form feeds and the separators of records (U+001C to U+001F) are no controls here.
[[nodiscard]] bool is_mostly_unreadable(std::string_view text);

}  // namespace kharita::app
