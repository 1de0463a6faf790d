#include "app/map/mention_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kharita::app::map {
namespace {

constexpr double kClusterRadiusPt = 40;
constexpr int kDeepestClusters = 12;    // from the next zoom on each place stands alone: 40 points are 1 km
constexpr double kCellPt = 256;         // of the lattice that windows lie on, as labels'
constexpr double kWholeWorldPt = 4096;  // a world not wider is taken whole

std::vector<Circle> circles_of(std::span<const ScenePoint> points, const geo::Gazetteer& gazetteer,
                               Measure measure) {
  std::vector<PointStyle> styles;
  styles.reserve(points.size());
  for (const ScenePoint& point : points)
    styles.push_back(style_of(point, gazetteer));
  return make_circles(points, styles, measure);
}

// A region or water: its middle stands for it, but it is not there that it is, so it goes into no cluster and
// no density.
bool is_wide(const ScenePoint& point, const geo::Gazetteer& gazetteer) {
  return style_of(point, gazetteer) == PointStyle::soft;
}

}  // namespace

Result<MentionLayer> MentionLayer::create(const geo::Gazetteer& gazetteer,
                                          const std::filesystem::path& shaders) {
  auto circles = PointLayer::create(shaders);
  if (!circles) return tl::unexpected(circles.error());
  auto heat = HeatLayer::create(shaders);
  if (!heat) return tl::unexpected(heat.error());
  auto strokes = ShapeBatch::create(shaders);
  if (!strokes) return tl::unexpected(strokes.error());
  return MentionLayer(gazetteer, std::move(*circles), std::move(*heat), ArcLayer(std::move(*strokes)));
}

MentionLayer::MentionLayer(const geo::Gazetteer& gazetteer, PointLayer circles, HeatLayer heat, ArcLayer arcs)
    : gazetteer_(&gazetteer),
      point_layer_(std::move(circles)),
      heat_(std::move(heat)),
      arcs_(std::move(arcs)) {}

void MentionLayer::set_scene(const MapScene& scene) {
  style_ = scene.style;
  points_ = scene.points;
  circles_.clear();
  clusters_ = {};
  window_ = {};
  arcs_.set_arcs({});
  heat_.set_points({}, style_.heat_radius);
  measure_places();
  switch (style_.style) {
    case MapStyle::points:
      circles_ = circles_of(points_, *gazetteer_, style_.measure);
      break;
    case MapStyle::clusters:
      make_clusters();
      break;
    case MapStyle::areas:
      break;
    case MapStyle::heat: {
      std::vector<WeightedPoint> weighted;
      weighted.reserve(points_.size());
      for (const ScenePoint& point : points_) {
        if (!style_.heat_areas && is_wide(point, *gazetteer_)) continue;
        weighted.push_back(
            {geo::WebMercator::from(point.location), static_cast<float>(amount_of(point, style_.measure))});
      }
      for (const SceneArea& area : style_.heat_areas ? scene.areas : std::vector<SceneArea>{}) {
        weighted.push_back({geo::WebMercator::from(gazetteer_->place(area.place).location),
                            static_cast<float>(amount_of(area, style_.measure))});
      }
      heat_.set_points(std::move(weighted), style_.heat_radius);
      break;
    }
    case MapStyle::arcs:
      arcs_.set_arcs(scene.arcs);
      make_circles_of_arcs(scene);
      break;
  }
  for (const Circle& circle : circles_)
    tell_of(circle.style);
  point_layer_.upload(circles_, PointLayer::Positions::of_places);
}

void MentionLayer::make_clusters() {
  const auto wide = std::stable_partition(
      points_.begin(), points_.end(), [&](const ScenePoint& point) { return !is_wide(point, *gazetteer_); });
  std::vector<ClusterPoint> points;
  points.reserve(points_.size());
  for (const ScenePoint& point : std::span(points_.begin(), wide)) {
    points.push_back({geo::WebMercator::from(point.location), amount_of(point, style_.measure),
                      point.confidence < kDoubtful});
  }
  clusters_ = ClusterIndex(points, {kClusterRadiusPt, kWorldPx, kDeepestClusters});
}

