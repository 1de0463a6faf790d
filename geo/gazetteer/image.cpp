// This file does without XXH_INLINE_ALL of image.h's hash: the library's own functions pick the instructions.
#include <xxhash.h>
#if defined(__x86_64__)
#include <xxh_x86dispatch.h>
#endif

#include <cstddef>
#include <cstdint>
#include <future>
#include <system_error>

namespace kharita::geo::image {

std::uint64_t checksum(const void* data, std::size_t size) noexcept {
  constexpr std::size_t kWorthAThread = std::size_t{1} << 20U;  // bytes
  if (size < kWorthAThread) return XXH3_64bits(data, size);
  const std::size_t half = size / 2;
  const void* const middle = static_cast<const std::byte*>(data) + half;
  const auto first = [&] { return std::uint64_t{XXH3_64bits(data, half)}; };
  std::uint64_t halves[2] = {};
  try {
    auto other = std::async(std::launch::async, first);
    halves[1] = XXH3_64bits(middle, size - half);
    halves[0] = other.get();
  } catch (const std::system_error&) {  // no thread is to be had
    halves[0] = first();
    halves[1] = XXH3_64bits(middle, size - half);
  }
  return XXH3_64bits(halves, sizeof(halves));
}

}  // namespace kharita::geo::image
