#include "app/map/arc_layer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/map/canvas.h"

namespace kharita::app::map {
namespace {

constexpr double kBend = 0.18;           // the middle's distance from the chord, as a share of its length
constexpr double kWidestWorld = 0.3;     // of the world beyond its copy that an arc may reach
constexpr double kLongestStroke = 0.25;  // of the world's width: longer ones jump over the globe's far side

double distance_to(PixelPos p, PixelPos a, PixelPos b) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
  return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

}  // namespace

float arc_width(std::uint32_t articles, std::uint32_t most) {
  if (most == 0) return kNarrowestArcPt;
  const float share = std::min(1.0f, static_cast<float>(articles) / static_cast<float>(most));
  return std::max(kNarrowestArcPt, kWidestArcPt * share);
}

void append_arc(geo::WebMercator a, geo::WebMercator b, std::vector<geo::WebMercator>& points) {
  double dx = b.x - a.x;
  dx -= std::round(dx);
  // From west to east; of two that lie half a world apart from the one with the lesser x.
  if (dx < 0 || (dx == 0.5 && b.x < a.x)) {
    std::swap(a, b);
    dx = std::abs(dx);
  }
  const double dy = b.y - a.y;
  // The middle lies in copy 0.
  const double shift = -std::floor(a.x + dx / 2);
  const geo::WebMercator control{a.x + shift + dx / 2 + 2 * kBend * dy, (a.y + b.y) / 2 - 2 * kBend * dx};
  for (std::size_t i = 0; i < kArcPoints; ++i) {
    const double t = static_cast<double>(i) / static_cast<double>(kArcPoints - 1);
    const double u = 1 - t;
    points.push_back({u * u * (a.x + shift) + 2 * u * t * control.x + t * t * (a.x + shift + dx),
                      u * u * a.y + 2 * u * t * control.y + t * t * b.y});
  }
}

void ArcLayer::set_arcs(std::span<const SceneArc> arcs) {
  arcs_.assign(arcs.begin(), arcs.end());
  points_.clear();
  points_.reserve(kArcPoints * arcs.size());
  for (const SceneArc& arc : arcs)
    append_arc(geo::WebMercator::from(arc.from), geo::WebMercator::from(arc.to), points_);
}

template <typename Visit>
void ArcLayer::for_each_stroke(const Frame& frame, std::size_t arc, Visit visit) const {
  const auto points = std::span(points_).subspan(kArcPoints * arc, kArcPoints);
  const auto copies = frame.copies(kWidestWorld * frame.world_px);
  for (int copy = copies.first; copy <= copies.last; ++copy) {
    PixelPos before{};
    bool joined = false;
    for (const geo::WebMercator& point : points) {
      if (!frame.visible(point)) {
        joined = false;
        continue;
      }
      const PixelPos at = frame.to_pixel(point, copy);
      if (joined && std::abs(at.x - before.x) < kLongestStroke * frame.world_px) visit(before, at);
      before = at;
      joined = true;
    }
  }
}

// One stroke a bow, not one a piece of it.
void ArcLayer::record_arc(const Frame& frame, std::size_t arc, const Color& color) const {
  const double width =
      static_cast<double>(arc_width(arcs_[arc].articles, arcs_.front().articles)) * frame.scale;
  std::vector<Path> lines;
  for_each_stroke(frame, arc, [&](PixelPos from, PixelPos to) {
    const bool goes_on =
        !lines.empty() && lines.back().points.back().x == from.x && lines.back().points.back().y == from.y;
    if (!goes_on) lines.push_back({{from}, 0});
    lines.back().points.push_back(to);
  });
  std::erase_if(lines, [&](const Path& line) {
    return std::ranges::all_of(line.points, [&](const PixelPos& p) { return p.x < -width; }) ||
           std::ranges::all_of(line.points, [&](const PixelPos& p) { return p.y < -width; }) ||
           std::ranges::all_of(line.points,
                               [&](const PixelPos& p) { return p.x > frame.picture.width + width; }) ||
           std::ranges::all_of(line.points,
                               [&](const PixelPos& p) { return p.y > frame.picture.height + width; });
  });
  if (!lines.empty()) frame.canvas->stroke(lines, {color, width, 0, 0, true});
}

void ArcLayer::add_arc(const Frame& frame, std::size_t arc, const Color& color) {
  if (frame.canvas != nullptr) return record_arc(frame, arc, color);
  const auto width = static_cast<float>(arc_width(arcs_[arc].articles, arcs_.front().articles) * frame.scale);
  const double margin = width + 2;
  const double right = frame.region.x + frame.region.width + margin;
  const double bottom = frame.region.y + frame.region.height + margin;
  for_each_stroke(frame, arc, [&](PixelPos from, PixelPos to) {
    if (std::max(from.x, to.x) < frame.region.x - margin || std::min(from.x, to.x) > right) return;
    if (std::max(from.y, to.y) < frame.region.y - margin || std::min(from.y, to.y) > bottom) return;
    shapes_.add_line(from, to, width, color);
  });
}

void ArcLayer::draw(const Frame& frame, const Palette& colors) {
  shapes_.clear();
  for (std::size_t i = arcs_.size(); i-- > 0;) {
    // Opaque: strokes overlap where they meet.
    const float strength = static_cast<float>(arcs_[i].articles) / static_cast<float>(arcs_.front().articles);
    add_arc(frame, i, mix(colors.weak_arc, colors.arc, strength));
  }
  shapes_.draw(frame);
}

void ArcLayer::draw_one(const Frame& frame, geo::PlaceId a, geo::PlaceId b, const Color& color) {
  const auto arc = std::find_if(arcs_.begin(), arcs_.end(), [&](const SceneArc& candidate) {
    return candidate.a == a && candidate.b == b;
  });
  if (arc == arcs_.end()) return;
  shapes_.clear();
  add_arc(frame, static_cast<std::size_t>(arc - arcs_.begin()), color);
  shapes_.draw(frame);
}

const SceneArc* ArcLayer::pick(const Frame& frame, PixelPos at, double tolerance_px) const {
  const SceneArc* best = nullptr;
  double best_distance = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    const double half = 0.5 * arc_width(arcs_[i].articles, arcs_.front().articles) * frame.scale;
    for_each_stroke(frame, i, [&](PixelPos from, PixelPos to) {
      const double past_edge = std::max(0.0, distance_to(at, from, to) - half);
      if (past_edge > tolerance_px || past_edge >= best_distance) return;
      best_distance = past_edge;
      best = &arcs_[i];
    });
  }
  return best;
}

}  // namespace kharita::app::map