// Circles at the arcs' ends alone, those of countries and provinces among them.
void MentionLayer::make_circles_of_arcs(const MapScene& scene) {
  std::vector<geo::PlaceId> ends;
  for (const SceneArc& arc : scene.arcs) {
    ends.push_back(arc.a);
    ends.push_back(arc.b);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  const auto is_end = [&](geo::PlaceId place) { return std::binary_search(ends.begin(), ends.end(), place); };
  std::erase_if(points_, [&](const ScenePoint& point) { return !is_end(point.place); });
  for (const SceneArea& area : scene.areas) {
    if (!is_end(area.place)) continue;
    points_.push_back(
        {area.place, gazetteer_->place(area.place).location, area.mentions, area.articles, 1.0f});
  }
  measure_places();
  circles_ = circles_of(points_, *gazetteer_, style_.measure);
}

void MentionLayer::measure_places() {
  summary_ = {};
  for (const ScenePoint& point : points_)
    summary_.most = std::max(summary_.most, amount_of(point, style_.measure));
  summary_.largest_pt = largest_radius(summary_.most, points_.size());
}

void MentionLayer::tell_of(PointStyle style) {
  summary_.single = summary_.single || style == PointStyle::full || style == PointStyle::hollow;
  summary_.doubtful = summary_.doubtful || style == PointStyle::hollow || style == PointStyle::hollow_cluster;
  summary_.soft = summary_.soft || style == PointStyle::soft;
}

void MentionLayer::update(const Frame& frame) {
  if (style_.style != MapStyle::clusters || points_.empty()) return;
  Window wanted;
  const double ahead = frame.style_zoom() + kSplitZooms + 1e-9;
  wanted.zoom = static_cast<int>(std::floor(ahead));
  // Quick at first, as circles hide each other then.
  const double left = 1 - std::min(1.0, (ahead - wanted.zoom) / kSplitZooms);
  wanted.apart = 1 - left * left * left;
  wanted.whole = frame.globe_share() > 0 || frame.world_px <= kWholeWorldPt * frame.scale;
  if (!wanted.whole) {
    const double cell = kCellPt * frame.scale;
    wanted.world_px = frame.world_px;
    wanted.cell_x = static_cast<std::int64_t>(std::floor(frame.origin_x / cell));
    wanted.cell_y = static_cast<std::int64_t>(std::floor(frame.origin_y / cell));
    wanted.picture = frame.picture;
  }
  if (wanted == window_) return;
  take_clusters(frame, wanted);
  window_ = wanted;
}

void MentionLayer::take_clusters(const Frame& frame, const Window& window) {
  const auto all = clusters_.at_zoom(window.zoom);
  found_.clear();
  if (window.whole) {
    found_.assign(all.begin(), all.end());
  } else {
    const double cell = kCellPt * frame.scale / frame.world_px;
    const double west = static_cast<double>(window.cell_x - 2) * cell;
    const double north = static_cast<double>(window.cell_y - 2) * cell;
    const double width = (std::ceil(frame.picture.width / (kCellPt * frame.scale)) + 5) * cell;
    const double height = (std::ceil(frame.picture.height / (kCellPt * frame.scale)) + 5) * cell;
    clusters_.find(window.zoom, west, std::max(north, 0.0), west + width, std::min(north + height, 1.0),
                   found_);
  }
  if (window.zoom != window_.zoom) {
    measure_places();
    for (const ClusterIndex::NodeId id : all) {
      if (clusters_.is_cluster(id)) summary_.cluster = std::max(summary_.cluster, clusters_.node(id).weight);
    }
    for (const ClusterIndex::NodeId id : all)
      tell_of(circle_of(id, window.zoom).style);
    if (clusters_.point_count() < points_.size()) tell_of(PointStyle::soft);
  }
  circles_.clear();
  for (const ClusterIndex::NodeId id : found_)
    circles_.push_back(circle_of(id, window.zoom));
  for (std::size_t i = clusters_.point_count(); i < points_.size(); ++i) {
    circles_.push_back(make_circle(points_[i], PointStyle::soft, amount_of(points_[i], style_.measure),
                                   summary_.most, summary_.largest_pt));
  }
  arrange(circles_);
  if (window.apart < 1) move_out(window.apart);
  point_layer_.upload(circles_, PointLayer::Positions::anew);
}

// Sets circles that have just come out of a cluster on their way from its place to their own.
void MentionLayer::move_out(double apart) {
  for (Circle& circle : circles_) {
    if (circle.parent == Circle::kNoCluster) continue;
    const geo::WebMercator from = clusters_.node(circle.parent).at();
    const double dx = std::remainder(circle.at.x - from.x, 1.0);  // the shorter way round
    circle.at = {wrap_unit(from.x + apart * dx), from.y + apart * (circle.at.y - from.y)};
    circle.grid = geo::MercatorGrid::from(circle.at);
    circle.offset_x_pt *= static_cast<float>(apart);
    circle.offset_y_pt *= static_cast<float>(apart);
  }
}

Circle MentionLayer::circle_of(ClusterIndex::NodeId id, int zoom) const {
  const ClusterIndex::Node& node = clusters_.node(id);
  // Its parent, if it has one, was shown up to the zoom before that from which it is shown itself.
  const bool is_part = node.parent != ClusterIndex::kNone && clusters_.node(node.parent).zoom + 1 == zoom;
  const std::uint32_t parent = is_part ? node.parent : Circle::kNoCluster;
  if (!clusters_.is_cluster(id)) {
    const ScenePoint& place = points_[node.point];
    Circle circle =
        make_circle(place, style_of(place, *gazetteer_), node.weight, summary_.most, summary_.largest_pt);
    circle.parent = parent;
    return circle;
  }
  Circle circle;
  circle.parent = parent;
  circle.at = node.at();
  circle.grid = geo::MercatorGrid::from(circle.at);
  circle.radius_pt = cluster_radius(node.weight, summary_.cluster);
  circle.style = node.doubtful ? PointStyle::hollow_cluster : PointStyle::cluster;
  circle.amount = node.weight;
  circle.cluster = id;
  return circle;
}

void MentionLayer::append_places(const Circle& circle, std::vector<geo::PlaceId>& places) const {
  if (!circle.is_cluster()) {
    places.push_back(circle.place);
    return;
  }
  for (const ClusterIndex::NodeId id : clusters_.heaviest_points(circle.cluster, points_.size()))
    places.push_back(points_[clusters_.node(id).point].place);
}

void MentionLayer::draw_below_borders(const Frame& frame, Theme theme) {
  if (style_.style == MapStyle::heat) heat_.draw(frame, palette(theme));
}

void MentionLayer::draw_above_borders(const Frame& frame, Theme theme) {
  if (style_.style == MapStyle::arcs) arcs_.draw(frame, palette(theme));
  if (frame.canvas != nullptr) return point_layer_.record(frame, palette(theme), circles_);
  point_layer_.draw(frame, palette(theme));
}

}  // namespace kharita::app::map
