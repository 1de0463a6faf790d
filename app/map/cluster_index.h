// Places that lie close together on the screen, put together zoom by zoom. Knows no OpenGL.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/map/projection.h"
#include "geo/latlon.h"

namespace kharita::app::map {

struct ClusterPoint {
  geo::WebMercator at;       // x wrapped into [0, 1), y within [0, 1]
  std::uint32_t weight = 1;  // mentions or articles; the sum of all fits 32 bits
  bool doubtful = false;
};

struct ClusterOptions {
  double radius_px = 40;       // what is nearer than this to a cluster's first point belongs to it
  double world_px = kWorldPx;  // the world's width at zoom 0; it doubles with each zoom
  int max_zoom = 12;           // from max_zoom + 1 on every point stands alone; at most 20
};

// A tree of clusters by the method of Mapbox's supercluster (V. Agafonkin, "Clustering millions of points on
// a map with Supercluster", 2016): from the finest zoom to the coarsest, each node not yet taken becomes a
// cluster with all nodes not yet taken within the radius, at the middle of their weights. Here the nodes are
// taken by weight, the heaviest first, then in reading order (rows of the cell grid from north to south, each
// from west to east), so that a cluster grows around its main place and the order of the points given does
// not matter but for points at the very same position. Distances are taken over the antimeridian, too.
//
// Positions are integers: the world is 2^32 steps round, so that a difference of 32 bits is the shorter way
// round by itself and every machine gives the same tree.
//
// Building: each zoom keeps its nodes in rows as high as the radius or up to twice that, sorted by x within a
// row. Rows of the next coarser zoom are two of these merged, so nothing is sorted twice, and a node's
// neighbours lie in three short runs. O(n) a zoom where few nodes are near each other.
class ClusterIndex {
 public:
  using NodeId = std::uint32_t;  // below point_count() a point, else a cluster
  static constexpr NodeId kNone = 0xFFFFFFFF;

  struct Node {
    std::uint32_t x = 0;  // steps of 2^-32 of the world's width
    std::uint32_t y = 0;
    std::uint32_t weight = 0;  // the sum of its points'
    std::uint32_t points = 0;  // how many points
    NodeId parent = kNone;
    NodeId heaviest = kNone;  // its heaviest point's node; of several that given first
    std::uint32_t point = 0;  // the heaviest point's index among those given
    std::uint32_t first_child = 0;
    std::uint32_t child_count = 0;
    std::uint8_t zoom = 0;  // the deepest at which it is shown: a cluster splits at zoom + 1
    bool doubtful = false;  // all its points are

    [[nodiscard]] geo::WebMercator at() const noexcept { return {x * 0x1p-32, y * 0x1p-32}; }
  };

  ClusterIndex() = default;
  ClusterIndex(std::span<const ClusterPoint> points, const ClusterOptions& options);

  [[nodiscard]] std::size_t point_count() const noexcept { return point_count_; }
  [[nodiscard]] bool is_cluster(NodeId id) const noexcept { return id >= point_count_; }
  [[nodiscard]] const Node& node(NodeId id) const noexcept { return nodes_[id]; }
  [[nodiscard]] std::span<const NodeId> children(NodeId cluster) const noexcept;
  // What is shown at a zoom: clusters, and points that are in none. Zooms outside the range are clamped.
  [[nodiscard]] std::span<const NodeId> at_zoom(int zoom) const noexcept;
  // Of these those in a part of the world, in a fixed order; `west` and `east` may lie in other copies of the
  // world. Appends to `found`.
  void find(int zoom, double west, double north, double east, double south, std::vector<NodeId>& found) const;
  // Its at most `count` heaviest points, heaviest first.
  [[nodiscard]] std::vector<NodeId> heaviest_points(NodeId id, std::size_t count) const;

 private:
  friend class ClusterBuilder;
  struct Level {
    int row_shift = 0;          // rows are 2^row_shift steps high
    std::vector<NodeId> nodes;  // by row, then x
  };
  std::size_t point_count_ = 0;
  std::vector<Node> nodes_;  // points, then clusters in the order made
  std::vector<NodeId> children_;
  std::vector<Level> levels_;  // 0 … max_zoom + 1
};

}  // namespace kharita::app::map
