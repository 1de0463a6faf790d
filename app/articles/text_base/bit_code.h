// Ascending numbers as bits: the gaps between them in an exponential Golomb code. A gap of n more than the
// least takes about 2 log2(n / 2^k) + k + 1 bits, so that k is near the logarithm of a usual gap.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

namespace kharita::app::bits {

inline constexpr unsigned kWidestK = 40;
inline constexpr std::size_t kPadding = 16;  // bytes behind a list that are read, whatever they are

// Appends bits to bytes, the lowest first.
class Writer {
 public:
  explicit Writer(std::vector<std::uint8_t>& out) : out_(&out) {}
  void put(std::uint64_t value, unsigned count) {  // at most 56 bits
    pending_ |= value << used_;
    used_ += count;
    for (; used_ >= 8; used_ -= 8, pending_ >>= 8)
      out_->push_back(static_cast<std::uint8_t>(pending_));
  }
  void put_gap(std::uint64_t gap, unsigned k) {  // gap below 2^55
    const std::uint64_t shifted = gap + (std::uint64_t{1} << k);
    const auto width = static_cast<unsigned>(std::bit_width(shifted)) - 1;
    put(std::uint64_t{1} << (width - k), width - k + 1);
    put(shifted & ((std::uint64_t{1} << width) - 1), width);
  }
  void finish() {  // to a whole byte
    if (used_ > 0) put(0, 8 - used_);
  }

 private:
  std::vector<std::uint8_t>* out_;
  std::uint64_t pending_ = 0;
  unsigned used_ = 0;  // bits of pending_, below 8 between calls
};

// Reads gaps of a list of `size` bytes with kPadding bytes more behind them.
class Reader {
 public:
  Reader() = default;
  Reader(const std::uint8_t* bytes, std::size_t size, unsigned k)
      : bytes_(bytes), end_(size * 8), k_(k), least_(std::uint64_t{1} << k) {}
  // False at the list's end, or where no gap stands there.
  bool next(std::uint64_t& gap) {
    const std::uint64_t window = bits_at(at_);
    const auto zeros = static_cast<unsigned>(std::countr_zero(window));
    const unsigned length = k_ + 2 * zeros + 1;
    if (length > kBitsAtOnce) return next_of_long(zeros, gap);
    at_ += length;
    gap = ((window >> (zeros + 1)) & ((least_ << zeros) - 1)) + (least_ << zeros) - least_;
    return at_ <= end_;
  }

 private:
  static constexpr unsigned kBitsAtOnce = 57;
  [[nodiscard]] std::uint64_t bits_at(std::size_t at) const {
    std::uint64_t window = 0;
    std::memcpy(&window, bytes_ + at / 8, sizeof(window));
    return window >> (at % 8);
  }
  bool next_of_long(unsigned zeros, std::uint64_t& gap) {
    const unsigned width = k_ + zeros;
    if (width > 55 || at_ + zeros + 1 + width > end_) return false;
    at_ += zeros + 1;
    gap = (bits_at(at_) & ((std::uint64_t{1} << width) - 1)) + (least_ << zeros) - least_;
    at_ += width;
    return true;
  }

  const std::uint8_t* bytes_ = nullptr;
  std::size_t at_ = 0;   // bits
  std::size_t end_ = 0;  // bits
  unsigned k_ = 0;
  std::uint64_t least_ = 1;
};

// The k that takes fewest bits for these gaps; 0 of none.
[[nodiscard]] unsigned best_k(std::span<const std::uint64_t> gaps);

}  // namespace kharita::app::bits
