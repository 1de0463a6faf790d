#include "app/map/frame.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kharita::app::map {
namespace {

constexpr double kSteps = geo::MercatorGrid::kSize;

}  // namespace

void GridBox::add(const geo::MercatorGrid& p) noexcept {
  min_x = std::min(min_x, p.x);
  min_y = std::min(min_y, p.y);
  max_x = std::max(max_x, p.x);
  max_y = std::max(max_y, p.y);
}

void GridBox::add(const GridBox& box) noexcept {
  min_x = std::min(min_x, box.min_x);
  min_y = std::min(min_y, box.min_y);
  max_x = std::max(max_x, box.max_x);
  max_y = std::max(max_y, box.max_y);
}

SphereCap cap_of(const GridBox& box) noexcept {
  if (box.min_x > box.max_x) return {};
  const auto at = [](double x, double y) { return direction_of({x / kSteps, y / kSteps}); };
  const double mid_x = 0.5 * (static_cast<double>(box.min_x) + box.max_x);
  const double mid_y = 0.5 * (static_cast<double>(box.min_y) + box.max_y);
  SphereCap cap{at(mid_x, mid_y), 0};
  if (box.max_x - static_cast<double>(box.min_x) > 0.5 * kSteps) {
    cap.angle = std::numbers::pi;
    return cap;
  }
  double closest = 1;
  for (const double x : {static_cast<double>(box.min_x), mid_x, static_cast<double>(box.max_x)}) {
    for (const double y : {static_cast<double>(box.min_y), mid_y, static_cast<double>(box.max_y)}) {
      const Direction d = at(x, y);
      closest = std::min(closest, d.x * cap.middle.x + d.y * cap.middle.y + d.z * cap.middle.z);
    }
  }
  constexpr double kBulge = 1.1;  // edges bend out between the nine
  cap.angle = std::min(kBulge * std::acos(std::clamp(closest, -1.0, 1.0)), std::numbers::pi);
  return cap;
}

Frame::Frame(const Camera& camera, double picture_scale, PixelRect part)
    : scale(picture_scale),
      zoom(camera.zoom()),
      world_px(camera.world_size_px()),
      picture(camera.viewport()),
      region(part),
      px_per_step(world_px / kSteps),
      mapping(camera.mapping()) {
  origin_x = std::round(camera.center().x * world_px - 0.5 * picture.width);
  origin_y = std::round(camera.center().y * world_px - 0.5 * picture.height);
  middle = {camera.center().x * world_px - origin_x, camera.center().y * world_px - origin_y};
  const double x = (origin_x + region.x + 0.5 * region.width) / world_px;
  const double y = (origin_y + region.y + 0.5 * region.height) / world_px;
  center = geo::MercatorGrid::from({wrap_unit(x), std::clamp(y, 0.0, 1.0)});
}

double Frame::style_zoom() const noexcept {
  return zoom - std::log2(scale);
}

double Frame::circle_scale() const noexcept {
  return scale * std::clamp(0.7 + 0.3 * (style_zoom() - 2) / 3, 0.7, 1.0);
}

PixelPos Frame::to_pixel(geo::WebMercator p, int copy) const noexcept {
  if (globe_share() <= 0) return {(p.x + copy) * world_px - origin_x, p.y * world_px - origin_y};
  const PixelPos px = mapping.to_px(p);
  return {middle.x + px.x, middle.y + px.y};
}

PixelPos Frame::to_pixel(geo::WebMercator p, const Direction& d, int copy) const noexcept {
  if (globe_share() <= 0) return to_pixel(p, copy);
  const PixelPos px = mapping.to_px(p, d);
  return {middle.x + px.x, middle.y + px.y};
}

bool Frame::visible(geo::WebMercator p) const noexcept {
  return mapping.near_side(p) >= 0;
}

geo::WebMercator Frame::to_mercator(PixelPos p) const noexcept {
  if (globe_share() <= 0) return {(p.x + origin_x) / world_px, (p.y + origin_y) / world_px};
  return mapping.to_mercator({p.x - middle.x, p.y - middle.y});
}

std::optional<geo::LatLon> Frame::to_latlon(PixelPos p) const noexcept {
  return mapping.to_latlon({p.x - middle.x, p.y - middle.y});
}

Frame::Copies Frame::copies(double margin_px) const noexcept {
  if (globe_share() > 0) return {0, 0};
  const double left = (origin_x + region.x - margin_px) / world_px;
  const double right = (origin_x + region.x + region.width + margin_px) / world_px;
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::ceil(right)) - 1};
}

Frame::Copies Frame::sheets(double margin_px) const noexcept {
  if (globe_share() <= 0 || globe_share() >= 1) return copies(margin_px);
  return mapping.center().x < 0.5 ? Copies{-1, 0} : Copies{0, 1};
}

