#include "app/map/cluster_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>

namespace kharita::app::map {
namespace {

constexpr int kMaxZoom = 20;
constexpr double kWorldSteps = 0x1p32;

struct Keyed {
  std::uint64_t key = 0;
  std::uint32_t value = 0;
};

// Sorts by the key's lowest `bits` bits; stable.
void radix_sort(std::vector<Keyed>& items, std::vector<Keyed>& scratch, int bits) {
  constexpr int kDigit = 11;
  constexpr std::uint64_t kMask = (1u << kDigit) - 1;
  scratch.resize(items.size());
  for (int shift = 0; shift < bits; shift += kDigit) {
    std::array<std::uint32_t, kMask + 1> start{};
    for (const Keyed& item : items)
      ++start[(item.key >> shift) & kMask];
    std::uint32_t sum = 0;
    for (std::uint32_t& s : start) {
      const std::uint32_t count = s;
      s = sum;
      sum += count;
    }
    for (const Keyed& item : items)
      scratch[start[(item.key >> shift) & kMask]++] = item;
    items.swap(scratch);
  }
}

std::uint32_t to_steps(double unit) {
  return static_cast<std::uint32_t>(std::clamp(unit * kWorldSteps, 0.0, kWorldSteps - 1));
}

}  // namespace

// Builds the levels of one index, the finest first.
class ClusterBuilder {
 public:
  ClusterBuilder(ClusterIndex& index, const ClusterOptions& options)
      : index_(index), options_(options), max_zoom_(std::clamp(options.max_zoom, 0, kMaxZoom)) {}

  void build(std::span<const ClusterPoint> points) {
    set_zoom(max_zoom_);
    add_points(points);
    index_.levels_.resize(static_cast<std::size_t>(max_zoom_) + 2);
    store(max_zoom_ + 1);
    for (int zoom = max_zoom_; zoom >= 0; --zoom) {
      if (zoom < max_zoom_) {
        const int finer_shift = shift_;
        set_zoom(zoom);
        if (shift_ != finer_shift) merge_rows(finer_shift);
      }
      find_rows();
      flag_near();
      cluster(zoom);
      take_clusters();
      store(zoom);
    }
  }

 private:
  struct Item {
    std::uint32_t x, y;
    std::uint32_t id;
    std::uint32_t weight;
  };
  enum State : std::uint8_t { alone, near, kept, taken };

  void set_zoom(int zoom) {
    const double steps = std::ldexp(options_.radius_px / options_.world_px * kWorldSteps, -zoom);
    radius_ = static_cast<std::uint32_t>(std::clamp(steps, 1.0, kWorldSteps / 4));
    radius_squared_ = std::uint64_t{radius_} * radius_;
    shift_ = 0;
    while ((std::uint64_t{1} << shift_) < radius_)
      ++shift_;
  }
  [[nodiscard]] std::uint32_t row_of(std::uint32_t y) const { return y >> shift_; }
  [[nodiscard]] std::uint32_t row_count() const { return row_of(0xFFFFFFFF) + 1; }
  [[nodiscard]] std::uint64_t key_of(std::uint32_t x, std::uint32_t y) const {
    return (std::uint64_t{row_of(y)} << 32) | x;
  }
  [[nodiscard]] bool within(const Item& a, const Item& b) const {
    const std::int64_t dx = static_cast<std::int32_t>(b.x - a.x);
    const std::int64_t dy = static_cast<std::int64_t>(b.y) - a.y;
    return static_cast<std::uint64_t>(dx * dx + dy * dy) <= radius_squared_;
  }

  // The points in rows of the finest zoom: what lies near in the world lies near in memory.
  void add_points(std::span<const ClusterPoint> points) {
    index_.point_count_ = points.size();
    keyed_.clear();
    keyed_.reserve(points.size());
    for (std::uint32_t i = 0; i < points.size(); ++i)
      keyed_.push_back({key_of(to_steps(wrap_unit(points[i].at.x)), to_steps(points[i].at.y)), i});
    radix_sort(keyed_, scratch_, 64 - shift_);
    index_.nodes_.reserve(points.size() + points.size() / 2);
    items_.reserve(points.size());
    for (const Keyed& k : keyed_) {
      const ClusterPoint& p = points[k.value];
      ClusterIndex::Node node;
      node.x = to_steps(wrap_unit(p.at.x));
      node.y = to_steps(p.at.y);
      node.weight = p.weight;
      node.points = 1;
      node.point = k.value;
      node.heaviest = static_cast<std::uint32_t>(index_.nodes_.size());
      node.zoom = static_cast<std::uint8_t>(max_zoom_ + 1);
      node.doubtful = p.doubtful;
      items_.push_back({node.x, node.y, node.heaviest, node.weight});
      index_.nodes_.push_back(node);
    }
  }

