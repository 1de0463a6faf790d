#include "app/desk/map_place.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace kharita::app {
namespace {

constexpr double kFitMarginPx = 48;  // at scale 1

}  // namespace

void MapPlace::resize(map::PixelSize viewport, double scale) {
  scale_ = scale;
  camera_.set_viewport({std::max(1, viewport.width), std::max(1, viewport.height)});
}

MapPosition MapPlace::position() const {
  return {camera_.center().to_latlon(), camera_.zoom() - std::log2(scale_),
          camera_.projection() == map::Projection::globe};
}

map::Camera MapPlace::camera_of(const MapPosition& position) const {
  map::Camera there = camera_;
  there.set_projection(position.globe ? map::Projection::globe : map::Projection::mercator);
  there.look_at(geo::WebMercator::from(position.center), position.zoom + std::log2(scale_));
  return there;
}

void MapPlace::stand_at(const MapPosition& position) {
  camera_ = camera_of(position);
}

void MapPlace::follow(const FlyTo& asked, double now_s) {
  if (asked.serial == seen_flight_) return;
  seen_flight_ = asked.serial;
  if (const auto* position = std::get_if<MapPosition>(&asked.target)) {
    user_moved_ = true;
    const map::Camera there = camera_of(*position);
    if (there.projection() == camera_.projection()) return controller_.fly_to(camera_, there, now_s);
    // The last step of the flight finds the map turned.
    turn_.start(camera_, there.projection(), now_s, false);
    return controller_.fly_to(camera_, there, now_s, map::ProjectionTurn::kSeconds);
  }
  const auto& box = std::get<geo::LatLonBox>(asked.target);
  if (user_moved_) {
    controller_.fly_to(camera_, box, kFitMarginPx * scale_, now_s);
  } else {
    controller_.jump_to(camera_, box, kFitMarginPx * scale_);
  }
}

void MapPlace::fit(const geo::LatLonBox& box) {
  if (!user_moved_) controller_.jump_to(camera_, box, kFitMarginPx * scale_);
}

void MapPlace::fly_into(map::PixelPos a, map::PixelPos b, double now_s) {
  user_moved_ = true;
  controller_.fly_into(camera_, a, b, now_s);
}

void MapPlace::fly_apart(const ClusterSummary& cluster, double now_s) {
  map::Camera there = camera_;
  there.look_at(geo::WebMercator::from(cluster.at),
                std::max(camera_.zoom(), cluster.split_zoom + std::log2(scale_)));
  controller_.fly_to(camera_, there, now_s);
  user_moved_ = true;
}

void MapPlace::change_projection(double now_s) {
  const bool is_globe = camera_.projection() == map::Projection::globe;
  turn_.start(camera_, is_globe ? map::Projection::mercator : map::Projection::globe, now_s);
}

void MapPlace::press(map::MapController::Key key, double now_s) {
  user_moved_ = true;
  controller_.key(camera_, key, scale_, now_s);
}

bool MapPlace::advance(double now_s) {
  moving_ = turn_.advance(camera_, now_s);
  moving_ = controller_.advance(camera_, now_s) || moving_;
  return moving_;
}

}  // namespace kharita::app
