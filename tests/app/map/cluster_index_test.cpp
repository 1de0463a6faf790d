#include "app/map/cluster_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

using namespace kharita::app::map;

namespace {

using Id = ClusterIndex::NodeId;

// What a node of the oracle is: its position in steps of 2^-32, its weight and its points.
struct Group {
  std::uint32_t x = 0;
  std::uint32_t y = 0;
  std::uint64_t weight = 0;
  std::vector<std::uint32_t> points;  // ascending
  friend bool operator==(const Group&, const Group&) = default;
  friend bool operator<(const Group& a, const Group& b) { return a.points < b.points; }
};

std::uint32_t steps(double unit) {
  return static_cast<std::uint32_t>(std::clamp(unit * 0x1p32, 0.0, 0x1p32 - 1));
}

struct Grid {
  std::uint32_t radius;
  int row_shift;
  Grid(const ClusterOptions& options, int zoom) {
    radius = static_cast<std::uint32_t>(
        std::clamp(options.radius_px / options.world_px * 0x1p32 / std::pow(2.0, zoom), 1.0, 0x1p30));
    row_shift = static_cast<int>(std::ceil(std::log2(radius)));
  }
};

// The same rule, trying every pair.
std::vector<Group> coarser(std::vector<Group> nodes, const Grid& grid) {
  std::stable_sort(nodes.begin(), nodes.end(), [&](const Group& a, const Group& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    const std::uint32_t row_a = a.y >> grid.row_shift;
    const std::uint32_t row_b = b.y >> grid.row_shift;
    return row_a != row_b ? row_a < row_b : a.x < b.x;
  });
  std::vector<bool> taken(nodes.size(), false);
  std::vector<Group> made;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (taken[i]) continue;
    std::vector<std::size_t> members{i};
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      if (taken[k] || k == i) continue;
      const std::int64_t dx = static_cast<std::int32_t>(nodes[k].x - nodes[i].x);
      const std::int64_t dy = static_cast<std::int64_t>(nodes[k].y) - nodes[i].y;
      if (std::abs(dx) > grid.radius || std::abs(dy) > grid.radius) continue;
      if (dx * dx + dy * dy <= static_cast<std::int64_t>(grid.radius) * grid.radius) members.push_back(k);
    }
    Group group{nodes[i].x, nodes[i].y, 0, {}};
    std::int64_t sum_x = 0;
    std::int64_t sum_y = 0;
    for (const std::size_t k : members) {
      taken[k] = true;
      const auto w = static_cast<std::int64_t>(nodes[k].weight);
      sum_x += w * static_cast<std::int32_t>(nodes[k].x - nodes[i].x);
      sum_y += w * (static_cast<std::int64_t>(nodes[k].y) - nodes[i].y);
      group.weight += nodes[k].weight;
      group.points.insert(group.points.end(), nodes[k].points.begin(), nodes[k].points.end());
    }
    group.x += static_cast<std::uint32_t>(sum_x / static_cast<std::int64_t>(group.weight));
    group.y = static_cast<std::uint32_t>(group.y + sum_y / static_cast<std::int64_t>(group.weight));
    std::sort(group.points.begin(), group.points.end());
    made.push_back(std::move(group));
  }
  return made;
}

void collect(const ClusterIndex& index, Id id, std::vector<std::uint32_t>& points) {
  if (!index.is_cluster(id)) {
    points.push_back(index.node(id).point);
    return;
  }
  for (const Id child : index.children(id))
    collect(index, child, points);
}

std::vector<Group> groups_at(const ClusterIndex& index, int zoom) {
  std::vector<Group> groups;
  for (const Id id : index.at_zoom(zoom)) {
    const ClusterIndex::Node& node = index.node(id);
    Group group{node.x, node.y, node.weight, {}};
    collect(index, id, group.points);
    std::sort(group.points.begin(), group.points.end());
    groups.push_back(std::move(group));
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

// Some all over, some in crowds, some on both sides of the antimeridian and at the poles.
std::vector<ClusterPoint> random_points(std::uint32_t seed, std::size_t count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  std::vector<ClusterPoint> points;
  for (std::size_t i = 0; i < count; ++i) {
    double x = unit(random);
    double y = unit(random);
    if (i % 3 == 1) {
      x = 0.3 + 0.002 * unit(random);
      y = 0.4 + 0.002 * unit(random);
    } else if (i % 3 == 2) {
      x = 0.03 * unit(random) - 0.015;
      x -= std::floor(x);
      if (i % 2 == 0) y = i % 4 == 0 ? 0.0 : 1.0;
    }
    points.push_back({{x, y}, static_cast<std::uint32_t>(1 + random() % (1 + seed % 9)), random() % 3 == 0});
  }
  return points;
}

}  // namespace

TEST_CASE("clusters: at every zoom they are those of trying every pair, and they add up") {
  for (std::uint32_t seed = 0; seed < 24; ++seed) {
    const ClusterOptions options{seed % 2 == 0 ? 40.0 : 77.0, 256, 10};
    const auto points = random_points(seed, 40 + 20 * seed);
    std::uint64_t all = 0;
    std::vector<Group> expected;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
      expected.push_back({steps(points[i].at.x), steps(points[i].at.y), points[i].weight, {i}});
      all += points[i].weight;
    }
    const ClusterIndex index(points, options);
    for (int zoom = options.max_zoom; zoom >= 0; --zoom) {
      expected = coarser(std::move(expected), Grid(options, zoom));
      const auto found = groups_at(index, zoom);
      auto sorted = expected;
      std::sort(sorted.begin(), sorted.end());
      REQUIRE(found == sorted);
      std::uint64_t sum = 0;
      for (const Group& group : found)
        sum += group.weight;
      REQUIRE(sum == all);
    }
    REQUIRE(index.at_zoom(11).size() == points.size());
    REQUIRE(index.at_zoom(0).size() < points.size());
  }
}