  [[nodiscard]] Item item_of(std::uint32_t id) const {
    const ClusterIndex::Node& node = index_.nodes_[id];
    return {node.x, node.y, id, node.weight};
  }

  // Brings the items from rows of a finer zoom into the present ones: runs of rows merged by x.
  void merge_rows(int finer_shift) {
    for (; finer_shift < shift_; ++finer_shift) {
      merged_.resize(items_.size());
      auto out = merged_.begin();
      for (auto at = items_.cbegin(); at != items_.cend();) {
        const std::uint32_t upper = at->y >> finer_shift;
        const std::uint32_t row = upper >> 1;
        auto middle = at;
        while (middle != items_.cend() && middle->y >> finer_shift == 2 * row)
          ++middle;
        auto end = middle;
        while (end != items_.cend() && end->y >> finer_shift == 2 * row + 1)
          ++end;
        out =
            std::merge(at, middle, middle, end, out, [](const Item& a, const Item& b) { return a.x < b.x; });
        at = end;
      }
      items_.swap(merged_);
    }
  }

  void find_rows() {
    row_start_.assign(std::size_t{row_count()} + 1, 0);
    std::uint32_t row = 0;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      while (row <= row_of(items_[i].y))
        row_start_[row++] = i;
    }
    while (row < row_start_.size())
      row_start_[row++] = static_cast<std::uint32_t>(items_.size());
  }

  // Marks every item that has another within the radius: most have none, and are done with for this zoom.
  void flag_near() {
    state_.assign(items_.size(), alone);
    for (auto& start : start_)
      start.resize(items_.size());
    const std::uint32_t rows = row_count();
    for (std::uint32_t row = 0; row < rows; ++row) {
      if (row_start_[row] == row_start_[row + 1]) continue;
      flag_row(row, row, 1);
      if (row > 0) flag_row(row, row - 1, 0);
      if (row + 1 < rows) flag_row(row, row + 1, 2);
    }
  }

  // Marks the items of a row that have one of a row (`side` 0: the one above, 1: the same, 2: below) within
  // the radius, and keeps where the run of those near in x starts.
  void flag_row(std::uint32_t row, std::uint32_t other, std::size_t side) {
    std::uint32_t from = row_start_[other];
    const std::uint32_t end = row_start_[other + 1];
    if (from == end) return;
    std::uint32_t* const start = start_[side].data();
    for (std::uint32_t i = row_start_[row]; i < row_start_[row + 1]; ++i) {
      const Item& item = items_[i];
      if (crosses_edge(item)) {
        if (state_[i] == alone) for_each_near(i, [&](std::uint32_t) { state_[i] = near; });
        continue;
      }
      const std::uint32_t west = item.x - radius_;
      while (from < end && items_[from].x < west)
        ++from;
      start[i] = from;
      if (state_[i] != alone) continue;
      const std::uint32_t east = item.x + radius_;
      for (std::uint32_t j = from; j < end && items_[j].x <= east; ++j) {
        if (j == i || !within(item, items_[j])) continue;
        state_[i] = near;
        break;
      }
    }
  }

  // Whether what is near it may lie on the other side of the antimeridian.
  [[nodiscard]] bool crosses_edge(const Item& item) const {
    return item.x < radius_ || item.x > 0xFFFFFFFF - radius_;
  }

  // Calls visit(index) for every other item within the radius.
  template <typename Visit>
  void for_each_near(std::uint32_t i, Visit visit) const {
    const Item& item = items_[i];
    const std::uint32_t own = row_of(item.y);
    const std::uint32_t first = row_of(item.y - std::min(item.y, radius_));
    const std::uint32_t last = row_of(item.y + std::min(0xFFFFFFFF - item.y, radius_));
    const std::uint32_t west = item.x - radius_;  // either may have wrapped round
    const std::uint32_t east = item.x + radius_;
    const bool crosses = crosses_edge(item);
    for (std::uint32_t row = first; row <= last; ++row) {
      const std::uint32_t begin = row_start_[row];
      const std::uint32_t end = row_start_[row + 1];
      if (begin == end) continue;
      const auto scan = [&](std::uint32_t from, std::uint32_t high) {
        for (std::uint32_t j = from; j < end && items_[j].x <= high; ++j) {
          if (j != i && within(item, items_[j])) visit(j);
        }
      };
      if (!crosses) {
        scan(start_[row + 1 - own][i], east);
        continue;
      }
      const auto low = std::lower_bound(items_.begin() + begin, items_.begin() + end, west,
                                        [](const Item& a, std::uint32_t x) { return a.x < x; });
      scan(begin, east);
      scan(static_cast<std::uint32_t>(low - items_.begin()), 0xFFFFFFFF);
    }
  }

