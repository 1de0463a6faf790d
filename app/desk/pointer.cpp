#include "app/desk/pointer.h"

namespace kharita::app {

bool Pointer::over_map(map::PixelPos at) const {
  const map::PixelSize size = place_.camera().viewport();
  return at.x >= 0 && at.y >= 0 && at.x < size.width && at.y < size.height && !over_panel_;
}

bool Pointer::take(map::PixelPos at, bool over_panel, std::uint64_t drawn) {
  over_panel_ = over_panel;
  bool moved = false;
  for (const MouseEvent& event : waiting_) {
    moved = moved || event.kind == MouseEvent::Kind::move || event.kind == MouseEvent::Kind::release;
    take(event);
  }
  waiting_.clear();
  if (hand_.pressed()) return false;
  const geo::PlaceId before = state_.hovered;
  const bool map_moved = place_.camera() != hovered_with_ || drawn != hovered_revision_;
  if (place_.moving() && map_moved) {
    hover_nothing();  // until it rests: what was under the mouse goes with the map
  } else if (moved || map_moved) {
    hover(at, drawn);
  }
  return state_.hovered != before;
}

void Pointer::take(const MouseEvent& event) {
  map::MapController& controller = place_.controller();
  switch (event.kind) {
    case MouseEvent::Kind::press:
      if (over_map(event.at)) hand_.press(controller, event.at, event.modifiers, place_.scale(), event.at_s);
      return;
    case MouseEvent::Kind::move:
      hand_.move_to(controller, place_.camera(), event.at, event.at_s);
      return;
    case MouseEvent::Kind::release:
      std::visit([&](const auto& outcome) { on_hand(outcome, event.at_s); },
                 hand_.release(controller, place_.camera(), event.at, event.at_s));
      return;
    case MouseEvent::Kind::scroll:
      if (!over_map(event.at)) return;
      place_.user_moves();
      controller.wheel(place_.camera(), event.at, event.notches, event.at_s);
      return;
  }
}

void Pointer::hover(map::PixelPos at, std::uint64_t drawn) {
  hovered_with_ = place_.camera();
  hovered_revision_ = drawn;
  geo::PlaceId place;
  clear_card();
  if (over_map(at) && !hover_cluster_or_arc(at))
    place = view_.pick(scene_, place_.camera(), at, place_.scale()).value_or(geo::PlaceId{});
  apply(state_, action::Hover{place});
}

void Pointer::hover_nothing() {
  clear_card();
  apply(state_, action::Hover{});
}

void Pointer::clear_card() {
  card_ = {};
  scene_.hovered_arc_a = scene_.hovered_arc_b = {};
  scene_.hovered_cluster = kNoCluster;
}

void Pointer::on_hand(const map::MapHand::Click& click, double now_s) {
  if (!click.add && on_cluster_or_arc(click.at, now_s)) return;
  const auto place = view_.pick(scene_, place_.camera(), click.at, place_.scale());
  if (click.add && !place) return;
  apply(state_, action::SelectPlaces{{place.value_or(geo::PlaceId{})},
                                     click.add ? action::SelectMode::toggle : action::SelectMode::replace});
}

void Pointer::on_hand(const map::MapHand::Shape& shape, double) {
  apply(state_,
        action::SelectPlaces{view_.pick_inside(scene_, place_.camera(), shape.polygon, place_.scale()),
                             shape.add ? action::SelectMode::add : action::SelectMode::replace});
}

// A click on a cluster flies to where it comes apart, one on an arc lists the articles that name both ends.
bool Pointer::on_cluster_or_arc(map::PixelPos at, double now_s) {
  if (const auto cluster = view_.pick_cluster(place_.camera(), at, place_.scale())) {
    place_.fly_apart(*cluster, now_s);
    return true;
  }
  if (const auto arc = view_.pick_arc(place_.camera(), at, place_.scale())) {
    apply(state_, action::SelectArc{arc->a, arc->b});
    return true;
  }
  return false;
}

// What the mouse is over that is no place. True where there is such.
bool Pointer::hover_cluster_or_arc(map::PixelPos at) {
  if (const auto cluster = view_.pick_cluster(place_.camera(), at, place_.scale())) {
    card_ = card_of(*cluster, gazetteer_, state_.style, state_.language);
    scene_.hovered_cluster = cluster->id;
  } else if (const auto arc = view_.pick_arc(place_.camera(), at, place_.scale())) {
    card_ = card_of(*arc, gazetteer_, state_.language);
    scene_.hovered_arc_a = arc->a;
    scene_.hovered_arc_b = arc->b;
  }
  return !card_.title.empty();
}

bool Pointer::escape() {
  if (hand_.cancel()) return true;
  if (hand_.tool() == MapTool::move) return false;
  hand_.set_tool(MapTool::move);
  return true;
}

}  // namespace kharita::app
