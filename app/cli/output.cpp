#include "app/cli/output.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "app/cli/cli.h"

namespace kharita::app::cli {

void complain(std::string_view message) noexcept {
  std::string line(message);
  // A file's name may hold line ends, and commands to the terminal.
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  std::replace_if(line.begin(), line.end(), is_control, '?');
  std::fprintf(stderr, "kharita: %s\n", line.c_str());
}

int fail_with(const Error& error) noexcept {
  complain(error.message);
  return kExitFailure;
}

void write_out(std::string_view text) noexcept {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

int flush_output() noexcept {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return kExitOk;
  complain("standard output: what was found could not be written; is the disk full?");
  return kExitFailure;
}

}  // namespace kharita::app::cli
