#include "app/map/outline.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kharita::app::map {
namespace {

constexpr double kLattice = 64;     // a pixel
constexpr double kLeastStep = 0.1;  // px between two points of a line
constexpr std::size_t kPlanes = 7;  // CutPoint's, then the sides of the box

double within(const CutPoint& p, std::size_t plane, const Box& box) {
  switch (plane) {
    case 3:
      return p.at.x - static_cast<double>(box.x0);
    case 4:
      return static_cast<double>(box.x1) - p.at.x;
    case 5:
      return p.at.y - static_cast<double>(box.y0);
    case 6:
      return static_cast<double>(box.y1) - p.at.y;
    default:
      return p.within[plane];
  }
}

CutPoint between(const CutPoint& a, const CutPoint& b, double share) {
  CutPoint p{{a.at.x + (b.at.x - a.at.x) * share, a.at.y + (b.at.y - a.at.y) * share}, {}};
  for (std::size_t i = 0; i < p.within.size(); ++i)
    p.within[i] = a.within[i] + (b.within[i] - a.within[i]) * share;
  return p;
}

// Where the side between two points meets a plane; the same point whichever comes first.
CutPoint crossing(const CutPoint& a, const CutPoint& b, double a_within, double b_within) {
  const bool in_order = a.at.x != b.at.x ? a.at.x < b.at.x : a.at.y < b.at.y;
  if (in_order) return between(a, b, a_within / (a_within - b_within));
  return between(b, a, b_within / (b_within - a_within));
}

}  // namespace

CutPoint place_on_sheet(const Frame& frame, const geo::MercatorGrid& p, int sheet) {
  const geo::WebMercator at = p.to_mercator();
  const double share = frame.globe_share();
  if (share <= 0) return {frame.to_pixel(at, sheet), {1, 1, 1}};
  const geo::WebMercator center = frame.mapping.center();
  const double turns = at.x - center.x + sheet;
  const Direction direction = direction_of(at);
  // Mapping weighs the copy nearest to the centre; other sheets lie whole worlds beside it on the flat part.
  const PixelPos nearest = frame.mapping.to_px(at, direction);
  const double worlds = std::round(at.x - center.x) + sheet;
  const double beside = worlds * frame.world_px * (1 - share);
  return {{frame.middle.x + nearest.x + beside, frame.middle.y + nearest.y},
          {frame.mapping.near_side(direction), 0.5 - turns, 0.5 + turns}};
}

void Outline::add(const std::array<CutPoint, 3>& triangle) {
  polygon_.assign(triangle.begin(), triangle.end());
  for (std::size_t plane = 0; plane < kPlanes && !polygon_.empty(); ++plane) {
    cut_.clear();
    for (std::size_t i = 0; i < polygon_.size(); ++i) {
      const CutPoint& here = polygon_[i];
      const CutPoint& next = polygon_[(i + 1) % polygon_.size()];
      const double here_within = within(here, plane, picture_);
      const double next_within = within(next, plane, picture_);
      if (here_within >= 0) cut_.push_back(here);
      if ((here_within >= 0) != (next_within >= 0))
        cut_.push_back(crossing(here, next, here_within, next_within));
    }
    std::swap(polygon_, cut_);
  }
  if (polygon_.size() < 3) return;
  double doubled_area = 0;
  for (std::size_t i = 0; i < polygon_.size(); ++i) {
    const PixelPos& a = polygon_[i].at;
    const PixelPos& b = polygon_[(i + 1) % polygon_.size()].at;
    doubled_area += a.x * b.y - b.x * a.y;
  }
  if (doubled_area < 0) std::reverse(polygon_.begin(), polygon_.end());
  const auto corner = [](const CutPoint& p) {
    return Corner{static_cast<std::int32_t>(std::lround(p.at.x * kLattice)),
                  static_cast<std::int32_t>(std::lround(p.at.y * kLattice))};
  };
  for (std::size_t i = 0; i < polygon_.size(); ++i)
    add_side(corner(polygon_[i]), corner(polygon_[(i + 1) % polygon_.size()]));
}

void Outline::add_side(Corner from, Corner to) {
  if (from == to) return;
  sides_.push_back(from < to ? Side{from, to, 1} : Side{to, from, -1});
}