  void order_near() {
    keyed_.clear();
    std::uint32_t lightest = 0xFFFFFFFF;
    std::uint32_t heaviest = 0;
    for (std::uint32_t i = 0; i < items_.size(); ++i) {
      if (state_[i] != near) continue;
      keyed_.push_back({items_[i].weight, i});
      lightest = std::min(lightest, items_[i].weight);
      heaviest = std::max(heaviest, items_[i].weight);
    }
    if (lightest >= heaviest) return;
    for (Keyed& k : keyed_)
      k.key = heaviest - k.key;
    int bits = 0;
    while (bits < 32 && (heaviest - lightest) >> bits != 0)
      ++bits;
    radix_sort(keyed_, scratch_, bits);
  }

  void cluster(int zoom) {
    order_near();
    first_new_ = static_cast<std::uint32_t>(index_.nodes_.size());
    for (const Keyed& k : keyed_) {
      const std::uint32_t seed = k.value;
      if (state_[seed] == taken) continue;
      state_[seed] = kept;
      members_.clear();
      for_each_near(seed, [&](std::uint32_t j) {
        if (state_[j] == near) members_.push_back(j);
      });
      if (!members_.empty()) make_cluster(seed, zoom);
    }
  }

  void make_cluster(std::uint32_t seed, int zoom) {
    const auto id = static_cast<std::uint32_t>(index_.nodes_.size());
    const Item& first = items_[seed];
    ClusterIndex::Node made;
    made.first_child = static_cast<std::uint32_t>(index_.children_.size());
    made.zoom = static_cast<std::uint8_t>(zoom);
    made.doubtful = true;
    std::int64_t sum_x = 0;  // weight times distance from the seed: below 2^32 times 2^30
    std::int64_t sum_y = 0;
    std::int64_t weight = 0;
    const auto add = [&](std::uint32_t i) {
      const Item& item = items_[i];
      state_[i] = taken;
      // What weighs nothing yet has its place: as little as can be.
      const std::int64_t w = std::max<std::uint32_t>(item.weight, 1);
      sum_x += w * static_cast<std::int32_t>(item.x - first.x);
      sum_y += w * (static_cast<std::int64_t>(item.y) - first.y);
      weight += w;
      ClusterIndex::Node& child = index_.nodes_[item.id];
      child.parent = id;
      made.weight += item.weight;
      made.points += child.points;
      made.doubtful = made.doubtful && child.doubtful;
      if (made.heaviest == ClusterIndex::kNone || heavier(child.heaviest, made.heaviest))
        made.heaviest = child.heaviest;
      index_.children_.push_back(item.id);
    };
    add(seed);
    for (const std::uint32_t i : members_)
      add(i);
    made.child_count = static_cast<std::uint32_t>(index_.children_.size()) - made.first_child;
    made.x = first.x + static_cast<std::uint32_t>(sum_x / weight);
    made.y = static_cast<std::uint32_t>(first.y + sum_y / weight);
    made.point = index_.nodes_[made.heaviest].point;
    index_.nodes_.push_back(made);
  }

  [[nodiscard]] bool heavier(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t wa = index_.nodes_[a].weight;
    const std::uint32_t wb = index_.nodes_[b].weight;
    return wa != wb ? wa > wb : index_.nodes_[a].point < index_.nodes_[b].point;
  }

  // The items of the next coarser zoom: those that were not taken, and the new clusters.
  void take_clusters() {
    if (first_new_ == index_.nodes_.size()) return;
    std::size_t left = 0;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (state_[i] != taken) items_[left++] = items_[i];
    }
    items_.resize(left);
    keyed_.clear();
    for (auto id = first_new_; id < index_.nodes_.size(); ++id)
      keyed_.push_back({key_of(index_.nodes_[id].x, index_.nodes_[id].y), id});
    radix_sort(keyed_, scratch_, 64 - shift_);
    merged_.resize(left + keyed_.size());
    auto out = merged_.begin();
    auto old = items_.cbegin();
    for (const Keyed& k : keyed_) {
      while (old != items_.cend() && key_of(old->x, old->y) <= k.key)
        *out++ = *old++;
      *out++ = item_of(k.value);
    }
    std::copy(old, items_.cend(), out);
    items_.swap(merged_);
  }

  void store(int zoom) {
    ClusterIndex::Level& level = index_.levels_[static_cast<std::size_t>(zoom)];
    level.row_shift = shift_;
    level.nodes.reserve(items_.size());
    for (const Item& item : items_)
      level.nodes.push_back(item.id);
  }

  ClusterIndex& index_;
  const ClusterOptions& options_;
  int max_zoom_;
  std::uint32_t radius_ = 0;  // steps
  std::uint64_t radius_squared_ = 0;
  int shift_ = 0;
  std::uint32_t first_new_ = 0;
  std::vector<Item> items_;  // of the present zoom, by row, then x
  std::vector<Item> merged_;
  std::vector<std::uint32_t> row_start_;             // one a row, and the end
  std::vector<std::uint8_t> state_;                  // one an item
  std::array<std::vector<std::uint32_t>, 3> start_;  // one an item: see flag_row
  std::vector<std::uint32_t> members_;
  std::vector<Keyed> keyed_;
  std::vector<Keyed> scratch_;
};

