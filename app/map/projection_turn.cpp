#include "app/map/projection_turn.h"

#include <algorithm>

#include "app/map/scales.h"

namespace kharita::app::map {

void ProjectionTurn::start(const Camera& camera, Projection to, double now_s, bool comes_near) noexcept {
  double zoom_by = 0;
  if (to == Projection::globe && comes_near)
    zoom_by = std::max(0.0, camera.whole_globe_zoom() - camera.zoom());
  turn_ = Turn{to, camera.turned(), zoom_by, now_s, 0};
}

bool ProjectionTurn::advance(Camera& camera, double now_s) noexcept {
  if (!turn_) return false;
  const double t = std::clamp((now_s - turn_->start_s) / kSeconds, 0.0, 1.0);
  const double ease = smooth_ramp(t, 0, 1);
  const double target = turn_->to == Projection::globe ? 1 : 0;
  camera.set_projection(turn_->to,
                        t >= 1 ? target : turn_->from_turned + ease * (target - turn_->from_turned));
  // By steps, so that the hand may zoom meanwhile.
  if (turn_->zoom_by > 0)
    camera.look_at(camera.center(), camera.zoom() + (ease - turn_->last_ease) * turn_->zoom_by);
  turn_->last_ease = ease;
  if (t >= 1) turn_.reset();
  return turn_.has_value();
}

}  // namespace kharita::app::map
