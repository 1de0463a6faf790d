#include "app/cli/cli.h"
#include "app/window.h"

int main(int argc, char** argv) {
  kharita::app::cli::WindowRequest request;
  if (const auto exit_code = kharita::app::cli::run(argc, argv, request)) return *exit_code;
  return kharita::app::run_window(request);
}
