#include "geo/gazetteer/image.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

using kharita::geo::image::checksum;

TEST_CASE(
    "image: a checksum tells a change in either half, in short files and in those that two threads read") {
  for (const std::size_t size : {std::size_t{1}, std::size_t{1000}, (std::size_t{1} << 20U) + 1}) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
      bytes[i] = static_cast<std::uint8_t>((i * 2654435761U) >> 24U);
    const std::uint64_t whole = checksum(bytes.data(), size);
    CHECK(checksum(bytes.data(), size) == whole);
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) {
      CAPTURE(size);
      CAPTURE(at);
      bytes[at] ^= 1U;
      CHECK(checksum(bytes.data(), size) != whole);
      bytes[at] ^= 1U;
    }
  }
}
