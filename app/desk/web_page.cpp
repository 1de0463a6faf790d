#include "app/desk/web_page.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "app/model/open_article.h"

namespace kharita::app {
namespace {

std::optional<std::string> program_on(std::string_view search_path, std::string_view name) {
  while (!search_path.empty()) {
    const std::size_t end = std::min(search_path.find(':'), search_path.size());
    std::string file(search_path.substr(0, end));
    file.append("/").append(name);
    if (end > 0 && access(file.c_str(), X_OK) == 0) return file;
    search_path.remove_prefix(std::min(end + 1, search_path.size()));
  }
  return std::nullopt;
}

// As nobody's child, so that none is left behind for us to bury. Between fork and exec only what is safe
// there.
bool start(std::string program, std::string argument) {
  const std::array<char*, 3> words{program.data(), argument.data(), nullptr};
  const pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    setsid();
    const pid_t own = fork();
    if (own == 0) {
      execv(words[0], words.data());
      _exit(127);
    }
    _exit(own < 0 ? 1 : 0);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Result<void> open_in_browser(const std::string& address, const char* search_path) {
  if (!is_web_address(address)) return fail(ErrorCode::usage, "{}: is no address of the web", address);
  const auto program = program_on(search_path != nullptr ? search_path : "", "xdg-open");
  if (!program) return fail(ErrorCode::io, "{}: xdg-open is missing: install xdg-utils", address);
  if (!start(*program, address)) return fail(ErrorCode::io, "{}: xdg-open could not be started", address);
  return {};
}

}  // namespace kharita::app
