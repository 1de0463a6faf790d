#include "geo/boundary/net.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace kharita::geo {
namespace {

constexpr std::uint32_t kNoEdge = 0xFFFFFFFF;

// An edge between vertices a < b, with what lies on each side as one walks from a to b.
struct Edge {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t left = AreaId::kNone;
  std::uint32_t right = AreaId::kNone;
  bool is_cut = false;
  bool used = false;

  [[nodiscard]] std::uint32_t other(std::uint32_t vertex) const { return vertex == a ? b : a; }
  [[nodiscard]] std::uint32_t left_from(std::uint32_t vertex) const { return vertex == a ? left : right; }
  [[nodiscard]] std::uint32_t right_from(std::uint32_t vertex) const { return vertex == a ? right : left; }
};

struct PairHash {
  std::size_t operator()(std::uint64_t v) const noexcept {
    v ^= v >> 32;
    v *= 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(v ^ (v >> 29));
  }
};

using PairMap = std::unordered_map<std::uint64_t, std::uint32_t, PairHash>;

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) {
  return std::uint64_t{a} << 32 | b;
}

class NetBuilder {
 public:
  explicit NetBuilder(std::span<const NetRing> rings) {
    std::size_t points = 0;
    for (const auto& ring : rings)
      points += ring.points.size();
    vertex_of_.reserve(points);
    edge_of_.reserve(points);
    for (const auto& ring : rings)
      add_ring(ring);
    index_edges();
  }

  Net build() {
    for (std::uint32_t v = 0; v < net_.vertices.size(); ++v) {
      if (!is_junction(v)) continue;
      for (const auto edge : edges_at(v)) {
        if (!edges_[edge].used) walk(v, edge, false);
      }
    }
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
      if (!edges_[e].used) walk(westmost_of_loop(e), kNoEdge, true);
    }
    return std::move(net_);
  }

 private:
  std::uint32_t vertex(const MercatorGrid& p) {
    const auto key = pair_key(static_cast<std::uint32_t>(p.x), static_cast<std::uint32_t>(p.y));
    const auto [it, is_new] = vertex_of_.try_emplace(key, static_cast<std::uint32_t>(net_.vertices.size()));
    if (is_new) net_.vertices.push_back(p);
    return it->second;
  }

  void add_ring(const NetRing& ring) {
    std::vector<std::uint32_t> ids;
    for (const auto& p : ring.points) {
      const auto id = vertex(p);
      if (ids.empty() || ids.back() != id) ids.push_back(id);
    }
    while (ids.size() > 1 && ids.front() == ids.back())
      ids.pop_back();
    if (ids.size() < 3) return;
    const bool clockwise = twice_signed_area(ring.points) > 0;
    if (clockwise != ring.is_hole) std::reverse(ids.begin(), ids.end());  // the area is on the left
    for (std::size_t i = 0; i < ids.size(); ++i)
      add_edge(ids[i], ids[(i + 1) % ids.size()], ring.area);
  }

  void add_edge(std::uint32_t from, std::uint32_t to, std::uint32_t area) {
    const auto a = std::min(from, to);
    const auto b = std::max(from, to);
    const auto [it, is_new] = edge_of_.try_emplace(pair_key(a, b), static_cast<std::uint32_t>(edges_.size()));
    if (is_new) edges_.push_back({a, b, AreaId::kNone, AreaId::kNone, false, false});
    auto& side = from == a ? edges_[it->second].left : edges_[it->second].right;
    if (side == AreaId::kNone) {
      side = area;
    } else {
      ++net_.conflicts;
    }
  }

  void index_edges() {
    first_.assign(net_.vertices.size() + 1, 0);
    for (auto& edge : edges_) {
      edge.is_cut = (edge.left == AreaId::kNone || edge.right == AreaId::kNone) &&
                    on_frame(net_.vertices[edge.a], net_.vertices[edge.b]);
      ++first_[edge.a + 1];
      ++first_[edge.b + 1];
    }
    for (std::size_t v = 1; v < first_.size(); ++v)
      first_[v] += first_[v - 1];
    incident_.resize(first_.back());
    auto next = first_;
    for (std::uint32_t e = 0; e < edges_.size(); ++e) {
      incident_[next[edges_[e].a]++] = e;
      incident_[next[edges_[e].b]++] = e;
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> edges_at(std::uint32_t v) const {
    return std::span(incident_).subspan(first_[v], first_[v + 1] - first_[v]);
  }

  // Where the neighbours on the two sides change, or more than two edges meet.
  [[nodiscard]] bool is_junction(std::uint32_t v) const {
    const auto at = edges_at(v);
    if (at.size() != 2) return true;
    const auto& in = edges_[at[0]];
    const auto& out = edges_[at[1]];
    return in.is_cut != out.is_cut || in.left_from(v) != out.right_from(v) ||
           in.right_from(v) != out.left_from(v);
  }

  [[nodiscard]] std::uint32_t westmost_of_loop(std::uint32_t edge) const {
    const auto west_of = [&](std::uint32_t p, std::uint32_t q) {
      const auto& a = net_.vertices[p];
      const auto& b = net_.vertices[q];
      return a.x != b.x ? a.x < b.x : a.y < b.y;
    };
    const auto start = edges_[edge].a;
    auto best = start;
    auto v = start;
    auto e = edge;
    do {
      v = edges_[e].other(v);
      if (west_of(v, best)) best = v;
      e = edges_at(v)[0] == e ? edges_at(v)[1] : edges_at(v)[0];
    } while (v != start);
    return best;
  }

  void walk(std::uint32_t start, std::uint32_t edge, bool is_free_loop) {
    if (edge == kNoEdge) edge = edges_at(start)[0];
    NetArc arc;
    arc.left = edges_[edge].left_from(start);
    arc.right = edges_[edge].right_from(start);
    arc.is_cut = edges_[edge].is_cut;
    arc.is_free_loop = is_free_loop;
    arc.vertices.push_back(start);
    auto v = start;
    do {
      edges_[edge].used = true;
      v = edges_[edge].other(v);
      arc.vertices.push_back(v);
      if (v == start || is_junction(v)) break;
      edge = edges_at(v)[0] == edge ? edges_at(v)[1] : edges_at(v)[0];
    } while (!edges_[edge].used);
    net_.arcs.push_back(std::move(arc));
  }

  Net net_;
  PairMap vertex_of_;
  PairMap edge_of_;
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> first_;     // of each vertex in incident_
  std::vector<std::uint32_t> incident_;  // edges
};

}  // namespace

bool on_frame(const MercatorGrid& a, const MercatorGrid& b) noexcept {
  const bool at_antimeridian = a.x == b.x && (a.x <= 0 || a.x >= MercatorGrid::kSize);
  const bool at_lower_edge = a.y >= MercatorGrid::kSize && b.y >= MercatorGrid::kSize;
  return at_antimeridian || at_lower_edge;
}

double twice_signed_area(std::span<const MercatorGrid> ring) noexcept {
  if (ring.size() < 3) return 0;
  const auto origin = ring[0];
  double sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const std::int64_t ax = ring[i].x - std::int64_t{origin.x};
    const std::int64_t ay = ring[i].y - std::int64_t{origin.y};
    const std::int64_t bx = ring[i + 1].x - std::int64_t{origin.x};
    const std::int64_t by = ring[i + 1].y - std::int64_t{origin.y};
    sum += static_cast<double>(ax * by - ay * bx);
  }
  return sum;
}

Net build_net(std::span<const NetRing> rings) {
  return NetBuilder(rings).build();
}

}  // namespace kharita::geo
