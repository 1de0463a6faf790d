// Where the map stands and what moves it. Knows no window.
#pragma once

#include "app/map/camera.h"
#include "app/map/map_controller.h"
#include "app/map/projection_turn.h"
#include "app/model/app_state.h"

namespace kharita::app {

// Until the user moves the map it shows all that is loaded; from then on it is the user's. Times are seconds
// of a steady clock.
class MapPlace {
 public:
  // The viewport in framebuffer pixels, `scale` of them a point.
  void resize(map::PixelSize viewport, double scale);
  [[nodiscard]] const map::Camera& camera() const noexcept { return camera_; }
  [[nodiscard]] map::Camera& camera() noexcept { return camera_; }
  [[nodiscard]] map::MapController& controller() noexcept { return controller_; }
  [[nodiscard]] double scale() const noexcept { return scale_; }
  [[nodiscard]] MapPosition position() const;

  void stand_at(const MapPosition& position);
  void user_moves() noexcept { user_moved_ = true; }
  [[nodiscard]] bool moved_by_user() const noexcept { return user_moved_; }
  // Takes up where the state asks the map to go, once.
  void follow(const FlyTo& asked, double now_s);
  // Shows all of the box where the user has not moved the map.
  void fit(const geo::LatLonBox& box);
  void fly_into(map::PixelPos a, map::PixelPos b, double now_s);  // two corners of what shall fill it
  void fly_apart(const ClusterSummary& cluster, double now_s);    // to where it is in parts
  void change_projection(double now_s);
  void press(map::MapController::Key key, double now_s);
  // Moves the map along what is under way; true while it is.
  bool advance(double now_s);
  [[nodiscard]] bool moving() const noexcept { return moving_; }

 private:
  [[nodiscard]] map::Camera camera_of(const MapPosition& position) const;

  map::Camera camera_;
  map::MapController controller_;
  map::ProjectionTurn turn_;
  double scale_ = 1;
  std::uint64_t seen_flight_ = 0;
  bool user_moved_ = false;
  bool moving_ = false;
};

}  // namespace kharita::app
