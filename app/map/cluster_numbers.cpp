#include "app/map/cluster_numbers.h"

#include <algorithm>
#include <cmath>

#include "app/map/palette.h"
#include "app/model/words.h"

namespace kharita::app::map {
namespace {

constexpr float kNumberPt = 11.5f;
constexpr float kHaloPt = 1;
constexpr std::size_t kMostLayouts = 4000;

}  // namespace

const typeset::Layout& ClusterNumbers::layout_of(std::uint32_t amount, double scale) {
  if (scale != scale_ || atlas_ != text_->generation() || layouts_.size() > kMostLayouts) {
    layouts_.clear();
    scale_ = scale;
    atlas_ = text_->generation();
  }
  const auto known = layouts_.find(amount);
  if (known != layouts_.end()) return known->second;
  typeset::Style style;
  style.size_px = kNumberPt * static_cast<float>(scale);
  style.weight = typeset::Weight::bold;
  style.halo_px = std::min(std::round(4 * kHaloPt * static_cast<float>(scale)) / 4, typeset::kMaxHaloPx);
  typeset::LayoutOptions options;
  options.direction = typeset::Direction::left_to_right;
  return layouts_.emplace(amount, text_->layout(number(amount), style, options)).first->second;
}

void ClusterNumbers::add_to(TextBatch& words, const Frame& frame, std::span<const Circle> circles,
                            Theme theme) {
  const Palette& colors = palette(theme);
  const double margin = 2 * kMaxClusterRadius * frame.scale;
  const auto copies = frame.copies(margin);
  for (const Circle& circle : circles) {
    if (!circle.is_cluster() || !frame.visible(circle.at)) continue;
    for (int copy = copies.first; copy <= copies.last; ++copy) {
      const PixelPos at = center_of(circle, frame, copy);
      if (at.x < -margin || at.y < -margin || at.x > frame.picture.width + margin ||
          at.y > frame.picture.height + margin)
        continue;
      const typeset::Layout& layout = layout_of(circle.amount, frame.scale);
      const bool hollow = circle.style == PointStyle::hollow_cluster;
      words.add(layout, at.x - layout.width() / 2, at.y - layout.height() / 2,
                hollow ? colors.mention_label : colors.cluster_number,
                hollow ? colors.label_halo : Color{0, 0, 0, 0});
    }
  }
}

}  // namespace kharita::app::map
