// Draws the map: base, areas, points, labels, legend. OpenGL 3.3 core; knows no ImGui and no window.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/map/camera.h"
#include "app/model/map_scene.h"
#include "app/typeset/text_engine.h"
#include "geo/boundary/boundaries.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::map {

// What is drawn around the map. In Arabic, left and right are exchanged.
struct Decorations {
  bool legend = true;
  bool scale_bar = true;
  bool credits = true;
  std::string title;  // empty: none
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
  // `scale` is framebuffer pixels a point: line widths and text sizes follow it.
  void draw(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
            int origin_x = 0, int origin_y = 0);

  // The same for a rectangle of a larger picture: draws the part `x`, `y` (px from the picture's top left),
  // `size` large, into the bound framebuffer's lower left corner. Keeps nothing for the next frame.
  void draw_part(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
                 int x, int y, PixelSize size);

  // The point or, where none is near, the country or province with mentions at a pixel, as drawn last.
  [[nodiscard]] std::optional<geo::PlaceId> pick(const MapScene& scene, const Camera& camera, PixelPos at,
                                                 double scale) const;

 private:
  struct Impl;
  explicit MapView(std::unique_ptr<Impl> impl) noexcept;
  std::unique_ptr<Impl> impl_;
};

// An 8-bit RGBA picture, top row first.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

// Draws the scene's map off screen, in the current context, at camera.viewport()'s size, by tiles: up to
// kMaxPicturePx a side.
inline constexpr int kMaxPicturePx = 16384;
[[nodiscard]] Result<Picture> render_picture(MapView& view, const MapScene& scene, const Camera& camera,
                                             const Decorations& decorations, double scale);
// PNG through libpng, to a temporary name and renamed. `text` goes into the picture's text fields.
[[nodiscard]] Result<void> write_png(const Picture& picture, const std::filesystem::path& file,
                                     const std::vector<std::pair<std::string, std::string>>& text = {});

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
