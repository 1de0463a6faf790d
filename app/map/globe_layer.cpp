#include "app/map/globe_layer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "app/map/canvas.h"
#include "app/map/scales.h"

namespace kharita::app::map {
namespace {

constexpr int kRingCorners = 180;     // as shaders/globe.vert has them
constexpr double kGlow = 1.07;        // of the radius: how far the light around the globe reaches
constexpr double kShade = 0.8;        // from here to the rim the globe darkens
constexpr double kParallelsEnd = 85;  // degrees: Mercator's end

geo::MercatorGrid grid_at(double lat_deg, double lon_deg) {
  const double lat = std::clamp(lat_deg, -kParallelsEnd, kParallelsEnd);
  const double y = geo::WebMercator::from(geo::LatLon::from_degrees(lat, 0)).y;
  return geo::MercatorGrid::from({(lon_deg + 180) / 360, y});
}

// Cells of four degrees over all of Mercator's square.
AreaGeometry world_cells() {
  constexpr std::uint32_t kSide = 90;
  AreaGeometry cells;
  for (std::uint32_t row = 0; row <= kSide; ++row) {
    for (std::uint32_t column = 0; column <= kSide; ++column) {
      cells.vertices.push_back(
          geo::MercatorGrid::from({static_cast<double>(column) / kSide, static_cast<double>(row) / kSide}));
    }
  }
  for (std::uint32_t row = 0; row < kSide; ++row) {
    for (std::uint32_t column = 0; column < kSide; ++column) {
      const std::uint32_t at = row * (kSide + 1) + column;
      for (const std::uint32_t corner : {at, at + kSide + 1, at + 1, at + 1, at + kSide + 1, at + kSide + 2})
        cells.indices.push_back(corner);
    }
  }
  const GridBox bounds{0, 0, geo::MercatorGrid::kSize, geo::MercatorGrid::kSize};
  cells.ranges.push_back({0, static_cast<std::uint32_t>(cells.indices.size()), bounds, cap_of(bounds)});
  return cells;
}

// In pieces of 30 degrees, of which those that do not show are left out.
LineGeometry graticule(int step_deg, int coarser_deg) {
  constexpr int kPieceDeg = 30;
  constexpr int kPointDeg = 2;
  std::vector<std::vector<geo::MercatorGrid>> pieces;
  const auto is_coarser = [&](int deg) { return coarser_deg > 0 && deg % coarser_deg == 0; };
  for (int lon = -180; lon < 180; lon += step_deg) {
    for (int south = -90; south < 90 && !is_coarser(lon); south += kPieceDeg) {
      auto& piece = pieces.emplace_back();
      for (int lat = south; lat <= south + kPieceDeg; lat += kPointDeg)
        piece.push_back(grid_at(lat, lon));
    }
  }
  for (int lat = -90 + step_deg; lat < 90; lat += step_deg) {
    if (is_coarser(lat) || std::abs(lat) > kParallelsEnd) continue;
    for (int west = -180; west < 180; west += kPieceDeg) {
      auto& piece = pieces.emplace_back();
      for (int lon = west; lon <= west + kPieceDeg; lon += kPointDeg)
        piece.push_back(grid_at(lat, lon));
    }
  }
  std::vector<geo::BorderLine> lines;
  for (const auto& piece : pieces)
    lines.push_back({geo::BorderKind::country, {}, {}, piece});  // one kind: one style
  return pack_lines(lines);
}

// The light around the globe as shaders/globe.frag has it, from its edge outwards.
void append_glow(const Palette& colors, std::vector<GlowStop>& stops) {
  constexpr int kSteps = 8;
  for (int i = 0; i <= kSteps; ++i) {
    const double fade = static_cast<double>(i) / kSteps;
    const auto seen = static_cast<float>((1 - fade) * (1 - fade));
    stops.push_back(
        {(1 + fade * (kGlow - 1)) / kGlow,
         mix(colors.sky.with_alpha(1), colors.globe_glow.with_alpha(1), colors.globe_glow.a * seen)});
  }
}

void set_color(GLint uniform, const Color& c) {
  glUniform4f(uniform, c.r, c.g, c.b, c.a);
}

}  // namespace

Result<GlobeLayer> GlobeLayer::create(const std::filesystem::path& shaders) {
  auto program = gl::Program::load(shaders, "globe");
  if (!program) return tl::unexpected(program.error());
  return GlobeLayer(std::move(*program));
}

GlobeLayer::GlobeLayer(gl::Program program)
    : program_(std::move(program)),
      region_size_(program_.uniform("u_region_size")),
      middle_(program_.uniform("u_middle")),
      radius_(program_.uniform("u_radius")),
      ring_(program_.uniform("u_ring")),
      sea_(program_.uniform("u_sea")),
      sky_(program_.uniform("u_sky")),
      glow_(program_.uniform("u_glow")),
      rim_(program_.uniform("u_rim")),
      no_attributes_(gl::VertexArray::make()) {}

void GlobeLayer::draw_ring(const Frame& frame, double from, double to) {
  glUniform2f(region_size_, static_cast<float>(frame.region.width), static_cast<float>(frame.region.height));
  glUniform2f(middle_, static_cast<float>(frame.middle.x - frame.region.x),
              static_cast<float>(frame.middle.y - frame.region.y));
  glUniform1f(radius_, static_cast<float>(frame.mapping.radius_px()));
  // The ring's corners lie on circles: the outer is widened so that its sides reach as far.
  glUniform2f(ring_, static_cast<float>(from), static_cast<float>(to / std::cos(3.15 / kRingCorners)));
  glBindVertexArray(no_attributes_.get());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 2 * (kRingCorners + 1));
}

