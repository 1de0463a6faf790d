#include "app/map/map_hand.h"

#include <cmath>
#include <utility>

#include "app/map/picking.h"

namespace kharita::app::map {
namespace {

double distance(PixelPos a, PixelPos b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

void MapHand::set_tool(MapTool tool) noexcept {
  if (tool == tool_) return;
  tool_ = tool;
  cancel();
}

bool MapHand::cancel() noexcept {
  const bool drawing = !outline_.empty();
  outline_.clear();
  if (press_ && press_->gesture != Gesture::pan) press_.reset();
  return drawing;
}

MapHand::Gesture MapHand::gesture_of(Modifiers modifiers) const noexcept {
  if (modifiers.shift) return Gesture::zoom_box;
  switch (tool_) {
    case MapTool::rectangle:
      return Gesture::rectangle;
    case MapTool::lasso:
      return Gesture::lasso;
    case MapTool::move:
      break;
  }
  return Gesture::pan;
}

void MapHand::press(MapController& controller, PixelPos at, Modifiers modifiers, double scale, double now_s) {
  press_ = Press{at, modifiers, scale, gesture_of(modifiers), false};
  outline_.clear();
  if (press_->gesture == Gesture::pan) {
    controller.drag_begin(at, now_s);
  } else {
    controller.stop();
  }
}

void MapHand::extend(const Press& press, PixelPos at) {
  if (press.gesture != Gesture::lasso) {
    outline_ = rectangle(press.at, at);
    return;
  }
  if (outline_.empty()) outline_.push_back(press.at);
  const bool far = distance(outline_.back(), at) >= kLassoStepPt * press.scale;
  if (far && outline_.size() < kMaxCorners) outline_.push_back(at);
}

bool MapHand::move_to(MapController& controller, Camera& camera, PixelPos at, double now_s) {
  if (!press_) return false;
  press_->moved = press_->moved || distance(press_->at, at) >= kSlackPt * press_->scale;
  if (press_->gesture == Gesture::pan) {
    controller.drag_to(camera, at, now_s);
  } else if (press_->moved) {
    extend(*press_, at);
  }
  return true;
}

MapHand::Outcome MapHand::clicked(MapController& controller, const Camera& camera, const Press& press,
                                  double now_s) {
  const bool second = now_s - last_click_s_ < kDoubleClickSeconds && last_click_s_ >= 0 &&
                      distance(last_click_at_, press.at) < 2 * kSlackPt * press.scale;
  if (second && !press.modifiers.control) {
    last_click_s_ = -1;
    controller.double_click(camera, press.at, press.modifiers.shift, now_s);
    return DoubleClick{};
  }
  last_click_s_ = now_s;
  last_click_at_ = press.at;
  return Click{press.at, press.modifiers.control};
}

MapHand::Outcome MapHand::release(MapController& controller, const Camera& camera, PixelPos at,
                                  double now_s) {
  if (!press_) return {};
  const Press press = *std::exchange(press_, std::nullopt);
  std::vector<PixelPos> outline = std::exchange(outline_, {});
  if (!press.moved) {
    controller.drag_end(now_s + MapController::kRestSeconds * 2);  // a click lets nothing glide
    return clicked(controller, camera, press, now_s);
  }
  switch (press.gesture) {
    case Gesture::pan:
      controller.drag_end(now_s);
      return Moved{};
    case Gesture::zoom_box:
      return ZoomBox{press.at, at};
    case Gesture::rectangle:
    case Gesture::lasso:
      break;
  }
  if (!press.modifiers.control) tool_ = MapTool::move;
  return Shape{std::move(outline), press.modifiers.control};
}

}  // namespace kharita::app::map
