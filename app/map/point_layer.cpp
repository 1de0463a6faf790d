#include "app/map/point_layer.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <unordered_map>

#include "app/map/canvas.h"

namespace kharita::app::map {
namespace {

constexpr double kMaxReachPt = 96;  // of a circle's edge from its place: soft ones, and those of a spiral

constexpr std::uint32_t kNoSite = 0xFFFFFFFF;

// In 1/64 pt, as shaders/point.vert takes it.
template <typename Int>
Int in_64ths(float pt) {
  using Limits = std::numeric_limits<Int>;
  return static_cast<Int>(
      std::lround(std::clamp(64 * pt, static_cast<float>(Limits::min()), static_cast<float>(Limits::max()))));
}

// About 100 m at the equator.
std::uint64_t spot_of(const geo::MercatorGrid& p) {
  constexpr int kShift = 11;
  return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(p.x >> kShift)) << 32) |
         static_cast<std::uint32_t>(p.y >> kShift);
}

struct Spot {
  int count = 0;
  float inner_pt = 0;  // the radius of the first, in the middle
};

// Sets a circle beside those already at its spot: on a spiral, one step of the golden angle further each
// time.
void place_beside(Circle& circle, Spot& spot) {
  if (spot.count > 0) {
    constexpr float kGoldenAngle = 2.39996323f;
    const float distance =
        0.8f * spot.inner_pt + circle.radius_pt * (0.6f + 0.25f * static_cast<float>(spot.count - 1));
    const float angle = 0.6f + kGoldenAngle * static_cast<float>(spot.count - 1);
    circle.offset_x_pt = distance * std::cos(angle);
    circle.offset_y_pt = distance * std::sin(angle);
  } else {
    spot.inner_pt = circle.radius_pt;
  }
  ++spot.count;
}

void place_side_by_side(std::vector<Circle>& circles) {
  std::unordered_map<std::uint64_t, Spot> spots;
  spots.reserve(circles.size());
  for (Circle& circle : circles) {
    if (!circle.is_cluster()) place_beside(circle, spots[spot_of(circle.grid)]);
  }
}

}  // namespace

PointStyle style_of(const ScenePoint& point, const geo::Gazetteer& gazetteer) {
  const geo::PlaceKind kind = gazetteer.place(point.place).kind;
  if (kind == geo::PlaceKind::region || kind == geo::PlaceKind::water) return PointStyle::soft;
  return point.confidence < kDoubtful ? PointStyle::hollow : PointStyle::full;
}

double radius_px(const Circle& circle, const Frame& frame) noexcept {
  return circle.radius_pt * (circle.is_cluster() ? frame.scale : frame.circle_scale());
}

Circle make_circle(const ScenePoint& point, PointStyle style, std::uint32_t amount, std::uint32_t most,
                   float largest) {
  const auto at = geo::WebMercator::from(point.location);
  Circle circle;
  circle.place = point.place;
  circle.at = at;
  circle.grid = geo::MercatorGrid::from(at);
  circle.radius_pt = point_radius(amount, most, largest);
  circle.style = style;
  circle.amount = amount;
  if (style == PointStyle::soft) circle.radius_pt = 1.6f * circle.radius_pt + 4;
  return circle;
}

void arrange(std::vector<Circle>& circles) {
  const auto drawn_before = [](const Circle& a, const Circle& b) {
    const bool a_sharp = a.style != PointStyle::soft;
    const bool b_sharp = b.style != PointStyle::soft;
    if (a_sharp != b_sharp) return b_sharp;
    if (a.radius_pt != b.radius_pt) return a.radius_pt > b.radius_pt;
    return a.place != b.place ? a.place < b.place : a.cluster < b.cluster;
  };
  std::sort(circles.begin(), circles.end(), drawn_before);
  place_side_by_side(circles);
}

std::vector<Circle> make_circles(std::span<const ScenePoint> points, std::span<const PointStyle> styles,
                                 Measure measure) {
  std::uint32_t most = 0;
  for (const ScenePoint& point : points)
    most = std::max(most, amount_of(point, measure));
  const float largest = largest_radius(most, points.size());
  std::vector<Circle> circles;
  circles.reserve(points.size());
  for (std::size_t i = 0; i < points.size(); ++i)
    circles.push_back(make_circle(points[i], styles[i], amount_of(points[i], measure), most, largest));
  arrange(circles);
  return circles;
}

PixelPos center_of(const Circle& circle, const Frame& frame, int copy) {
  const PixelPos at = frame.to_pixel(circle.at, copy);
  return {at.x + circle.offset_x_pt * frame.circle_scale(), at.y + circle.offset_y_pt * frame.circle_scale()};
}

