#include "geo/boundary/simplify.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>

using namespace kharita::geo;

namespace {

double distance(const MercatorGrid& p, const MercatorGrid& a, const MercatorGrid& b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

std::int64_t turn(const MercatorGrid& a, const MercatorGrid& b, const MercatorGrid& c) {
  return (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
         (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
}

bool cross(const MercatorGrid& a, const MercatorGrid& b, const MercatorGrid& c, const MercatorGrid& d) {
  const auto sign = [](std::int64_t v) { return (v > 0) - (v < 0); };
  return sign(turn(a, b, c)) * sign(turn(a, b, d)) < 0 && sign(turn(c, d, a)) * sign(turn(c, d, b)) < 0;
}

// A patchwork of jagged neighbours: columns of areas whose borders wander, with an island beside.
std::vector<NetRing> patchwork(std::uint32_t seed) {
  constexpr std::int32_t kUnit = 100'000;
  constexpr int kColumns = 4;
  constexpr int kPoints = 60;
  std::mt19937 random(seed);
  std::uniform_int_distribution<std::int32_t> wander(-kUnit * 4 / 10, kUnit * 4 / 10);
  std::vector<std::vector<MercatorGrid>> fences;
  for (int column = 0; column <= kColumns; ++column) {
    auto& fence = fences.emplace_back();
    for (int i = 0; i <= kPoints; ++i) {
      fence.push_back({(column * 2 + 10) * kUnit + wander(random), (i + 10) * kUnit / 4});
    }
  }
  std::vector<NetRing> rings;
  for (std::uint32_t column = 0; column < kColumns; ++column) {
    NetRing ring{column, false, fences[column]};
    ring.points.insert(ring.points.end(), fences[column + 1].rbegin(), fences[column + 1].rend());
    rings.push_back(std::move(ring));
  }
  rings.push_back({0, false, {{0, 0}, {3000, 0}, {3000, 3000}, {0, 2500}}});
  return rings;
}

using Edge = std::pair<MercatorGrid, MercatorGrid>;
std::vector<Edge> edges_of(const Net& net, const SimplifiedNet& level) {
  std::vector<Edge> edges;
  for (const auto& arc : level.arcs) {
    for (std::size_t i = 0; i + 1 < arc.size(); ++i)
      edges.emplace_back(net.vertices[arc[i]], net.vertices[arc[i + 1]]);
  }
  return edges;
}

}  // namespace

TEST_CASE("simplify: nothing that is dropped lies further from the line than the error") {
  const auto net = build_net(patchwork(1));
  const std::array errors{0.0, 5'000.0, 30'000.0};
  const auto levels = simplify(net, errors, {});
  REQUIRE(levels.size() == 3);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    for (std::size_t a = 0; a < net.arcs.size(); ++a) {
      const auto& kept = levels[level].arcs[a];
      if (kept.empty()) continue;
      for (const auto v : net.arcs[a].vertices) {
        double nearest = 1e18;
        for (std::size_t i = 0; i + 1 < kept.size(); ++i) {
          nearest =
              std::min(nearest, distance(net.vertices[v], net.vertices[kept[i]], net.vertices[kept[i + 1]]));
        }
        CHECK(nearest <= errors[level]);
      }
    }
  }
  CHECK(edges_of(net, levels[0]).size() > edges_of(net, levels[1]).size());
  CHECK(edges_of(net, levels[1]).size() > edges_of(net, levels[2]).size());
}

TEST_CASE("simplify: lines never come to cross, even where the error is wider than the areas") {
  for (std::uint32_t seed = 0; seed < 5; ++seed) {
    const auto net = build_net(patchwork(seed));
    const auto levels = simplify(net, std::array{1'000'000.0}, {});
    const auto edges = edges_of(net, levels[0]);
    int crossings = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      for (std::size_t j = i + 1; j < edges.size(); ++j) {
        crossings += cross(edges[i].first, edges[i].second, edges[j].first, edges[j].second);
      }
    }
    CHECK(crossings == 0);
  }
}

TEST_CASE("simplify: an islet is left out at coarse levels, but not the only island of an area") {
  auto rings = patchwork(2);
  rings.push_back({9, false, {{20000, 0}, {20500, 0}, {20500, 500}, {20000, 400}}});
  const auto net = build_net(rings);
  const auto levels = simplify(net, std::array{10'000.0}, {});
  for (std::size_t a = 0; a < net.arcs.size(); ++a) {
    if (!net.arcs[a].is_free_loop) continue;
    if (net.arcs[a].left == 0) CHECK(levels[0].arcs[a].empty());
    if (net.arcs[a].left == 9) CHECK(levels[0].arcs[a].size() >= 4);  // three corners and back
  }
}

TEST_CASE("simplify: a lone line keeps its ends and what sticks out") {
  const std::vector<MercatorGrid> line{{0, 0}, {10, 1}, {20, 0}, {30, 50}, {40, 0}};
  const auto coarse = simplify_line(line, 5);
  CHECK(coarse == std::vector<MercatorGrid>{{0, 0}, {20, 0}, {30, 50}, {40, 0}});
  CHECK(simplify_line(line, 0) == line);
}
