// What can go wrong in normal use is a value: Result<T> holds either a T or an Error and must be looked at.
// Bugs assert. No exception leaves geo.
#pragma once

#include <fmt/format.h>

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace kharita {

enum class ErrorCode {
  io,           // a file or folder could not be opened, read or written
  parse,        // the content is not what its format says
  damaged,      // a file of ours is cut short or changed
  unsupported,  // a format, encoding or feature that this build cannot take
  cancelled,    // the user stopped the work
  usage,        // an argument of the caller's is wrong
  graphics,     // no OpenGL, a shader that does not compile, no font
};

// `message` is one line for the user: it names the file and the place in it, and says what to do next.
struct Error {
  ErrorCode code = ErrorCode::io;
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;

// fail(ErrorCode::io, "{}: cannot be read: {}", path, reason) makes the unexpected half of any Result.
template <typename... Args>
[[nodiscard]] tl::unexpected<Error> fail(ErrorCode code, fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected<Error>(Error{code, fmt::format(format, std::forward<Args>(args)...)});
}

}  // namespace kharita