const Circle* pick_circle(std::span<const Circle> circles, const Frame& frame, PixelPos at,
                          double tolerance_pt) {
  const Circle* best = nullptr;
  double best_distance = std::numeric_limits<double>::infinity();
  const double here = (at.x + frame.origin_x) / frame.world_px;
  for (auto circle = circles.rbegin(); circle != circles.rend(); ++circle) {  // the topmost first
    if (!frame.visible(circle->at)) continue;
    const int copy = frame.globe_share() > 0 ? 0 : static_cast<int>(std::round(here - circle->at.x));
    const PixelPos center = center_of(*circle, frame, copy);
    const double distance = std::hypot(center.x - at.x, center.y - at.y);
    const double past_edge = std::max(0.0, distance - radius_px(*circle, frame));
    if (past_edge > tolerance_pt * frame.scale || past_edge >= best_distance) continue;
    best = &*circle;
    best_distance = past_edge;
    if (past_edge == 0) break;
  }
  return best;
}

Result<PointLayer> PointLayer::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "point");
  if (!program) return tl::unexpected(program.error());
  return PointLayer(std::move(*program));
}

PointLayer::PointLayer(gl::Program program)
    : program_(std::move(program)),
      frame_(program_),
      scale_(program_.uniform("u_scale")),
      circle_scale_(program_.uniform("u_circle_scale")),
      fill_(program_.uniform("u_fill")),
      outline_(program_.uniform("u_outline")),
      soft_(program_.uniform("u_soft")) {}

std::uint32_t PointLayer::site_of(const Circle& circle) {
  assert(circle.place.valid());
  const std::uint32_t place = circle.place.value;
  if (place >= site_of_place_.size()) site_of_place_.resize(place + 1, kNoSite);
  std::uint32_t& site = site_of_place_[place];
  if (site == kNoSite) {
    site = static_cast<std::uint32_t>(sites_.size());
    sites_.push_back({circle.grid, circle.grid, circle.grid});
  }
  return site;
}

void PointLayer::upload(std::span<const Circle> circles, Positions positions) {
  const bool of_places = positions == Positions::of_places;
  if (!of_places || site_of_place_.empty()) {
    sites_.clear();
    site_of_place_.clear();
  }
  const std::size_t known = sites_.size();
  spots_.clear();
  directions_.clear();
  for (const Circle& circle : circles) {
    const float offset = std::hypot(circle.offset_x_pt, circle.offset_y_pt);
    if (!of_places) sites_.push_back({circle.grid, circle.grid, circle.grid});
    const std::uint32_t site = of_places ? site_of(circle) : static_cast<std::uint32_t>(sites_.size() - 1);
    spots_.push_back({circle.at, site, circle.radius_pt + offset, circle.radius_pt,
                      circle.style == PointStyle::full && offset == 0, circle.is_cluster()});
  }
  if (circles.empty()) return;
  marks_.resize(sites_.size());
  for (std::size_t i = 0; i < circles.size(); ++i) {
    const Circle& circle = circles[i];
    marks_[spots_[i].site].fill(
        {in_64ths<std::int16_t>(circle.offset_x_pt), in_64ths<std::int16_t>(circle.offset_y_pt),
         in_64ths<std::uint16_t>(circle.radius_pt), static_cast<std::uint16_t>(circle.style)});
  }
  upload_sites(known);
}

void PointLayer::upload_sites(std::size_t known) {
  if (!vertex_array_) vertex_array_ = gl::VertexArray::make();
  glBindVertexArray(vertex_array_.get());
  const auto offset = [](std::size_t bytes) { return reinterpret_cast<const void*>(bytes); };
  site_buffer_.extend(std::span<const Corners>(sites_), known);
  glVertexAttribIPointer(0, 2, GL_INT, sizeof(geo::MercatorGrid), nullptr);
  mask_.replace(std::span<const std::array<Mark, 3>>(marks_));
  glVertexAttribPointer(1, 2, GL_SHORT, GL_FALSE, sizeof(Mark), offset(offsetof(Mark, offset_x)));
  glVertexAttribPointer(2, 1, GL_UNSIGNED_SHORT, GL_FALSE, sizeof(Mark), offset(offsetof(Mark, radius)));
  glVertexAttribPointer(3, 1, GL_UNSIGNED_SHORT, GL_FALSE, sizeof(Mark), offset(offsetof(Mark, style)));
  for (GLuint attribute = 0; attribute < 4; ++attribute)
    glEnableVertexAttribArray(attribute);
  glBindVertexArray(0);
}

