// What the mouse does on the map: it hovers, chooses, drags. Knows no window.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "app/desk/map_place.h"
#include "app/map/map_hand.h"
#include "app/map/map_view.h"
#include "app/model/app_state.h"
#include "app/model/map_card.h"

namespace kharita::app {

// On the map's viewport.
struct MouseEvent {
  enum class Kind : std::uint8_t { press, release, move, scroll } kind = Kind::move;
  map::Modifiers modifiers = {};
  double notches = 0;
  map::PixelPos at = {};
  double at_s = 0;
};

// Events wait until the frame begins, when it is known whether the mouse is over a panel.
class Pointer {
 public:
  Pointer(const geo::Gazetteer& gazetteer, const map::MapView& view, AppState& state, MapScene& scene,
          MapPlace& place)
      : gazetteer_(gazetteer), view_(view), state_(state), scene_(scene), place_(place) {}

  void push(MouseEvent event) { waiting_.push_back(event); }
  // Carries out what waits. `at` is where the mouse is now; `over_panel`: it is not the map's; `drawn` is the
  // revision of the scene that was drawn last. True where it is over another place than before.
  bool take(map::PixelPos at, bool over_panel, std::uint64_t drawn);

  [[nodiscard]] map::MapHand& hand() noexcept { return hand_; }
  [[nodiscard]] const map::MapHand& hand() const noexcept { return hand_; }
  // Drops what is being drawn, else the tool: true where there was either.
  bool escape();
  [[nodiscard]] const MapCard& card() const noexcept { return card_; }

 private:
  [[nodiscard]] bool over_map(map::PixelPos at) const;
  void take(const MouseEvent& event);
  void hover(map::PixelPos at, std::uint64_t drawn);
  void hover_nothing();
  void clear_card();
  [[nodiscard]] bool hover_cluster_or_arc(map::PixelPos at);
  [[nodiscard]] bool on_cluster_or_arc(map::PixelPos at, double now_s);
  void on_hand(std::monostate, double) {}
  void on_hand(map::MapHand::Moved, double) { place_.user_moves(); }
  void on_hand(map::MapHand::DoubleClick, double) { place_.user_moves(); }
  void on_hand(const map::MapHand::ZoomBox& box, double now_s) { place_.fly_into(box.a, box.b, now_s); }
  void on_hand(const map::MapHand::Click& click, double now_s);
  void on_hand(const map::MapHand::Shape& shape, double now_s);

  const geo::Gazetteer& gazetteer_;
  const map::MapView& view_;
  AppState& state_;
  MapScene& scene_;
  MapPlace& place_;
  map::MapHand hand_;
  MapCard card_;
  std::vector<MouseEvent> waiting_;
  bool over_panel_ = false;
  map::Camera hovered_with_;  // where the camera stood when it was last asked what is under the mouse
  std::uint64_t hovered_revision_ = 0;  // what was drawn then
};

}  // namespace kharita::app
