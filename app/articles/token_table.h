// Numbers for tokens, in the order in which they come.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app {

class TokenTable {
 public:
  static constexpr std::uint32_t kNone = 0;

  // The token's number from 1 on; a token that is new gets the next.
  [[nodiscard]] std::uint32_t number(std::string_view token);
  // Appends the number of each, as number() gives it. Quicker of many, as it waits for the memory of all at
  // once.
  void append_numbers(std::span<const std::string_view> tokens, std::vector<std::uint32_t>& numbers);
  [[nodiscard]] std::uint32_t find(std::string_view token) const noexcept;  // kNone: it was not given one
  // Of a number below size().
  [[nodiscard]] std::string_view spelling(std::uint32_t number) const noexcept {
    return std::string_view(spellings_).substr(start_[number], start_[number + 1] - start_[number]);
  }
  [[nodiscard]] std::uint32_t size() const noexcept {  // tokens and one
    return static_cast<std::uint32_t>(start_.size() - 1);
  }

 private:
  // A place in the table; number kNone where it is free. The hash is beside the number, so that a look-up
  // seldom reads a spelling that is not the one.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };
  [[nodiscard]] std::size_t slot_of(std::uint32_t hash, std::string_view token) const noexcept;
  [[nodiscard]] std::uint32_t number(std::string_view token, std::uint32_t hash);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // open addressing; a power of two, at most half full
  std::string spellings_;                              // one after another
  std::vector<std::uint64_t> start_{0, 0};             // by number, and one more
  std::vector<std::uint32_t> hashes_;                  // scratch
};

}  // namespace kharita::app
