#include "app/map/label_placement.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace kharita::app::map {
namespace {

// The boxes taken so far by the cells of a square grid that they touch.
class TakenBoxes {
 public:
  void add(const Box& box, std::uint32_t owner) {
    const auto index = static_cast<std::uint32_t>(taken_.size());
    taken_.push_back({box, owner});
    for_each_cell(box, [&](std::uint64_t cell) {
      cells_[cell].push_back(index);
      return true;
    });
  }

  [[nodiscard]] bool free(const Box& box, std::uint32_t owner) const {
    return for_each_cell(box, [&](std::uint64_t cell) {
      const auto found = cells_.find(cell);
      if (found == cells_.end()) return true;
      return std::none_of(found->second.begin(), found->second.end(), [&](std::uint32_t index) {
        const LabelObstacle& taken = taken_[index];
        const bool own = owner != LabelRequest::kNoOwner && taken.owner == owner;
        return !own && taken.box.overlaps(box);
      });
    });
  }

 private:
  static constexpr float kCellPx = 64;

  // Calls `visit` with each cell's key until it returns false; whether all returned true.
  template <typename Visit>
  static bool for_each_cell(const Box& box, Visit visit) {
    const auto cell = [](float px) { return static_cast<std::int32_t>(std::floor(px / kCellPx)); };
    for (std::int32_t y = cell(box.y0); y <= cell(box.y1); ++y) {
      for (std::int32_t x = cell(box.x0); x <= cell(box.x1); ++x) {
        const auto key =
            (static_cast<std::uint64_t>(static_cast<std::uint32_t>(y)) << 32) | static_cast<std::uint32_t>(x);
        if (!visit(key)) return false;
      }
    }
    return true;
  }

  std::vector<LabelObstacle> taken_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells_;
};

std::int8_t place(const LabelRequest& request, TakenBoxes& taken) {
  for (std::uint8_t i = 0; i < request.option_count; ++i) {
    if (!taken.free(request.options[i], request.owner)) continue;
    taken.add(request.options[i], LabelRequest::kNoOwner);  // labels of one owner do keep off each other
    return static_cast<std::int8_t>(i);
  }
  if (request.guard) taken.add(*request.guard, LabelRequest::kNoOwner);
  return kNotPlaced;
}

}  // namespace

std::vector<std::int8_t> place_labels(std::span<const LabelRequest> requests,
                                      std::span<const LabelObstacle> obstacles) {
  TakenBoxes taken;
  for (const LabelObstacle& obstacle : obstacles)
    taken.add(obstacle.box, obstacle.owner);
  std::vector<std::int8_t> placed;
  placed.reserve(requests.size());
  for (const LabelRequest& request : requests)
    placed.push_back(place(request, taken));
  return placed;
}

}  // namespace kharita::app::map
