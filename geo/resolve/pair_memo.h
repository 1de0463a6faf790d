// What was worked out of two numbers, for when the same two come again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kharita::geo {

// Keeps the last of each slot, in eight bytes: bounded, and never wrong. Numbers too large for that are
// worked out each time.
class PairMemo {
 public:
  PairMemo() : slots_(std::size_t{1} << kSlotBits) {}

  void clear() { slots_.assign(slots_.size(), 0); }

  // Brings the pair's slot near, where it will be looked for soon.
  void prefetch(std::uint32_t first, std::uint32_t second) const noexcept {
    __builtin_prefetch(&slots_[slot_of(key_of(first, second))]);
  }

  // The value of the pair, of which `first` is not 0: as it is known, else of `work_out`.
  template <typename WorkOut>
  std::uint32_t find(std::uint32_t first, std::uint32_t second, WorkOut work_out) {
    if (((first | second) >> kNumberBits) != 0) return work_out();
    const std::uint64_t key = key_of(first, second);
    std::uint64_t& slot = slots_[slot_of(key)];
    if (slot >> kValueBits == key) return static_cast<std::uint32_t>(slot & ((1U << kValueBits) - 1));
    const std::uint32_t value = work_out();
    if (value >> kValueBits == 0) slot = key << kValueBits | value;
    return value;
  }

 private:
  static constexpr unsigned kSlotBits = 15;
  static constexpr unsigned kNumberBits = 21;
  static constexpr unsigned kValueBits = 64 - 2 * kNumberBits;

  static std::uint64_t key_of(std::uint32_t first, std::uint32_t second) noexcept {
    return std::uint64_t{first} << kNumberBits | second;
  }
  static std::size_t slot_of(std::uint64_t key) noexcept {
    return (key * 0x9e3779b97f4a7c15ULL) >> (64U - kSlotBits);
  }

  std::vector<std::uint64_t> slots_;  // key and value; 0 where none
};

}  // namespace kharita::geo
