#include "app/articles/token_table.h"

#include <xxhash.h>

namespace kharita::app {
namespace {

std::uint32_t hash_of(std::string_view token) noexcept {
  return static_cast<std::uint32_t>(XXH3_64bits(token.data(), token.size()));
}

}  // namespace

void TokenTable::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.number == kNone) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].number != kNone)
      at = (at + 1) & mask;
    larger[at] = slot;
  }
  slots_ = std::move(larger);
}

// The token's, or the free one where it belongs.
std::size_t TokenTable::slot_of(std::uint32_t hash, std::string_view token) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != kNone && (slots_[at].hash != hash || spelling(slots_[at].number) != token))
    at = (at + 1) & mask;
  return at;
}

std::uint32_t TokenTable::number(std::string_view token, std::uint32_t hash) {
  if (std::size_t{size()} * 2 >= slots_.size()) grow();
  Slot& slot = slots_[slot_of(hash, token)];
  if (slot.number == kNone) {
    slot = {hash, size()};
    spellings_ += token;
    start_.push_back(spellings_.size());
  }
  return slot.number;
}

std::uint32_t TokenTable::number(std::string_view token) {
  return number(token, hash_of(token));
}

void TokenTable::append_numbers(std::span<const std::string_view> tokens,
                                std::vector<std::uint32_t>& numbers) {
  const std::size_t mask = slots_.size() - 1;
  hashes_.clear();
  for (const std::string_view token : tokens) {
    hashes_.push_back(hash_of(token));
    __builtin_prefetch(&slots_[hashes_.back() & mask]);
  }
  for (const std::uint32_t hash : hashes_)
    __builtin_prefetch(&start_[slots_[hash & mask].number]);
  for (const std::uint32_t hash : hashes_)
    __builtin_prefetch(spellings_.data() + start_[slots_[hash & mask].number]);
  for (std::size_t i = 0; i < tokens.size(); ++i)
    numbers.push_back(number(tokens[i], hashes_[i]));
}

std::uint32_t TokenTable::find(std::string_view token) const noexcept {
  return slots_[slot_of(hash_of(token), token)].number;
}

}  // namespace kharita::app