void GlobeLayer::draw_sea(const Frame& frame, const Palette& colors, AreaPainter& areas) {
  const double share = frame.globe_share();
  const double reach = std::hypot(frame.picture.width, frame.picture.height);  // twice the half diagonal
  const bool sea_alone = share <= 0 || (share < 1 && frame.mapping.radius_px() > 0.75 * reach);
  if (sea_alone) return;
  if (frame.canvas != nullptr) {
    frame.canvas->fill_all(colors.sky.with_alpha(1));
  } else {
    glClearColor(colors.sky.r, colors.sky.g, colors.sky.b, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  if (share < 1) {
    if (whole_world_.empty()) whole_world_.upload(world_cells());
    areas.fill(whole_world_, frame, colors.sea);
    return;
  }
  if (frame.canvas != nullptr) {
    std::vector<GlowStop> stops{{0, colors.sea}, {1 / kGlow, colors.sea}};
    append_glow(colors, stops);
    frame.canvas->glow(frame.middle, kGlow * frame.mapping.radius_px(), stops);
    return;
  }
  program_.use();
  set_color(sea_, colors.sea);
  set_color(sky_, colors.sky);
  set_color(glow_, colors.globe_glow);
  set_color(rim_, colors.globe_glow.with_alpha(0));
  draw_ring(frame, 0, kGlow);
}

void GlobeLayer::draw_rim(const Frame& frame, const Palette& colors) {
  const double share = frame.globe_share();
  if (share < 1) return;
  if (frame.canvas != nullptr) {
    std::vector<GlowStop> stops;
    constexpr int kSteps = 8;
    for (int i = 0; i <= kSteps; ++i) {
      const double t = static_cast<double>(i) / kSteps;
      const auto shade = static_cast<float>(smooth_ramp(t, 0, 1));
      stops.push_back(
          {(kShade + t * (1 - kShade)) / kGlow, colors.globe_shade.with_alpha(colors.globe_shade.a * shade)});
    }
    append_glow(colors, stops);
    frame.canvas->glow(frame.middle, kGlow * frame.mapping.radius_px(), stops);
    return;
  }
  program_.use();
  set_color(sea_, colors.globe_shade.with_alpha(0));
  set_color(sky_, colors.sky);
  set_color(glow_, colors.globe_glow);
  set_color(rim_, colors.globe_shade);
  draw_ring(frame, kShade, kGlow);
}

void GlobeLayer::draw_graticule(const Frame& frame, const Palette& colors, LinePainter& lines) {
  for (std::size_t i = 0; i < kGraticule.size(); ++i) {
    const GraticuleLevel& level = kGraticule[i];
    LineBatch& batch = graticules_[i];
    const double zoom = frame.style_zoom();
    const auto seen = static_cast<float>(std::clamp(2 * (zoom - level.from_zoom), 0.0, 1.0));
    if (seen <= 0) break;
    if (batch.empty()) batch.upload(graticule(level.step_deg, level.coarser_deg));
    const Color color = colors.graticule.with_alpha(colors.graticule.a * seen);
    lines.draw(batch, frame, geo::BorderKind::country, {color, 0.7f});
  }
}

}  // namespace kharita::app::map
