#include "app/articles/text_base/position_bits.h"

#include <algorithm>
#include <utility>

namespace kharita::app {

PositionBits::PositionBits(std::span<const WordList> lists, CheckedReader& reader, std::uint64_t positions,
                           std::size_t ahead)
    : positions_(positions), ahead_((ahead + 63) / 64 * 64) {
  due_.resize(positions / kStretch + 1);
  bits_.resize((kStretch + ahead_) / 64 + 1);
  std::size_t size = bits::kPadding;
  for (const WordList& list : lists)
    size += list.size;
  bytes_.resize(size);
  std::size_t at = 0;
  for (const WordList& list : lists) {
    const auto bytes = reader.bytes(list.at, list.size);
    std::copy(bytes.begin(), bytes.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(at));
    Due due{ListCursor({bytes_.data() + at, bytes.size()}, list)};
    if (due.cursor.next(due.position)) take_up(due);
    at += bytes.size();
  }
}

void PositionBits::take_up(const Due& due) {
  if (due.position >= positions_) return;
  due_[due.position < ahead_ ? 0 : (due.position - ahead_) / kStretch].push_back(due);
}

void PositionBits::advance() {
  const std::size_t kept = stretch_ == 0 ? 0 : ahead_ / 64;
  std::copy_n(bits_.end() - 1 - static_cast<std::ptrdiff_t>(kept), kept, bits_.begin());
  std::fill(bits_.begin() + static_cast<std::ptrdiff_t>(kept), bits_.end(), 0);
  if (stretch_ >= due_.size()) return;
  const std::uint64_t first = stretch_ * kStretch;
  const std::uint64_t end = std::min(first + kStretch + ahead_, positions_);
  for (Due& due : std::exchange(due_[stretch_], {})) {
    ListCursor cursor = due.cursor;
    std::uint64_t position = due.position;
    bool more = true;
    for (; more && position < end; more = cursor.next(position))
      bits_[(position - first) / 64] |= std::uint64_t{1} << (position - first) % 64;
    if (more) take_up({cursor, position});
  }
  ++stretch_;
}

}  // namespace kharita::app
