// What the commands write on standard output and standard error. Nothing here throws: a full disk is an exit
// code.
#pragma once

#include <string_view>

#include "geo/error.h"

namespace kharita::app::cli {

// "kharita: …" as a line on standard error.
void complain(std::string_view message) noexcept;
// The same, and the exit code of a command that fails so: kExitFailure.
[[nodiscard]] int fail_with(const Error& error) noexcept;

// Text on standard output. What cannot be written is told by flush_output.
void write_out(std::string_view text) noexcept;
// The exit code: kExitOk where all that the program wrote has reached standard output; else it complains.
[[nodiscard]] int flush_output() noexcept;

}  // namespace kharita::app::cli
