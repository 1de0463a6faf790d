// Other programs that the desk starts: always by their arguments, never through a shell.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/error.h"

namespace kharita::app {

// A program of that name that may be run, in the first folder of `search_path` that has it.
[[nodiscard]] std::optional<std::filesystem::path> find_program(std::string_view name,
                                                                std::string_view search_path);
// The same in $PATH.
[[nodiscard]] std::optional<std::filesystem::path> find_program(std::string_view name);

// What takes a picture to the clipboard from its standard input: wl-copy where the screen is Wayland's, else
// xclip. None where it is not installed.
struct ClipboardTool {
  std::filesystem::path program;
  std::vector<std::string> arguments;
};
[[nodiscard]] std::optional<ClipboardTool> find_clipboard_tool();
// The package of Debian that holds the tool for this screen.
[[nodiscard]] std::string_view clipboard_package();

// Starts a program that goes on by itself, also after this one has ended, and does not wait for it.
[[nodiscard]] Result<void> start_program(const std::filesystem::path& program,
                                         std::vector<std::string> arguments);

// Runs a program that reads `input` as its standard input, and waits until it has ended. An error where it
// cannot be run, or ends with another code than 0, which is named.
[[nodiscard]] Result<void> run_program(const std::filesystem::path& program,
                                       std::vector<std::string> arguments,
                                       const std::filesystem::path& input);

}  // namespace kharita::app