TEST_CASE("clusters: the order of the points given does not matter") {
  auto points = random_points(5, 200);
  const ClusterIndex index(points, {});
  std::reverse(points.begin(), points.end());
  const ClusterIndex reversed(points, {});
  for (int zoom = 0; zoom <= 13; ++zoom) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> others;
    for (const Id id : index.at_zoom(zoom))
      places.emplace_back(index.node(id).x, index.node(id).y);
    for (const Id id : reversed.at_zoom(zoom))
      others.emplace_back(reversed.node(id).x, reversed.node(id).y);
    REQUIRE(places == others);
  }
}

TEST_CASE("clusters: places on both sides of the antimeridian are one, in the middle of their weights") {
  const std::vector<ClusterPoint> points{{{0.999, 0.5}, 1, false}, {{0.003, 0.5}, 3, false}};
  const ClusterIndex index(points, {});
  REQUIRE(index.at_zoom(3).size() == 1);
  CHECK(index.node(index.at_zoom(3)[0]).at().x == doctest::Approx(0.002));
  CHECK(index.at_zoom(9).size() == 2);
}

TEST_CASE("clusters: one is doubtful where all its points are, and splits at the zoom it names") {
  const std::vector<ClusterPoint> points{
      {{0.5, 0.5}, 1, true}, {{0.501, 0.5}, 1, true}, {{0.55, 0.5}, 1, false}};
  const ClusterIndex index(points, {});
  const Id all = index.at_zoom(0)[0];
  CHECK_FALSE(index.node(all).doubtful);
  bool some_doubtful = false;
  for (int zoom = 0; zoom <= 12; ++zoom) {
    for (const Id id : index.at_zoom(zoom)) {
      if (!index.is_cluster(id)) continue;
      some_doubtful = some_doubtful || index.node(id).doubtful;
      const auto next = index.at_zoom(index.node(id).zoom + 1);
      CHECK(std::find(next.begin(), next.end(), id) == next.end());
      for (const Id child : index.children(id))
        CHECK(std::find(next.begin(), next.end(), child) != next.end());
    }
  }
  CHECK(some_doubtful);
}

TEST_CASE("clusters: what lies in a box is what trying every node finds, over the antimeridian, too") {
  const auto points = random_points(7, 400);
  const ClusterIndex index(points, {});
  std::mt19937 random(3);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int i = 0; i < 300; ++i) {
    const int zoom = static_cast<int>(random() % 14);
    const double west = 3 * unit(random) - 1;
    const double east = west + unit(random) * (i % 5 == 0 ? 1.5 : 0.3);
    double north = unit(random);
    double south = unit(random);
    if (north > south) std::swap(north, south);
    std::vector<Id> found;
    index.find(zoom, west, north, east, south, found);
    std::set<Id> expected;
    for (const Id id : index.at_zoom(zoom)) {
      const auto at = index.node(id).at();
      bool inside = false;
      for (int copy = -2; copy <= 4; ++copy)
        inside = inside || (at.x + copy >= west && at.x + copy <= east);
      if (inside && at.y >= north && at.y <= south) expected.insert(id);
    }
    CHECK(std::set<Id>(found.begin(), found.end()) == expected);
    CHECK(found.size() == expected.size());
  }
}

TEST_CASE("clusters: the heaviest points of one come first, each once") {
  const auto points = random_points(8, 300);
  const ClusterIndex index(points, {});
  for (const Id id : index.at_zoom(1)) {
    std::vector<std::uint32_t> all;
    collect(index, id, all);
    std::sort(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) {
      return points[a].weight != points[b].weight ? points[a].weight > points[b].weight : a < b;
    });
    const auto heaviest = index.heaviest_points(id, 4);
    REQUIRE(heaviest.size() == std::min<std::size_t>(4, all.size()));
    for (std::size_t i = 0; i < heaviest.size(); ++i)
      CHECK(index.node(heaviest[i]).point == all[i]);
  }
}

TEST_CASE("clusters: none of no points; a hundred thousand at one spot are one") {
  CHECK(ClusterIndex().at_zoom(3).empty());
  CHECK(ClusterIndex({}, {}).at_zoom(3).empty());
  const std::vector<ClusterPoint> points(100'000, {{0.25, 0.25}, 2, false});
  const ClusterIndex index(points, {});
  REQUIRE(index.at_zoom(12).size() == 1);
  CHECK(index.node(index.at_zoom(12)[0]).weight == 200'000);
}
