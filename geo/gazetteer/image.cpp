// This file does without XXH_INLINE_ALL of image.h's hash: the library's own functions pick the instructions.
#include <xxhash.h>
#if defined(__x86_64__)
#include <xxh_x86dispatch.h>
#endif

#include <cstddef>
#include <cstdint>

namespace kharita::geo::image {

std::uint64_t checksum(const void* data, std::size_t size) noexcept {
  return XXH3_64bits(data, size);
}

}  // namespace kharita::geo::image
