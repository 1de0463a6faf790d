#include "app/map/frame.h"

#include <algorithm>
#include <cmath>

namespace kharita::app::map {
namespace {

constexpr double kSteps = geo::MercatorGrid::kSize;

double wrap_unit(double x) {
  return x - std::floor(x);
}

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

Frame::Frame(const Camera& camera, double picture_scale, PixelRect part)
    : scale(picture_scale),
      zoom(camera.zoom()),
      world_px(camera.world_size_px()),
      picture(camera.viewport()),
      region(part),
      px_per_step(world_px / kSteps) {
  origin_x = std::round(camera.center().x * world_px - 0.5 * picture.width);
  origin_y = std::round(camera.center().y * world_px - 0.5 * picture.height);
  const geo::WebMercator middle =
      to_mercator({region.x + 0.5 * region.width, region.y + 0.5 * region.height});
  center = geo::MercatorGrid::from({wrap_unit(middle.x), std::clamp(middle.y, 0.0, 1.0)});
}

double Frame::style_zoom() const noexcept {
  return zoom - std::log2(scale);
}

double Frame::circle_scale() const noexcept {
  return scale * std::clamp(0.7 + 0.3 * (style_zoom() - 2) / 3, 0.7, 1.0);
}

PixelPos Frame::to_pixel(geo::WebMercator p, int copy) const noexcept {
  return {(p.x + copy) * world_px - origin_x, p.y * world_px - origin_y};
}

geo::WebMercator Frame::to_mercator(PixelPos p) const noexcept {
  return {(p.x + origin_x) / world_px, (p.y + origin_y) / world_px};
}

Frame::Copies Frame::copies(double margin_px) const noexcept {
  const double left = (origin_x + region.x - margin_px) / world_px;
  const double right = (origin_x + region.x + region.width + margin_px) / world_px;
  return {static_cast<int>(std::floor(left)), static_cast<int>(std::ceil(right)) - 1};
}

bool Frame::shows(const GridBox& box, int copy, double margin_px) const noexcept {
  const double left = box.min_x * px_per_step + copy * world_px - origin_x - region.x;
  const double right = box.max_x * px_per_step + copy * world_px - origin_x - region.x;
  const double top = box.min_y * px_per_step - origin_y - region.y;
  const double bottom = box.max_y * px_per_step - origin_y - region.y;
  return right >= -margin_px && left <= region.width + margin_px && bottom >= -margin_px &&
         top <= region.height + margin_px;
}

FrameUniforms::FrameUniforms(const gl::Program& program)
    : center_(program.uniform("u_center")),
      px_per_step_(program.uniform("u_px_per_step")),
      center_px_(program.uniform("u_center_px")),
      region_size_(program.uniform("u_region_size")),
      near_copy_(program.uniform("u_near_copy")),
      far_copy_px_(program.uniform("u_far_copy_px")) {}

void FrameUniforms::set(const Frame& frame) const {
  glUniform2i(center_, frame.center.x, frame.center.y);
  glUniform1f(px_per_step_, static_cast<float>(frame.px_per_step));
  glUniform2f(region_size_, static_cast<float>(frame.region.width), static_cast<float>(frame.region.height));
}

void FrameUniforms::set_copy(const Frame& frame, int copy) const {
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

}  // namespace kharita::app::map
