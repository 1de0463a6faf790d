#include "app/ui/brush.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::ui {

void Brush::set_range(std::optional<BucketRange> range, std::size_t count) {
  count_ = count;
  if (dragging() && count > 0) return;
  grip_ = Grip::none;
  range_.reset();
  if (!range || count == 0) return;
  const std::size_t first = std::min(range->first, count - 1);
  range_ = BucketRange{first, std::clamp(range->last, first, count - 1)};
}

Brush::Grip Brush::grip_at(double position, double reach) const noexcept {
  if (!range_) return Grip::new_range;
  const auto first = static_cast<double>(range_->first);
  const auto end = static_cast<double>(range_->last + 1);
  const double to_first = std::abs(position - first);
  const double to_end = std::abs(position - end);
  if (std::min(to_first, to_end) <= reach) return to_first < to_end ? Grip::first_edge : Grip::last_edge;
  return position > first && position < end ? Grip::whole : Grip::new_range;
}

void Brush::press(double position, double reach) {
  if (count_ == 0) return;
  grip_ = grip_at(position, reach);
  pressed_at_ = position;
  if (grip_ == Grip::new_range) range_ = BucketRange{bucket_at(position), bucket_at(position)};
  pressed_range_ = *range_;
}

void Brush::drag_to(double position) {
  if (!dragging() || count_ == 0) return;
  const std::size_t bucket = bucket_at(position);
  switch (grip_) {
    case Grip::new_range: {
      const std::size_t start = bucket_at(pressed_at_);
      range_ = BucketRange{std::min(start, bucket), std::max(start, bucket)};
      break;
    }
    case Grip::first_edge: {
      const auto edge =
          static_cast<std::size_t>(std::clamp(std::round(position), 0.0, static_cast<double>(count_ - 1)));
      range_->first = std::min(edge, pressed_range_.last);
      break;
    }
    case Grip::last_edge: {
      const auto edge =
          static_cast<std::size_t>(std::clamp(std::round(position), 1.0, static_cast<double>(count_)));
      range_->last = std::max(edge - 1, pressed_range_.first);
      break;
    }
    case Grip::whole: {
      const double lowest = -static_cast<double>(pressed_range_.first);
      const auto highest = static_cast<double>(count_ - 1 - pressed_range_.last);
      const double moved = std::clamp(std::round(position - pressed_at_), lowest, highest);
      range_->first = static_cast<std::size_t>(static_cast<double>(pressed_range_.first) + moved);
      range_->last = static_cast<std::size_t>(static_cast<double>(pressed_range_.last) + moved);
      break;
    }
    case Grip::none:
      break;
  }
}

void Brush::release() {
  grip_ = Grip::none;
}

void Brush::clear() {
  grip_ = Grip::none;
  range_.reset();
}

std::size_t Brush::bucket_at(double position) const noexcept {
  return static_cast<std::size_t>(std::clamp(std::floor(position), 0.0, static_cast<double>(count_ - 1)));
}

}  // namespace kharita::app::ui
