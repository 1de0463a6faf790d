#include "app/articles/file_bytes.h"

#include <unistd.h>

#include <cerrno>

namespace kharita::app {

int read_at(int descriptor, void* to, std::size_t size, std::uint64_t at) noexcept {
  auto* next = static_cast<char*>(to);
  while (size > 0) {
    const ssize_t count = ::pread(descriptor, next, size, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 ? errno : kFileEnds;
    next += count;
    at += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  return 0;
}

int write_at(int descriptor, const void* from, std::size_t size, std::uint64_t at) noexcept {
  const auto* next = static_cast<const char*>(from);
  while (size > 0) {
    const ssize_t count = ::pwrite(descriptor, next, size, static_cast<off_t>(at));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 ? errno : EIO;
    next += count;
    at += static_cast<std::uint64_t>(count);
    size -= static_cast<std::size_t>(count);
  }
  return 0;
}

}  // namespace kharita::app
