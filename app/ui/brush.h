// The range chosen on a histogram by dragging. Knows no screen: positions are in buckets, [0, count].
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace kharita::app::ui {

// Buckets first..last, both inclusive.
struct BucketRange {
  std::size_t first = 0;
  std::size_t last = 0;
  friend constexpr bool operator==(const BucketRange&, const BucketRange&) = default;
};

// Feed it presses, moves and releases; it says what is chosen. Invariant: range() lies within the buckets.
class Brush {
 public:
  enum class Grip : std::uint8_t { none, new_range, first_edge, last_edge, whole };

  // What is chosen now; none: everything. Ignored while a drag is under way.
  void set_range(std::optional<BucketRange> range, std::size_t count);
  [[nodiscard]] const std::optional<BucketRange>& range() const noexcept { return range_; }
  [[nodiscard]] bool dragging() const noexcept { return grip_ != Grip::none; }
  [[nodiscard]] Grip grip() const noexcept { return grip_; }

  // What a press at `position` would take hold of; `reach` is how near to an edge counts as on it, in
  // buckets.
  [[nodiscard]] Grip grip_at(double position, double reach) const noexcept;
  void press(double position, double reach);
  void drag_to(double position);  // outside of [0, count] is clamped
  void release();                 // a click without a drag chooses its one bucket
  void clear();                   // a double click

 private:
  [[nodiscard]] std::size_t bucket_at(double position) const noexcept;

  std::optional<BucketRange> range_;
  std::size_t count_ = 0;
  Grip grip_ = Grip::none;
  double pressed_at_ = 0;
  BucketRange pressed_range_;
};

}  // namespace kharita::app::ui
