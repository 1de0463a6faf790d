#include "app/desk/programs.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <thread>
#include <utility>

extern char** environ;

namespace kharita::app {
namespace fs = std::filesystem;
namespace {

tl::unexpected<Error> failed(const fs::path& program, const std::string& reason) {
  return fail(ErrorCode::io, "{}: {}", program.string(), reason);
}

std::string reason_of(int error) {
  return std::generic_category().message(error);
}

// Its output goes nowhere: a program that stays behind must not hold this one's open.
Result<pid_t> spawn(const fs::path& program, std::vector<std::string>& arguments, const char* input) {
  std::string name = program.string();
  std::vector<char*> words{name.data()};
  for (std::string& argument : arguments)
    words.push_back(argument.data());
  words.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&files);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);  // Ctrl-C in the terminal is not for it
  pid_t pid = 0;
  const int error = ::posix_spawn(&pid, name.c_str(), &files, &attributes, words.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (error != 0) return failed(program, reason_of(error));
  return pid;
}

// Its exit code; above 127 where a signal ended it.
int await(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

bool is_wayland() {
  const char* screen = std::getenv("WAYLAND_DISPLAY");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return screen != nullptr && *screen != '\0';
}

}  // namespace

std::optional<fs::path> find_program(std::string_view name, std::string_view search_path) {
  std::string_view left = search_path;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(':'), left.size());
    const fs::path folder = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    std::error_code gone;
    const fs::path program = folder / name;
    if (folder.is_absolute() && fs::is_regular_file(program, gone) && ::access(program.c_str(), X_OK) == 0)
      return program;
  }
  return std::nullopt;
}

std::optional<fs::path> find_program(std::string_view name) {
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return find_program(name, path != nullptr ? path : "");
}

std::optional<ClipboardTool> find_clipboard_tool() {
  const bool wayland = is_wayland();
  const auto program = find_program(wayland ? "wl-copy" : "xclip");
  if (!program) return std::nullopt;
  if (wayland) return ClipboardTool{*program, {"--type", "image/png"}};
  return ClipboardTool{*program, {"-selection", "clipboard", "-t", "image/png", "-i"}};
}

std::string_view clipboard_package() {
  return is_wayland() ? "wl-clipboard" : "xclip";
}

Result<void> start_program(const fs::path& program, std::vector<std::string> arguments) {
  const auto pid = spawn(program, arguments, "/dev/null");
  if (!pid) return tl::unexpected(pid.error());
  try {
    std::thread([child = *pid] { (void)await(child); }).detach();  // else its entry stays as long as we do
  } catch (const std::system_error&) {                             // no thread is to be had: then it stays
  }
  return {};
}

Result<void> run_program(const fs::path& program, std::vector<std::string> arguments, const fs::path& input) {
  const auto pid = spawn(program, arguments, input.c_str());
  if (!pid) return tl::unexpected(pid.error());
  const int code = await(*pid);
  if (code != 0) return failed(program, fmt::format("[{}]", code));
  return {};
}

}  // namespace kharita::app
