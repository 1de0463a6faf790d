#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/benchmarks.h"

namespace kharita::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// In the child: never returns. `output` takes the place of standard output, or of standard error.
[[noreturn]] void become(const std::vector<std::string>& command, const std::string& input, int output,
                         int output_of) {
  const int in = ::open(input.empty() ? "/dev/null" : input.c_str(), O_RDONLY);
  if (in < 0 || ::dup2(in, STDIN_FILENO) < 0 || ::dup2(output, output_of) < 0) ::_exit(127);
  ::close(in);
  ::close(output);
  std::vector<char*> arguments;
  for (const std::string& word : command)
    arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

struct Child {
  pid_t id = -1;
  int output = -1;  // to read from
};

std::optional<Child> start(const std::vector<std::string>& command, const std::string& input, int output_of) {
  std::array<int, 2> pipe_ends{};
  if (::pipe(pipe_ends.data()) != 0) return std::nullopt;
  const pid_t child = ::fork();
  if (child < 0) return std::nullopt;
  if (child == 0) {
    ::close(pipe_ends[0]);
    become(command, input, pipe_ends[1], output_of);
  }
  ::close(pipe_ends[1]);
  return Child{child, pipe_ends[0]};
}

// Until there is no more, or `wanted` was read. Whether it was.
bool read_until(int file, std::string_view wanted) {
  std::vector<char> buffer(1 << 16);
  std::string text;  // as much as may hold the beginning of what is wanted
  for (;;) {
    const ssize_t bytes = ::read(file, buffer.data(), buffer.size());
    if (bytes <= 0) return false;
    if (wanted.empty()) continue;
    text.append(buffer.data(), static_cast<std::size_t>(bytes));
    if (text.find(wanted) != std::string::npos) return true;
    text.erase(0, text.size() - std::min(text.size(), wanted.size()));
  }
}

int complain(const std::vector<std::string>& command, std::string_view what) {
  fmt::print(stderr, "kharita_bench: {}: {}\n", command.front(), what);
  return 2;
}

void print_usage(const rusage& usage, std::chrono::duration<double> wall) {
  fmt::print("{:.4f} {:.4f} {:.1f}\n", seconds(usage.ru_utime) + seconds(usage.ru_stime), wall.count(),
             static_cast<double>(usage.ru_maxrss) / 1000);
}

}  // namespace

int run_command(const std::vector<std::string>& command, const std::string& input) {
  const auto begin = std::chrono::steady_clock::now();
  const auto child = start(command, input, STDOUT_FILENO);
  if (!child) return 2;
  (void)read_until(child->output, {});
  ::close(child->output);
  int status = 0;
  rusage usage{};
  if (::wait4(child->id, &status, 0, &usage) < 0) return 2;
  const auto wall = std::chrono::steady_clock::now() - begin;
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
    return complain(command, "could not be run to its end");
  print_usage(usage, wall);
  return 0;
}

int run_until(const std::vector<std::string>& command, const std::string& words) {
  const auto begin = std::chrono::steady_clock::now();
  const auto child = start(command, {}, STDERR_FILENO);
  if (!child) return 2;
  const bool said = read_until(child->output, words);
  const auto wall = std::chrono::steady_clock::now() - begin;
  ::kill(child->id, SIGTERM);
  ::close(child->output);
  rusage usage{};
  if (::wait4(child->id, nullptr, 0, &usage) < 0) return 2;
  if (!said) return complain(command, fmt::format("ended without saying «{}»", words));
  print_usage(usage, wall);
  return 0;
}

}  // namespace kharita::bench
