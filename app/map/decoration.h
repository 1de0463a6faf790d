// What stands around the map: title, north arrow, legend, scale bar, credits.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "app/map/batch.h"
#include "app/map/map_view.h"
#include "app/map/scales.h"

namespace kharita::app::map {

// The corners' panels in pixels of the picture; none where a panel has no content or no room.
struct PanelPlaces {
  std::optional<Box> title;    // top, at the start of the line
  std::optional<Box> north;    // top end
  std::optional<Box> legend;   // bottom start
  std::optional<Box> scale;    // bottom end, above the credits
  std::optional<Box> credits;  // bottom end
};

struct PanelSize {
  float width = 0;
  float height = 0;
};

// Sizes of the panels wanted; 0 by 0 for one that is not.
struct PanelSizes {
  PanelSize title, north, legend, scale, credits;
};

// Puts the panels into their corners, `margin` from the edges and from each other. Where two would overlap or
// one would leave the picture, the less needed goes: credits stay first (the licences ask for them), then
// scale bar, title, north arrow, legend. Right-to-left exchanges left and right. A legend that the user has
// put somewhere stands there, whatever lies below it.
[[nodiscard]] PanelPlaces place_panels(PixelSize picture, const PanelSizes& sizes, float margin,
                                       bool right_to_left,
                                       const std::optional<WindowPanels::Spot>& legend_at = {});

// What the legend tells beside the scene.
struct LegendContent {
  AreaClasses areas;
  bool province_in_country = false;  // both are tinted, by the rule of tint_amounts()
  std::vector<std::uint32_t> sizes;  // amounts of the sample circles, ascending
  std::uint32_t most = 0;            // amount of the largest circle
  float largest_pt = 0;              // its radius
  bool doubtful = false;             // some circle is hollow
  bool soft = false;                 // some circle stands for a region
  std::uint32_t cluster = 0;         // amount of the largest cluster; 0 without clusters
  double heat_peak = 0;              // where the heat map's ramp ends; 0 without a heat map
  bool disputed = false;             // disputed borders are drawn
  [[nodiscard]] bool empty() const {
    return areas.lower.empty() && sizes.empty() && cluster == 0 && heat_peak <= 0;
  }
};

// Draws the decorations into batches. Main thread.
class DecorationLayer {
 public:
  explicit DecorationLayer(typeset::TextEngine& text, std::string credits)
      : text_(&text), credits_(std::move(credits)) {}

  // Lays the panels out and adds them to the batches; returns the boxes that are covered, for labels to keep
  // off.
  std::vector<Box> add_to(ShapeBatch& shapes, TextBatch& words, const Frame& frame, const MapScene& scene,
                          const Decorations& decorations, const LegendContent& legend);
  // Of the last add_to().
  [[nodiscard]] const PanelPlaces& places() const noexcept { return places_; }

 private:
  typeset::TextEngine* text_;
  std::string credits_;
  PanelPlaces places_;
};

}  // namespace kharita::app::map