void PointLayer::draw(const Frame& frame, const Palette& colors) {
  if (spots_.empty()) return;
  program_.use();
  glBindVertexArray(vertex_array_.get());
  frame_.set(frame);
  glUniform1f(scale_, static_cast<float>(frame.scale));
  glUniform1f(circle_scale_, static_cast<float>(frame.circle_scale()));
  const auto set = [](GLint uniform, const Color& c) { glUniform4f(uniform, c.r, c.g, c.b, c.a); };
  set(fill_, colors.point);
  set(outline_, colors.point_outline);
  set(soft_, colors.soft_point);
  const auto copies = frame.copies(kMaxReachPt * frame.scale);
  for (int copy = copies.first; copy <= copies.last; ++copy) {
    collect_visible(frame, copy);
    if (visible_.empty()) continue;
    corners_.clear();
    for (const std::uint32_t i : visible_) {
      for (std::uint32_t corner = 0; corner < 3; ++corner)
        corners_.push_back(3 * spots_[i].site + corner);
    }
    frame_.set_copy(frame, copy);
    indices_.replace(std::span<const std::uint32_t>(corners_));
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(corners_.size()), GL_UNSIGNED_INT, nullptr);
  }
}

namespace {

// As shaders/point.frag draws it.
void record_circle(Canvas& canvas, const Circle& circle, PixelPos at, double radius, double scale,
                   const Palette& colors) {
  const auto disc = [&](double r, const Color& fill, double border_px, const Color& border) {
    canvas.add({at, {r, r}, {1, 0}, r, border_px, fill, border});
  };
  if (circle.style == PointStyle::soft) {
    constexpr int kSteps = 8;
    std::vector<GlowStop> stops{{0, colors.soft_point}};
    for (int i = 0; i <= kSteps; ++i) {
      const double t = static_cast<double>(i) / kSteps;
      const auto seen = static_cast<float>(1 - smooth_ramp(t, 0, 1));
      stops.push_back({0.35 + 0.65 * t, colors.soft_point.with_alpha(colors.soft_point.a * seen)});
    }
    canvas.glow(at, radius, stops);
    return disc(2 * scale, colors.point, 0, {});
  }
  const bool hollow = circle.style == PointStyle::hollow || circle.style == PointStyle::hollow_cluster;
  const double rim = 1.25 * scale;
  if (!hollow) return disc(radius + rim, colors.point, rim, colors.point_outline);
  disc(radius + rim, colors.point.with_alpha(0), rim, colors.point_outline);
  disc(radius, colors.point.with_alpha(0.14f * colors.point.a), 1.6 * scale, colors.point);
}

}  // namespace

void PointLayer::record(const Frame& frame, const Palette& colors, std::span<const Circle> circles) {
  const auto copies = frame.copies(kMaxReachPt * frame.scale);
  for (int copy = copies.first; copy <= copies.last; ++copy) {
    collect_visible(frame, copy);
    for (const std::uint32_t i : visible_) {
      const Circle& circle = circles[i];
      record_circle(*frame.canvas, circle, center_of(circle, frame, copy), radius_px(circle, frame),
                    frame.scale, colors);
    }
  }
}

void PointLayer::collect_visible(const Frame& frame, int copy) {
  // Of plain circles of one size whose centres fall into one cell of two pixels only the topmost is drawn:
  // the others lie under it.
  const int cell = std::max(2, static_cast<int>(std::lround(2 * frame.scale)));
  const int margin = static_cast<int>(std::ceil(kMaxReachPt * frame.scale));
  const int columns = (frame.region.width + 2 * margin) / cell + 2;
  const int rows = (frame.region.height + 2 * margin) / cell + 2;
  covered_.assign(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), -1.0f);
  visible_.clear();
  // Cells lie on the world's pixels, so that panning does not change what is drawn.
  const double left = std::floor((frame.origin_x + frame.region.x - margin) / cell);
  const double top = std::floor((frame.origin_y + frame.region.y - margin) / cell);
  const double px = frame.circle_scale();
  const bool is_globe = frame.globe_share() > 0;
  if (is_globe && directions_.size() != spots_.size()) {
    for (const Spot& spot : spots_)
      directions_.push_back(direction_of(spot.at));
  }
  for (std::size_t i = spots_.size(); i-- > 0;) {
    const Spot& spot = spots_[i];
    if (is_globe && !frame.visible(directions_[i])) continue;
    const PixelPos at =
        is_globe ? frame.to_pixel(spot.at, directions_[i], copy) : frame.to_pixel(spot.at, copy);
    const double x = at.x - frame.region.x;
    const double y = at.y - frame.region.y;
    const double reach = spot.reach_pt * (spot.fixed ? frame.scale : px) + 3 * frame.scale;
    if (x < -reach || y < -reach || x > frame.region.width + reach || y > frame.region.height + reach)
      continue;
    const auto column = static_cast<int>(std::floor((at.x + frame.origin_x) / cell) - left);
    const auto row = static_cast<int>(std::floor((at.y + frame.origin_y) / cell) - top);
    if (spot.plain && column >= 0 && row >= 0 && column < columns && row < rows) {
      float& covered = covered_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                                static_cast<std::size_t>(column)];
      if (covered == spot.radius_pt) continue;
      covered = spot.radius_pt;
    }
    visible_.push_back(static_cast<std::uint32_t>(i));
  }
  std::reverse(visible_.begin(), visible_.end());
}

}  // namespace kharita::app::map