ClusterIndex::ClusterIndex(std::span<const ClusterPoint> points, const ClusterOptions& options) {
  ClusterBuilder(*this, options).build(points);
}

std::span<const ClusterIndex::NodeId> ClusterIndex::children(NodeId cluster) const noexcept {
  const Node& node = nodes_[cluster];
  return {children_.data() + node.first_child, node.child_count};
}

std::span<const ClusterIndex::NodeId> ClusterIndex::at_zoom(int zoom) const noexcept {
  if (levels_.empty()) return {};
  return levels_[static_cast<std::size_t>(std::clamp(zoom, 0, static_cast<int>(levels_.size()) - 1))].nodes;
}

void ClusterIndex::find(int zoom, double west, double north, double east, double south,
                        std::vector<NodeId>& found) const {
  if (levels_.empty() || south < 0 || north > 1 || !(west <= east)) return;
  const Level& level =
      levels_[static_cast<std::size_t>(std::clamp(zoom, 0, static_cast<int>(levels_.size()) - 1))];
  const std::uint32_t top = to_steps(north);
  const std::uint32_t bottom = to_steps(south);
  const bool all_round = east - west >= 1;
  const std::uint32_t low = all_round ? 0 : to_steps(wrap_unit(west));
  const std::uint32_t high = all_round ? 0xFFFFFFFF : to_steps(wrap_unit(east));
  const auto key = [&](const Node& n) { return (std::uint64_t{n.y >> level.row_shift} << 32) | n.x; };
  auto at = level.nodes.begin();
  const auto scan = [&](std::uint32_t row, std::uint32_t from, std::uint32_t to) {
    const std::uint64_t first = (std::uint64_t{row} << 32) | from;
    const std::uint64_t last = (std::uint64_t{row} << 32) | to;
    at = std::lower_bound(at, level.nodes.end(), first,
                          [&](NodeId id, std::uint64_t k) { return key(nodes_[id]) < k; });
    for (; at != level.nodes.end() && key(nodes_[*at]) <= last; ++at) {
      if (nodes_[*at].y >= top && nodes_[*at].y <= bottom) found.push_back(*at);
    }
  };
  for (std::uint32_t row = top >> level.row_shift; row <= bottom >> level.row_shift; ++row) {
    if (low <= high) {
      scan(row, low, high);
    } else {
      scan(row, 0, high);
      scan(row, low, 0xFFFFFFFF);
    }
    if (at == level.nodes.end()) break;
    // Empty rows are stepped over.
    const std::uint32_t next = nodes_[*at].y >> level.row_shift;
    if (next > row + 1) row = next - 1;
  }
}

std::vector<ClusterIndex::NodeId> ClusterIndex::heaviest_points(NodeId id, std::size_t count) const {
  // Best first: a cluster is as good as its heaviest point, and is opened when no other is better.
  const auto worse = [this](NodeId a, NodeId b) {
    const NodeId pa = nodes_[a].heaviest;
    const NodeId pb = nodes_[b].heaviest;
    if (nodes_[pa].weight != nodes_[pb].weight) return nodes_[pa].weight < nodes_[pb].weight;
    return pa != pb ? nodes_[pa].point > nodes_[pb].point : a < b;
  };
  std::priority_queue<NodeId, std::vector<NodeId>, decltype(worse)> open(worse);
  open.push(id);
  std::vector<NodeId> best;
  while (!open.empty() && best.size() < count) {
    const NodeId top = open.top();
    open.pop();
    if (!is_cluster(top)) {
      best.push_back(top);
      continue;
    }
    for (const NodeId child : children(top))
      open.push(child);
  }
  return best;
}

}  // namespace kharita::app::map
