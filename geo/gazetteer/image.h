// What the writer and the reader of the gazetteer's file share: its header, its hash functions and its table
// layout.
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace kharita::geo::image {

static_assert(std::endian::native == std::endian::little,
              "the gazetteer's file is mapped as it is: little-endian");

// Raise it with every change of the file's layout or of the normal form of names (geo/text/normalise.h).
inline constexpr std::uint32_t kVersion = 4;
inline constexpr std::string_view kMagic = "KHARITA\x1a";
inline constexpr std::uint32_t kNone = 0xffffffffU;

// The file's first 64 bytes; the FlatBuffer follows, so it is aligned for every type in it.
struct Header {
  char magic[8] = {};
  std::uint32_t version = 0;
  std::uint32_t reserved = 0;
  std::uint64_t payload_size = 0;
  std::uint64_t payload_checksum = 0;  // as checksum() below
  std::byte padding[32] = {};
};
static_assert(sizeof(Header) == 64);

// Flags of a PlaceRecord.
inline constexpr std::uint8_t kCapital = 1;
inline constexpr std::uint8_t kAdmin1Seat = 2;

// XXH3, 64 bits, with the widest instructions that the processor has; from 1 MiB on that of the XXH3 of both
// halves, which two threads take: a file is checked at each opening.
[[nodiscard]] std::uint64_t checksum(const void* data, std::size_t size) noexcept;
[[nodiscard]] inline std::uint64_t hash(std::string_view key) noexcept {
  return XXH3_64bits(key.data(), key.size());
}
[[nodiscard]] inline std::uint32_t fingerprint(std::uint64_t hash) noexcept {
  return static_cast<std::uint32_t>(hash >> 32);
}

// The slot where the search for an edge begins, before the table's mask.
[[nodiscard]] inline std::uint64_t edge_hash(std::uint32_t node, std::uint32_t token) noexcept {
  std::uint64_t key = (std::uint64_t{node} << 32) | token;
  key *= 0x9e3779b97f4a7c15ULL;  // Fibonacci hashing: the high bits are well mixed
  return key >> 29;
}

// Whether a normal form begins with a letter of the Arabic blocks U+0600 to U+06FF and U+0750 to U+077F: lead
// bytes D8 to DD.
[[nodiscard]] inline bool is_arabic_token(std::string_view token) noexcept {
  const auto lead = token.empty() ? 0U : static_cast<unsigned>(static_cast<unsigned char>(token.front()));
  return lead >= 0xd8 && lead <= 0xdd;
}

// The number of slots for `entries`: a power of two, at most half full so that chains stay short.
[[nodiscard]] constexpr std::size_t slots_for(std::size_t entries) noexcept {
  return std::bit_ceil(entries * 2 + 1);
}

}  // namespace kharita::geo::image
