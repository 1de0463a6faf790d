// The smooth change between Mercator and the globe.
#pragma once

#include <optional>

#include "app/map/camera.h"

namespace kharita::app::map {

// Times are seconds of a steady clock.
class ProjectionTurn {
 public:
  static constexpr double kSeconds = 0.9;

  // From how the map is now, also in the middle of another turn. A globe that would be small comes nearer, so
  // that it fills the viewport, unless something else sets the zoom meanwhile.
  void start(const Camera& camera, Projection to, double now_s, bool comes_near = true) noexcept;
  // Moves the camera along; true while it is under way.
  bool advance(Camera& camera, double now_s) noexcept;

 private:
  struct Turn {
    Projection to = Projection::mercator;
    double from_turned = 0;
    double zoom_by = 0;
    double start_s = 0;
    double last_ease = 0;
  };
  std::optional<Turn> turn_;
};

}  // namespace kharita::app::map
