#include "geo/boundary/net.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

using namespace kharita::geo;

namespace {

constexpr std::uint32_t kSea = AreaId::kNone;

NetRing square(std::uint32_t area, std::int32_t x, std::int32_t y, std::int32_t size, bool is_hole = false) {
  return {area, is_hole, {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}};
}

}  // namespace

TEST_CASE("net: neighbours share one line between their junctions") {
  const auto net = build_net(std::array{square(0, 10, 0, 100), square(1, 110, 0, 100)});
  CHECK(net.conflicts == 0);
  REQUIRE(net.arcs.size() == 3);
  const auto shared = std::find_if(net.arcs.begin(), net.arcs.end(),
                                   [](const NetArc& a) { return a.left != kSea && a.right != kSea; });
  REQUIRE(shared != net.arcs.end());
  CHECK(shared->vertices.size() == 2);
  const auto& from = net.vertices[shared->vertices.front()];
  const auto& to = net.vertices[shared->vertices.back()];
  CHECK((shared->left == 0) == (from.y > to.y));  // walking north, the western square is on the left
}

TEST_CASE("net: an island alone is one closed line with the sea outside, however its ring runs") {
  for (const bool reversed : {false, true}) {
    auto ring = square(7, 10, 10, 50);
    if (reversed) std::reverse(ring.points.begin(), ring.points.end());
    const auto net = build_net(std::array{ring});
    REQUIRE(net.arcs.size() == 1);
    CHECK(net.arcs[0].is_free_loop);
    CHECK(net.arcs[0].vertices.front() == net.arcs[0].vertices.back());
    std::vector<MercatorGrid> points;
    for (const auto v : net.arcs[0].vertices)
      points.push_back(net.vertices[v]);
    const bool counterclockwise = twice_signed_area(points) < 0;
    CHECK(net.arcs[0].left == (counterclockwise ? 7 : kSea));
    CHECK(net.arcs[0].right == (counterclockwise ? kSea : 7));
  }
}

TEST_CASE("net: an enclave's border is one line between it and the area around it") {
  const auto net =
      build_net(std::array{square(0, 10, 0, 300), square(0, 100, 100, 100, true), square(1, 100, 100, 100)});
  REQUIRE(net.arcs.size() == 2);
  const auto inner = std::find_if(net.arcs.begin(), net.arcs.end(),
                                  [](const NetArc& a) { return a.left != kSea && a.right != kSea; });
  REQUIRE(inner != net.arcs.end());
  CHECK(((inner->left == 0 && inner->right == 1) || (inner->left == 1 && inner->right == 0)));
}

TEST_CASE("net: the edge along the antimeridian is a cut, not a coast") {
  const auto net = build_net(std::array{square(3, 0, 500, 100)});
  REQUIRE(net.arcs.size() == 2);
  CHECK(std::count_if(net.arcs.begin(), net.arcs.end(), [](const NetArc& a) { return a.is_cut; }) == 1);
}

TEST_CASE("net: edges that two areas claim for one side are counted") {
  CHECK(build_net(std::array{square(0, 0, 0, 100), square(1, 0, 0, 100)}).conflicts == 4);
}
