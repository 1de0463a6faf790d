// Where words stand, as bits of one stretch of positions after another.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/articles/text_base/bit_code.h"
#include "app/articles/text_base/checked_file.h"
#include "app/articles/text_base/word_table.h"

namespace kharita::app {

// The positions of one list, ascending.
class ListCursor {
 public:
  ListCursor() = default;
  // `bytes` with bits::kPadding behind them.
  ListCursor(std::span<const std::uint8_t> bytes, const WordList& list)
      : reader_(bytes.data(), bytes.size(), list.k), left_(bytes.empty() ? 0 : list.count) {}
  // False at the list's end, and where what follows is no list.
  bool next(std::uint64_t& position) {
    std::uint64_t gap = 0;
    if (left_ == 0 || !reader_.next(gap)) return false;
    --left_;
    at_ += gap;
    position = at_++;
    return true;
  }

 private:
  bits::Reader reader_;
  std::uint64_t left_ = 0;
  std::uint64_t at_ = 0;  // the least position that may follow
};

// All positions of some lists, kStretch at a time.
class PositionBits {
 public:
  static constexpr std::uint64_t kStretch = std::uint64_t{1} << 20U;

  // Reads the lists, which stay in memory as they are in the file. Positions at and above `positions` are
  // passed over. `ahead`: how many positions behind the stretch are asked for, too.
  PositionBits(std::span<const WordList> lists, CheckedReader& reader, std::uint64_t positions,
               std::size_t ahead);
  // To the next stretch, at first that from position 0.
  void advance();
  // 64 bits from a position on, counted from the start of the stretch; below kStretch + ahead.
  [[nodiscard]] std::uint64_t word_at(std::size_t offset) const noexcept {
    const std::size_t word = offset / 64;
    const unsigned shift = offset % 64;
    return shift == 0 ? bits_[word] : bits_[word] >> shift | bits_[word + 1] << (64 - shift);
  }

 private:
  struct Due {
    ListCursor cursor;
    std::uint64_t position = 0;  // its next
  };
  void take_up(const Due& due);

  std::uint64_t positions_;
  std::size_t ahead_;                  // a multiple of 64
  std::vector<std::uint8_t> bytes_;    // of the lists
  std::vector<std::vector<Due>> due_;  // by stretch
  std::vector<std::uint64_t> bits_;    // of the stretch and what lies ahead, and a word that is 0
  std::size_t stretch_ = 0;            // the next
};

}  // namespace kharita::app
