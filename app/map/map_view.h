// Draws the map: base, areas, points, labels, legend. OpenGL 3.3 core; knows no ImGui and no window.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/map/camera.h"
#include "app/map/frame.h"
#include "app/model/map_scene.h"
#include "app/typeset/text_engine.h"
#include "geo/boundary/boundaries.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::map {

// How a window wants its panels over the map, which a picture has no use for: credits in one line, and room
// in the legend for a sign that folds it.
struct WindowPanels {
  bool legend_folded = false;  // its name alone
  struct Spot {
    float along = 0;  // shares of the room that the map leaves it, within [0, 1]: from the reading start,
    float down = 0;   // and from the top
    friend bool operator==(const Spot&, const Spot&) = default;
  };
  std::optional<Spot> legend_at = {};  // none: in its corner
  friend bool operator==(const WindowPanels&, const WindowPanels&) = default;
};

// Where they were drawn, in pixels of the viewport; none: there was no room.
struct PanelRects {
  std::optional<PixelRect> legend, credits;
};

// What is drawn around the map. In Arabic, left and right are exchanged.
struct Decorations {
  bool legend = true;
  bool scale_bar = true;
  bool credits = true;
  std::string title;         // empty: none
  bool filters = false;      // the filters and the counts in words, below the title
  bool north_arrow = false;  // only where one direction is north
  bool transparent = false;  // no sea and no background: straight alpha in the picture's pixels
  bool degrees = true;       // of parallels and meridians, along two edges
  // Parts of the viewport that something else will cover, as a window's tools do: no label runs under them.
  std::vector<PixelRect> covered = {};
  std::optional<WindowPanels> window = {};
  friend bool operator==(const Decorations&, const Decorations&) = default;
};

// Main thread, with an OpenGL 3.3 context current. The gazetteer and the text engine must outlive it.
class MapView {
 public:
  // Compiles the shaders in `shaders`; an error names the file and the compiler's line.
  [[nodiscard]] static Result<MapView> create(const geo::Gazetteer& gazetteer, typeset::TextEngine& text,
                                              const std::filesystem::path& shaders);
  MapView(MapView&&) noexcept;
  MapView& operator=(MapView&&) noexcept;
  ~MapView();

  // Draws into the bound framebuffer at `origin` (px from its bottom left), the camera's viewport large.
  // `scale` is framebuffer pixels a point: line widths and text sizes follow it. While the camera moves,
  // what was drawn before is moved along and only the rest is drawn; false then says that the picture is not
  // yet, to the last bit, what render_picture() gives: it is after a draw() of the same.
  bool draw(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
            int origin_x = 0, int origin_y = 0);

  // Of what draw() drew last.
  [[nodiscard]] PanelRects panel_rects() const;

  // The same for one part of a picture, into the bound framebuffer's lower left corner. Keeps nothing for the
  // next frame. A picture put together from its picture_parts() is the same whatever it is drawn into.
  void draw_part(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
                 PixelRect part);

  // The same picture as shapes and words, given to a canvas in the order of drawing. Needs the context, too.
  void record(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
              Canvas& canvas);

  // What lays out its words.
  [[nodiscard]] typeset::TextEngine& text_engine() const;

  // Where a file of the shaders' folder has changed since they were compiled, compiles all anew: true. An
  // error, told once a change, keeps the old ones. Debug builds call it each frame.
  [[nodiscard]] Result<bool> reload_changed_shaders();

  // The cluster at a pixel, as drawn last; none where a place stands alone.
  [[nodiscard]] std::optional<ClusterSummary> pick_cluster(const Camera& camera, PixelPos at,
                                                           double scale) const;
  // The arc at a pixel that no circle covers, as drawn last.
  [[nodiscard]] std::optional<SceneArc> pick_arc(const Camera& camera, PixelPos at, double scale) const;
  // The point or, where none is near, the country or province with mentions at a pixel, as drawn last.
  [[nodiscard]] std::optional<geo::PlaceId> pick(const MapScene& scene, const Camera& camera, PixelPos at,
                                                 double scale) const;
  // What lies within a polygon of the viewport, ascending: points, and countries and provinces by their label
  // point.
  [[nodiscard]] std::vector<geo::PlaceId> pick_inside(const MapScene& scene, const Camera& camera,
                                                      std::span<const PixelPos> polygon, double scale) const;

 private:
  struct Impl;
  explicit MapView(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

// An OpenGL context without a window or a display (EGL, surfaceless), current on this thread while it lives.
class OffscreenContext {
 public:
  [[nodiscard]] static Result<OffscreenContext> create();  // an error says what to install
  OffscreenContext(OffscreenContext&&) noexcept;
  OffscreenContext& operator=(OffscreenContext&&) noexcept;
  ~OffscreenContext();

 private:
  struct Impl;
  explicit OffscreenContext(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

}  // namespace kharita::app::map
