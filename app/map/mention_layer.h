// The mentions in the style chosen: circles, clusters, heat, arcs. (Tints are the areas': world_layer.h.)
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "app/map/arc_layer.h"
#include "app/map/cluster_index.h"
#include "app/map/heat_layer.h"
#include "app/map/point_layer.h"
#include "app/model/map_scene.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::map {

// Holds what is made from a scene until the next. Main thread.
//
// A cluster that is in parts from a zoom on comes apart over the last kSplitZooms before it: its parts start
// at its place and move out to their own. So what is drawn hangs on the zoom alone: a picture shows what the
// window does, and a map at rest is still.
class MentionLayer {
 public:
  static constexpr double kSplitZooms = 0.2;  // a wheel's ease is through it in about 0.2 s
  [[nodiscard]] static Result<MentionLayer> create(const geo::Gazetteer& gazetteer,
                                                   const std::filesystem::path& shaders);
  void set_scene(const MapScene& scene);
  // Brings the circles to the frame's zoom and picture (its region does not matter): clusters change with
  // each whole zoom. Before drawing and picking.
  void update(const Frame& frame);
  void draw_below_borders(const Frame& frame, Theme theme);
  void draw_above_borders(const Frame& frame, Theme theme);

  // As drawn, clusters among them; those around the picture alone where there are many.
  [[nodiscard]] std::span<const Circle> circles() const noexcept { return circles_; }
  [[nodiscard]] const ClusterIndex& clusters() const noexcept { return clusters_; }
  // The scene's point that a cluster's index names (ClusterIndex::Node::point).
  [[nodiscard]] const ScenePoint& point(std::uint32_t index) const noexcept { return points_[index]; }
  // The places that a circle stands for: its own, or all of its cluster's.
  void append_places(const Circle& circle, std::vector<geo::PlaceId>& places) const;
  [[nodiscard]] ArcLayer& arcs() noexcept { return arcs_; }
  [[nodiscard]] const ArcLayer& arcs() const noexcept { return arcs_; }
  [[nodiscard]] HeatLayer& heat() noexcept { return heat_; }
  // What the circles are, those out of sight included: what the legend tells.
  struct Summary {
    std::uint32_t most = 0;     // amount of the place with the most
    float largest_pt = 0;       // its radius
    std::uint32_t cluster = 0;  // amount of the largest cluster of this zoom; 0 where there is none
    bool single = false;        // some place stands alone
    bool doubtful = false;
    bool soft = false;
    friend bool operator==(const Summary&, const Summary&) = default;
  };
  [[nodiscard]] const Summary& summary() const noexcept { return summary_; }

 private:
  // What the circles of clusters depend on.
  struct Window {
    int zoom = -1;
    double apart = 1;  // how far the parts of a cluster that splits at `zoom` are on their way
    double world_px = 0;
    bool whole = false;
    std::int64_t cell_x = 0, cell_y = 0;
    PixelSize picture;
    friend bool operator==(const Window&, const Window&) = default;
  };
  MentionLayer(const geo::Gazetteer& gazetteer, PointLayer circles, HeatLayer heat, ArcLayer arcs);
  void make_clusters();
  void make_circles_of_arcs(const MapScene& scene);
  void take_clusters(const Frame& frame, const Window& window);
  [[nodiscard]] Circle circle_of(ClusterIndex::NodeId node, int zoom) const;
  void move_out(double apart);
  void measure_places();
  void tell_of(PointStyle style);

  const geo::Gazetteer* gazetteer_;
  PointLayer point_layer_;
  HeatLayer heat_;
  ArcLayer arcs_;
  StyleOptions style_;
  std::vector<ScenePoint> points_;
  std::vector<Circle> circles_;
  ClusterIndex clusters_;
  Window window_;
  std::vector<ClusterIndex::NodeId> found_;
  Summary summary_;
};

}  // namespace kharita::app::map