bool Frame::shows(const GridBox& box, const SphereCap& cap, int sheet, double margin_px) const noexcept {
  const double share = globe_share();
  // From the region's top left.
  double left = (box.min_x + sheet * kSteps) * px_per_step - origin_x - region.x;
  double right = (box.max_x + sheet * kSteps) * px_per_step - origin_x - region.x;
  double top = box.min_y * px_per_step - origin_y - region.y;
  double bottom = box.max_y * px_per_step - origin_y - region.y;
  if (share > 0) {
    const double lon = 2 * std::numbers::pi * (mapping.center().x - 0.5);
    const double ahead = cap.middle.x * std::cos(lon) + cap.middle.y * std::sin(lon);
    const double x = cap.middle.y * std::cos(lon) - cap.middle.x * std::sin(lon);
    const double y = mapping.cos_lat() * cap.middle.z - mapping.sin_lat() * ahead;
    const double facing = mapping.sin_lat() * cap.middle.z + mapping.cos_lat() * ahead;
    if (share >= 1 && std::acos(std::clamp(facing, -1.0, 1.0)) - cap.angle > 0.5 * std::numbers::pi)
      return false;
    const double radius = mapping.radius_px();
    const double reach = radius * 2 * std::sin(0.5 * cap.angle);
    const auto weigh = [share](double flat, double globe) { return flat + (globe - flat) * share; };
    left = weigh(left, middle.x - region.x + radius * x - reach);
    right = weigh(right, middle.x - region.x + radius * x + reach);
    top = weigh(top, middle.y - region.y - radius * y - reach);
    bottom = weigh(bottom, middle.y - region.y - radius * y + reach);
  }
  return right >= -margin_px && left <= region.width + margin_px && bottom >= -margin_px &&
         top <= region.height + margin_px;
}

FrameUniforms::FrameUniforms(const gl::Program& program)
    : center_(program.uniform("u_center")),
      px_per_step_(program.uniform("u_px_per_step")),
      center_px_(program.uniform("u_center_px")),
      region_size_(program.uniform("u_region_size")),
      near_copy_(program.uniform("u_near_copy")),
      far_copy_px_(program.uniform("u_far_copy_px")),
      globe_(program.uniform("u_globe")),
      globe_x_(program.uniform("u_globe_x")),
      globe_lat_(program.uniform("u_globe_lat")),
      globe_px_(program.uniform("u_globe_px")),
      sheet_(program.uniform("u_sheet")) {}

void FrameUniforms::set(const Frame& frame) const {
  glUniform2i(center_, frame.center.x, frame.center.y);
  glUniform1f(px_per_step_, static_cast<float>(frame.px_per_step));
  glUniform2f(region_size_, static_cast<float>(frame.region.width), static_cast<float>(frame.region.height));
  const Mapping& map = frame.mapping;
  glUniform1f(globe_, static_cast<float>(map.globe_share()));
  if (map.globe_share() <= 0) return;
  glUniform1i(globe_x_, geo::MercatorGrid::from(map.center()).x);
  glUniform2f(globe_lat_, static_cast<float>(map.sin_lat()), static_cast<float>(map.cos_lat()));
  glUniform3f(globe_px_, static_cast<float>(frame.middle.x - frame.region.x),
              static_cast<float>(frame.middle.y - frame.region.y), static_cast<float>(map.radius_px()));
}

void FrameUniforms::set_sheet(const Frame& frame, int sheet) const {
  set_copy(frame, sheet);
  if (frame.globe_share() > 0) glUniform1i(sheet_, sheet);
}

void FrameUniforms::set_copy(const Frame& frame, int copy) const {
  if (frame.globe_share() > 0) {
    constexpr int kNearest = 2;  // frame.glsl
    glUniform1i(sheet_, kNearest);
    // Of Mercator the height alone.
    const PixelPos at{0, frame.center.to_mercator().y * frame.world_px - frame.origin_y};
    glUniform2f(center_px_, 0, static_cast<float>(at.y - frame.region.y));
    return;
  }
  // u_center lies in copy `home`. One copy on the nearer side of it is added in whole steps, which cannot
  // overflow; others, which show only where a pixel is many steps, as pixels.
  const int home = static_cast<int>(
      std::floor((frame.origin_x + frame.region.x + 0.5 * frame.region.width) / frame.world_px));
  const int away = copy - home;
  const int lowest = frame.center.x < geo::MercatorGrid::kSize / 2 ? -1 : 0;
  const int near = std::clamp(away, lowest, lowest + 1);
  const PixelPos center = frame.to_pixel(frame.center.to_mercator(), home);
  glUniform2f(center_px_, static_cast<float>(center.x - frame.region.x),
              static_cast<float>(center.y - frame.region.y));
  glUniform1i(near_copy_, near);
  glUniform1f(far_copy_px_, static_cast<float>((away - near) * frame.world_px));
}

CutScope::CutScope(const Frame& frame) {
  const double share = frame.globe_share();
  planes_ = share <= 0 ? 0 : share >= 1 ? 1 : 3;
  for (GLenum i = 0; i < planes_; ++i)
    glEnable(GL_CLIP_DISTANCE0 + i);
}

CutScope::~CutScope() {
  for (GLenum i = 0; i < planes_; ++i)
    glDisable(GL_CLIP_DISTANCE0 + i);
}

}  // namespace kharita::app::map
