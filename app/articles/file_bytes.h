// Bytes of a file at a place, whole: what a signal interrupts goes on.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kharita::app {

inline constexpr int kFileEnds = -1;

// 0; where it fails what errno said; kFileEnds where the file ends before.
[[nodiscard]] int read_at(int descriptor, void* to, std::size_t size, std::uint64_t at) noexcept;
// 0; where it fails what errno said.
[[nodiscard]] int write_at(int descriptor, const void* from, std::size_t size, std::uint64_t at) noexcept;

}  // namespace kharita::app
