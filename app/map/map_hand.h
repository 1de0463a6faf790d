// What the mouse does on the map: clicks, drags, boxes, lassos. Knows no window and no ImGui: the window
// passes on presses, moves and releases and carries out what comes back.
#pragma once

#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "app/map/map_controller.h"
#include "app/model/map_tool.h"

namespace kharita::app::map {

struct Modifiers {
  bool shift = false;
  bool control = false;
};

// Positions are framebuffer pixels of the map's viewport, `scale` framebuffer pixels a point, times seconds
// of a steady clock. A press with Shift draws a zoom box whatever the tool; one with Control adds to the
// selection.
class MapHand {
 public:
  static constexpr double kDoubleClickSeconds = 0.35;
  static constexpr double kSlackPt = 4;             // a press that moves less is a click
  static constexpr double kLassoStepPt = 3;         // between two corners of a lasso
  static constexpr std::size_t kMaxCorners = 1000;  // of a lasso: what is drawn past it is left out

  struct Click {
    PixelPos at;
    bool add = false;
  };
  struct Shape {
    std::vector<PixelPos> polygon;
    bool add = false;
  };
  struct ZoomBox {
    PixelPos a, b;  // two opposite corners
  };
  struct Moved {};        // by the hand: the map is the user's from here on
  struct DoubleClick {};  // the map was told to zoom
  using Outcome = std::variant<std::monostate, Click, Shape, ZoomBox, Moved, DoubleClick>;

  [[nodiscard]] MapTool tool() const noexcept { return tool_; }
  void set_tool(MapTool tool) noexcept;  // drops a drag that is under way

  void press(MapController& controller, PixelPos at, Modifiers modifiers, double scale, double now_s);
  // True where the map or the shape moved.
  bool move_to(MapController& controller, Camera& camera, PixelPos at, double now_s);
  // After a shape without Control the tool is MapTool::move again.
  [[nodiscard]] Outcome release(MapController& controller, const Camera& camera, PixelPos at, double now_s);
  // Drops a shape that is being drawn. True where there was one.
  bool cancel() noexcept;

  [[nodiscard]] bool pressed() const noexcept { return press_.has_value(); }
  // What is being drawn, closed: a box's corners or a lasso. Empty where nothing is.
  [[nodiscard]] std::span<const PixelPos> outline() const noexcept { return outline_; }

 private:
  enum class Gesture : std::uint8_t { pan, zoom_box, rectangle, lasso };
  struct Press {
    PixelPos at;
    Modifiers modifiers;
    double scale = 1;
    Gesture gesture = Gesture::pan;
    bool moved = false;  // past the slack: no click any more
  };
  [[nodiscard]] Gesture gesture_of(Modifiers modifiers) const noexcept;
  [[nodiscard]] Outcome clicked(MapController& controller, const Camera& camera, const Press& press,
                                double now_s);
  void extend(const Press& press, PixelPos at);

  MapTool tool_ = MapTool::move;
  std::optional<Press> press_;
  std::vector<PixelPos> outline_;
  double last_click_s_ = -1;
  PixelPos last_click_at_;
};

}  // namespace kharita::app::map