std::vector<Outline::Side> Outline::free_sides() {
  std::ranges::sort(
      sides_, [](const Side& a, const Side& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });
  std::vector<Side> free;
  for (std::size_t i = 0; i < sides_.size();) {
    Side sum = sides_[i];
    for (++i; i < sides_.size() && sides_[i].from == sum.from && sides_[i].to == sum.to; ++i)
      sum.turns += sides_[i].turns;
    for (int k = std::abs(sum.turns); k > 0; --k)
      free.push_back(sum.turns > 0 ? Side{sum.from, sum.to, 1} : Side{sum.to, sum.from, 1});
  }
  sides_.clear();
  std::ranges::sort(free, {}, &Side::from);
  return free;
}

std::vector<Path> Outline::take_rings() {
  // As many sides leave each corner as reach it, so every walk comes back to where it began.
  const std::vector<Side> sides = free_sides();
  std::vector<bool> walked(sides.size(), false);
  const auto next_from = [&](Corner corner) {
    auto side =
        static_cast<std::size_t>(std::ranges::lower_bound(sides, corner, {}, &Side::from) - sides.begin());
    while (side < sides.size() && sides[side].from == corner && walked[side])
      ++side;
    return side < sides.size() && sides[side].from == corner ? side : sides.size();
  };
  std::vector<Path> rings;
  std::vector<Corner> ring;
  for (std::size_t first = 0; first < sides.size(); ++first) {
    if (walked[first]) continue;
    ring.clear();
    for (std::size_t side = first; side < sides.size(); side = next_from(sides[side].to)) {
      walked[side] = true;
      const Corner to = sides[side].to;
      while (ring.size() >= 2) {  // on one straight line the corner between is not needed
        const Corner a = ring[ring.size() - 2];
        const Corner b = ring.back();
        const auto dx = std::int64_t{b.x} - a.x, dy = std::int64_t{b.y} - a.y;
        const auto ex = std::int64_t{to.x} - b.x, ey = std::int64_t{to.y} - b.y;
        if (dx * ey != dy * ex || dx * ex + dy * ey <= 0) break;
        ring.pop_back();
      }
      ring.push_back(to);
    }
    if (ring.size() < 3) continue;
    Path& path = rings.emplace_back();
    path.points.reserve(ring.size());
    for (const Corner& corner : ring)
      path.points.push_back({corner.x / kLattice, corner.y / kLattice});
  }
  return rings;
}

void append_lines(const Frame& frame, std::span<const LinePoint> points, int sheet, const Box& box,
                  std::vector<Path>& lines) {
  bool joined = false;  // the last path goes on
  CutPoint from{};
  for (std::size_t i = 0; i < points.size(); ++i) {
    const CutPoint to = place_on_sheet(frame, points[i].at, sheet);
    if (i == 0 || points[i].along_steps <= points[i - 1].along_steps) {
      joined = false;
    } else {
      double begin = 0;
      double end = 1;
      for (std::size_t plane = 0; plane < kPlanes; ++plane) {
        const double a = within(from, plane, box);
        const double b = within(to, plane, box);
        if (a < 0 && b < 0) begin = 2;
        if (a < 0 && b >= 0) begin = std::max(begin, a / (a - b));
        if (a >= 0 && b < 0) end = std::min(end, a / (a - b));
      }
      if (begin < end) {
        if (!joined || begin > 0) {
          const double along = static_cast<double>(points[i - 1].along_steps);
          lines.push_back(
              {{between(from, to, begin).at},
               (along + begin * (static_cast<double>(points[i].along_steps) - along)) * frame.px_per_step});
        }
        std::vector<PixelPos>& path = lines.back().points;
        const PixelPos at = between(from, to, end).at;
        const bool is_last =
            end < 1 || i + 1 == points.size() || points[i + 1].along_steps <= points[i].along_steps;
        if (is_last || std::hypot(at.x - path.back().x, at.y - path.back().y) >= kLeastStep)
          path.push_back(at);
      }
      joined = begin < end && end >= 1;
    }
    from = to;
  }
}

}  // namespace kharita::app::map
