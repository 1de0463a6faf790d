#include "app/map/label_placement.h"

#include <doctest/doctest.h>

#include <random>

using namespace kharita::app::map;

namespace {

Box random_box(std::mt19937& random) {
  std::uniform_real_distribution<float> at(-300, 1500);
  std::uniform_real_distribution<float> size(5, 150);
  const float x = at(random);
  const float y = at(random);
  return {x, y, x + size(random), y + size(random) / 4};
}

// The same greedy choice by comparing with every box taken.
std::vector<std::int8_t> place_plainly(const std::vector<LabelRequest>& requests,
                                       const std::vector<LabelObstacle>& obstacles) {
  std::vector<Box> labels;  // and guards
  std::vector<std::int8_t> placed;
  for (const LabelRequest& request : requests) {
    std::int8_t chosen = kNotPlaced;
    for (std::uint8_t i = 0; i < request.option_count && chosen == kNotPlaced; ++i) {
      bool free = true;
      for (const Box& label : labels)
        free = free && !label.overlaps(request.options[i]);
      for (const LabelObstacle& o : obstacles) {
        const bool own = o.owner == request.owner && o.owner != LabelRequest::kNoOwner;
        free = free && (own || !o.box.overlaps(request.options[i]));
      }
      if (free) chosen = static_cast<std::int8_t>(i);
    }
    if (chosen != kNotPlaced) labels.push_back(request.options[static_cast<std::size_t>(chosen)]);
    if (chosen == kNotPlaced && request.guard) labels.push_back(*request.guard);
    placed.push_back(chosen);
  }
  return placed;
}

}  // namespace

TEST_CASE("labels: the grid places what comparing with every box places, and no two overlap") {
  std::mt19937 random(17);
  for (int round = 0; round < 30; ++round) {
    std::vector<LabelRequest> requests(200);
    std::vector<LabelObstacle> obstacles(40);
    for (auto& o : obstacles)
      o = {random_box(random), static_cast<std::uint32_t>(random() % 50)};
    for (auto& request : requests) {
      request.option_count = static_cast<std::uint8_t>(1 + random() % LabelRequest::kMostOptions);
      if (random() % 3 == 0) request.guard = random_box(random);
      for (auto& option : request.options)
        option = random_box(random);
      request.owner = random() % 2 == 0 ? LabelRequest::kNoOwner : static_cast<std::uint32_t>(random() % 50);
    }
    const auto placed = place_labels(requests, obstacles);
    REQUIRE(placed == place_plainly(requests, obstacles));
    std::vector<Box> boxes;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      if (placed[i] != kNotPlaced) boxes.push_back(requests[i].options[static_cast<std::size_t>(placed[i])]);
    }
    REQUIRE(boxes.size() > 20);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t k = i + 1; k < boxes.size(); ++k)
        REQUIRE_FALSE(boxes[i].overlaps(boxes[k]));
    }
  }
}

TEST_CASE("labels: the first of two that want one place gets it, the second its next best") {
  const Box wanted{0, 0, 50, 10};
  const Box other{0, 20, 50, 30};
  const std::vector<LabelRequest> requests{{{wanted}, 1}, {{wanted, other}, 2}, {{wanted}, 1}};
  const auto placed = place_labels(requests, {});
  CHECK(placed == std::vector<std::int8_t>{0, 1, kNotPlaced});
}

TEST_CASE(
    "labels: where one finds no place, those after it keep off its guard; where it does, they need not") {
  const Box circle{0, 0, 10, 10};
  const Box beside{12, 0, 40, 10};
  const Box far{60, 0, 90, 10};
  LabelRequest first{{beside}, 1, 1, circle.grown(8)};
  const LabelRequest second{{beside, Box{12, 20, 40, 30}, far}, 3, 2};
  CHECK(place_labels(std::vector{first, second}, {}) == std::vector<std::int8_t>{0, 1});
  const std::vector<LabelObstacle> both{{Box{11, 0, 14, 10}, LabelRequest::kNoOwner}};
  CHECK(place_labels(std::vector{first, LabelRequest{{Box{15, 0, 40, 10}, far}, 2, 2}}, both) ==
        std::vector<std::int8_t>{kNotPlaced, 1});
  first.guard.reset();
  CHECK(place_labels(std::vector{first, LabelRequest{{Box{15, 0, 40, 10}, far}, 2, 2}}, both) ==
        std::vector<std::int8_t>{kNotPlaced, 0});
}

TEST_CASE("labels: a label may lie on its own circle, not on another's") {
  const std::vector<LabelObstacle> circles{{{0, 0, 10, 10}, 7}};
  CHECK(place_labels(std::vector<LabelRequest>{{{Box{5, 0, 40, 10}}, 1, 7}}, circles)[0] == 0);
  CHECK(place_labels(std::vector<LabelRequest>{{{Box{5, 0, 40, 10}}, 1, 8}}, circles)[0] == kNotPlaced);
}
