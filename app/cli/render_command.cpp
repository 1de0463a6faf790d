#include "app/cli/cli.h"

namespace kharita::app::cli {

void add_render_command(CLI::App&, const Common&, int&) {}

}  // namespace kharita::app::cli
