#include <cstdio>
#include <exception>
#include <new>

#include "app/cli/cli.h"
#include "app/window.h"

namespace {

int run(int argc, char** argv) {
  kharita::app::cli::WindowRequest request;
  if (const auto exit_code = kharita::app::cli::run(argc, argv, request)) return *exit_code;
  return kharita::app::run_window(request);
}

}  // namespace

// Errors are values; what is thrown all the same, such as for want of memory, ends the program with a line.
int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("kharita: there is not enough memory; give less at once\n", stderr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "kharita: this should not have happened, please report it: %s\n", error.what());
  }
  return kharita::app::cli::kExitFailure;
}
