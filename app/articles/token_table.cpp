#include "app/articles/token_table.h"

#include <xxhash.h>

namespace kharita::app {

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

std::uint32_t TokenTable::number(std::string_view token) {
  if (std::size_t{size()} * 2 >= slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(token.data(), token.size()));
  Slot& slot = slots_[slot_of(hash, token)];
  if (slot.number == kNone) {
    slot = {hash, size()};
    spellings_ += token;
    start_.push_back(spellings_.size());
  }
  return slot.number;
}

std::uint32_t TokenTable::find(std::string_view token) const noexcept {
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(token.data(), token.size()));
  return slots_[slot_of(hash, token)].number;
}

}  // namespace kharita::app
