#include "app/cli/output.h"

#include <cstdio>

#include "app/cli/cli.h"

namespace kharita::app::cli {

void complain(std::string_view message) noexcept {
  std::fprintf(stderr, "kharita: %.*s\n", static_cast<int>(message.size()), message.data());
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
