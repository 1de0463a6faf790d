#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

#include "bench/benchmarks.h"

namespace kharita::bench {
namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// In the child: never returns.
[[noreturn]] void become(const std::vector<std::string>& command, const std::string& input, int output) {
  const int in = ::open(input.empty() ? "/dev/null" : input.c_str(), O_RDONLY);
  if (in < 0 || ::dup2(in, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0) ::_exit(127);
  ::close(in);
  ::close(output);
  std::vector<char*> arguments;
  for (const std::string& word : command)
    arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::execvp(arguments[0], arguments.data());
  ::_exit(127);
}

}  // namespace

int run_command(const std::vector<std::string>& command, const std::string& input) {
  std::array<int, 2> pipe_ends{};
  if (::pipe(pipe_ends.data()) != 0) return 2;
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child < 0) return 2;
  if (child == 0) {
    ::close(pipe_ends[0]);
    become(command, input, pipe_ends[1]);
  }
  ::close(pipe_ends[1]);
  std::vector<char> buffer(1 << 16);
  while (::read(pipe_ends[0], buffer.data(), buffer.size()) > 0) {
  }
  ::close(pipe_ends[0]);
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) < 0) return 2;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 127) {
    fmt::print(stderr, "kharita_bench: {}: could not be run to its end\n", command.front());
    return 2;
  }
  fmt::print("{:.4f} {:.4f} {:.1f}\n", seconds(usage.ru_utime) + seconds(usage.ru_stime), wall.count(),
             static_cast<double>(usage.ru_maxrss) / 1000);
  return 0;
}

}  // namespace kharita::bench
