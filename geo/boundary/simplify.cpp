#include "geo/boundary/simplify.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>
#include <unordered_set>

namespace kharita::geo {
namespace {

std::int64_t cross(const MercatorGrid& o, const MercatorGrid& a, const MercatorGrid& b) {
  const std::int64_t ax = a.x - std::int64_t{o.x};
  const std::int64_t ay = a.y - std::int64_t{o.y};
  const std::int64_t bx = b.x - std::int64_t{o.x};
  const std::int64_t by = b.y - std::int64_t{o.y};
  return ax * by - ay * bx;
}

bool in_closed_triangle(const MercatorGrid& p, const MercatorGrid& a, const MercatorGrid& b,
                        const MercatorGrid& c) {
  const auto u = cross(a, b, p);
  const auto v = cross(b, c, p);
  const auto w = cross(c, a, p);
  return (u >= 0 && v >= 0 && w >= 0) || (u <= 0 && v <= 0 && w <= 0);
}

double distance_to_segment(const MercatorGrid& p, const MercatorGrid& a, const MercatorGrid& b) {
  const double dx = b.x - static_cast<double>(a.x);
  const double dy = b.y - static_cast<double>(a.y);
  const double px = p.x - static_cast<double>(a.x);
  const double py = p.y - static_cast<double>(a.y);
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp((px * dx + py * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(px - t * dx, py - t * dy);
}

// The vertices that still stand, by square cells.
class StandingVertices {
 public:
  StandingVertices(std::span<const MercatorGrid> vertices, std::size_t count)
      : vertices_(vertices), cells_(std::size_t{kSide} * kSide) {
    for (std::uint32_t v = 0; v < count; ++v)
      cells_[cell_of(vertices[v])].push_back(v);
  }

  void remove(std::uint32_t v) {
    auto& cell = cells_[cell_of(vertices_[v])];
    const auto it = std::find(cell.begin(), cell.end(), v);
    if (it == cell.end()) return;
    *it = cell.back();
    cell.pop_back();
  }

  // Whether a vertex other than the three corners lies in the closed triangle.
  [[nodiscard]] bool any_in_triangle(std::uint32_t ia, std::uint32_t ib, std::uint32_t ic) const {
    const auto& a = vertices_[ia];
    const auto& b = vertices_[ib];
    const auto& c = vertices_[ic];
    const auto [west, east] = std::minmax({a.x, b.x, c.x});
    const auto [north, south] = std::minmax({a.y, b.y, c.y});
    for (auto row = slot(north); row <= slot(south); ++row) {
      for (auto column = slot(west); column <= slot(east); ++column) {
        for (const auto v : cells_[row * kSide + column]) {
          if (v == ia || v == ib || v == ic) continue;
          if (in_closed_triangle(vertices_[v], a, b, c)) return true;
        }
      }
    }
    return false;
  }

 private:
  static constexpr std::size_t kSide = 2048;
  static std::size_t slot(std::int32_t v) {
    return std::min<std::size_t>(static_cast<std::size_t>(std::max(v, 0)) / (MercatorGrid::kSize / kSide),
                                 kSide - 1);
  }
  static std::size_t cell_of(const MercatorGrid& p) { return slot(p.y) * kSide + slot(p.x); }

  std::span<const MercatorGrid> vertices_;
  std::vector<std::vector<std::uint32_t>> cells_;
};

// A position is a vertex's place in one arc, counted through all arcs.
class Simplifier {
 public:
  Simplifier(const Net& net, std::span<const std::uint32_t> group_of)
      : net_(net), standing_(net.vertices, net.vertices.size()) {
    for (std::uint32_t a = 0; a < net.arcs.size(); ++a)
      add_arc(a);
    find_islands(group_of);
    for (std::uint32_t p = 0; p < vertex_.size(); ++p)
      push(p);
  }

  SimplifiedNet simplify_to(double error) {
    if (error > 0) {
      drop_islands(2 * error);
      retry_blocked();
      while (!queue_.empty() && queue_.top().cost <= error) {
        const auto candidate = queue_.top();
        queue_.pop();
        if (candidate.stamp == stamp_[candidate.position]) remove(candidate.position);
      }
    }
    return snapshot(error);
  }

 private:
  struct Candidate {
    double cost;
    std::uint32_t position;
    std::uint32_t stamp;
    bool operator<(
        const Candidate& o) const {  // the cheapest on top; ties by position, so that builds repeat
      return cost != o.cost ? cost > o.cost : position > o.position;
    }
  };
  struct Island {
    std::uint32_t arc;
    double extent;
  };

  void add_arc(std::uint32_t a) {
    const auto& vertices = net_.arcs[a].vertices;
    first_.push_back(static_cast<std::uint32_t>(vertex_.size()));
    inner_.push_back(static_cast<std::uint32_t>(vertices.size()) - 2);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      const auto position = static_cast<std::uint32_t>(vertex_.size());
      vertex_.push_back(vertices[i]);
      arc_.push_back(a);
      prev_.push_back(position - 1);
      next_.push_back(position + 1);
      removable_.push_back(i > 0 && i + 1 < vertices.size() && !net_.arcs[a].is_cut);
      stamp_.push_back(0);
    }
    if (inner_.back() == 0) straight_.insert(ends_key(a));
  }

  // Islands and lakes: closed free lines with sea on one side, but for those that stand for a whole area.
  void find_islands(std::span<const std::uint32_t> group_of) {
    struct Largest {
      double size = 0;
      std::uint32_t arc = 0;
      bool has_other_lines = false;
    };
    std::unordered_map<std::uint32_t, Largest> of_area;
    std::unordered_map<std::uint32_t, Largest> of_group;
    const auto group = [&](std::uint32_t area) { return area < group_of.size() ? group_of[area] : area; };
    const auto note = [&](std::uint32_t area, std::uint32_t arc, double size) {
      if (area == AreaId::kNone) return;
      for (auto* largest : {&of_area[area], &of_group[group(area)]}) {
        largest->has_other_lines |= size == 0;
        if (size > largest->size) *largest = {size, arc, largest->has_other_lines};
      }
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> loops;  // arc, the area inside
    for (std::uint32_t a = 0; a < net_.arcs.size(); ++a) {
      const auto& arc = net_.arcs[a];
      const double size = loop_area(arc);
      const auto inside = size < 0 ? arc.left : arc.right;
      const auto outside = size < 0 ? arc.right : arc.left;
      if (!arc.is_free_loop) {
        note(inside, a, 0);
        note(outside, a, 0);
      } else if (inside != AreaId::kNone && outside != AreaId::kNone) {
        note(inside, a, 0);  // an enclave is never left out
      } else {
        note(inside, a, std::abs(size));
        loops.emplace_back(a, inside);
      }
    }
    for (const auto& [arc, area] : loops) {
      const auto stands_for = [arc = arc](const Largest& l) { return !l.has_other_lines && l.arc == arc; };
      if (area != AreaId::kNone && (stands_for(of_area[area]) || stands_for(of_group[group(area)]))) continue;
      islands_.push_back({arc, extent(net_.arcs[arc])});
    }
    std::sort(islands_.begin(), islands_.end(),
              [](const Island& a, const Island& b) { return a.extent > b.extent; });
  }

  [[nodiscard]] double loop_area(const NetArc& arc) const {
    if (!arc.is_free_loop) return 0;
    std::vector<MercatorGrid> points;
    for (const auto v : arc.vertices)
      points.push_back(net_.vertices[v]);
    return twice_signed_area(points);
  }

  [[nodiscard]] double extent(const NetArc& arc) const {
    auto low = net_.vertices[arc.vertices[0]];
    auto high = low;
    for (const auto v : arc.vertices) {
      const auto& p = net_.vertices[v];
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return std::max(high.x - static_cast<double>(low.x), high.y - static_cast<double>(low.y));
  }

  void drop_islands(double smaller_than) {
    while (!islands_.empty() && islands_.back().extent < smaller_than) {
      const auto arc = islands_.back().arc;
      islands_.pop_back();
      for (auto p = first_[arc]; p < first_[arc] + net_.arcs[arc].vertices.size(); ++p) {
        standing_.remove(vertex_[p]);
        removable_[p] = false;
        ++stamp_[p];
      }
      inner_[arc] = kDropped;
    }
  }

  void retry_blocked() {
    auto blocked = std::move(blocked_);
    blocked_.clear();
    for (const auto p : blocked) {
      if (removable_[p]) push(p);
    }
  }

  // How far the vertices between the neighbours of `p` lie from the segment that would replace them.
  [[nodiscard]] double cost(std::uint32_t p) const {
    const auto& a = net_.vertices[vertex_[prev_[p]]];
    const auto& b = net_.vertices[vertex_[next_[p]]];
    double worst = 0;
    for (auto q = prev_[p] + 1; q < next_[p]; ++q) {
      worst = std::max(worst, distance_to_segment(net_.vertices[vertex_[q]], a, b));
    }
    return worst;
  }

  void push(std::uint32_t p) {
    if (!removable_[p]) return;
    queue_.push({cost(p), p, ++stamp_[p]});
  }

  [[nodiscard]] std::uint64_t ends_key(std::uint32_t arc) const {
    const auto a = net_.arcs[arc].vertices.front();
    const auto b = net_.arcs[arc].vertices.back();
    return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
  }

  // A closed line keeps three corners; of the lines between two junctions only one may become straight, and
  // none along the map's frame.
  [[nodiscard]] bool would_collapse(std::uint32_t arc) const {
    const auto& vertices = net_.arcs[arc].vertices;
    if (vertices.front() == vertices.back()) return inner_[arc] <= 2;
    return inner_[arc] == 1 && (straight_.contains(ends_key(arc)) ||
                                on_frame(net_.vertices[vertices.front()], net_.vertices[vertices.back()]));
  }

  void remove(std::uint32_t p) {
    const auto arc = arc_[p];
    if (would_collapse(arc) || standing_.any_in_triangle(vertex_[prev_[p]], vertex_[p], vertex_[next_[p]])) {
      blocked_.push_back(p);
      return;
    }
    standing_.remove(vertex_[p]);
    removable_[p] = false;
    next_[prev_[p]] = next_[p];
    prev_[next_[p]] = prev_[p];
    if (--inner_[arc] == 0) straight_.insert(ends_key(arc));
    push(prev_[p]);
    push(next_[p]);
  }

  [[nodiscard]] SimplifiedNet snapshot(double error) const {
    SimplifiedNet result;
    result.error = error;
    result.arcs.resize(net_.arcs.size());
    for (std::uint32_t a = 0; a < net_.arcs.size(); ++a) {
      if (inner_[a] == kDropped) continue;
      const auto last = first_[a] + static_cast<std::uint32_t>(net_.arcs[a].vertices.size()) - 1;
      for (auto p = first_[a]; p <= last; p = next_[p])
        result.arcs[a].push_back(vertex_[p]);
    }
    return result;
  }

  static constexpr std::uint32_t kDropped = 0xFFFFFFFF;

  const Net& net_;
  StandingVertices standing_;
  std::vector<std::uint32_t> first_;  // of each arc: its first position
  std::vector<std::uint32_t> inner_;  // of each arc: vertices that stand between its ends
  std::vector<std::uint32_t> vertex_;
  std::vector<std::uint32_t> arc_;
  std::vector<std::uint32_t> prev_;
  std::vector<std::uint32_t> next_;
  std::vector<char> removable_;
  std::vector<std::uint32_t> stamp_;
  std::vector<std::uint32_t> blocked_;
  std::vector<Island> islands_;  // smallest last
  std::unordered_set<std::uint64_t> straight_;
  std::priority_queue<Candidate> queue_;
};

}  // namespace

std::vector<SimplifiedNet> simplify(const Net& net, std::span<const double> errors,
                                    std::span<const std::uint32_t> group_of) {
  Simplifier simplifier(net, group_of);
  std::vector<SimplifiedNet> levels;
  for (const double error : errors)
    levels.push_back(simplifier.simplify_to(error));
  return levels;
}

std::vector<MercatorGrid> simplify_line(std::span<const MercatorGrid> points, double error) {
  if (points.size() < 3 || error <= 0) return {points.begin(), points.end()};
  std::vector<char> keep(points.size(), 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
  while (!open.empty()) {
    const auto [from, to] = open.back();
    open.pop_back();
    auto worst = from;
    double worst_distance = error;
    for (auto i = from + 1; i < to; ++i) {
      const double distance = distance_to_segment(points[i], points[from], points[to]);
      if (distance <= worst_distance) continue;
      worst = i;
      worst_distance = distance;
    }
    if (worst == from) continue;
    keep[worst] = 1;
    open.emplace_back(from, worst);
    open.emplace_back(worst, to);
  }
  std::vector<MercatorGrid> result;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (keep[i] != 0) result.push_back(points[i]);
  }
  return result;
}

}  // namespace kharita::geo
