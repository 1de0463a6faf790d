// Where the map looks, and in which projection: north up.
#pragma once

#include <optional>

#include "app/map/projection.h"
#include "geo/latlon.h"

namespace kharita::app::map {

struct PixelSize {
  int width = 0;
  int height = 0;
  friend constexpr bool operator==(const PixelSize&, const PixelSize&) = default;
};

// zoom 0 shows the world 256 px wide, and a globe of 256 px around; each step doubles it. Within [0, 18].
// Invariant: in Mercator the viewport never shows past the poles unless it is taller than the world, which is
// then centred. A globe is turned until a pole is nearly in its middle, at most.
class Camera {
 public:
  static constexpr double kMinZoom = 0;
  static constexpr double kMaxZoom = 18;

  [[nodiscard]] geo::WebMercator center() const noexcept { return center_; }
  [[nodiscard]] double zoom() const noexcept { return zoom_; }
  [[nodiscard]] PixelSize viewport() const noexcept { return viewport_; }
  [[nodiscard]] double world_size_px() const noexcept;  // width of one world in Mercator

  [[nodiscard]] Projection projection() const noexcept { return projection_; }
  void set_projection(Projection projection) noexcept;  // at once
  // On the way to a projection: `turned` within [0, 1] is how far the map has become the globe.
  void set_projection(Projection projection, double turned) noexcept;
  [[nodiscard]] double turned() const noexcept { return turned_; }
  // How much of the globe is in the picture, 0 Mercator, 1 globe: turned(), but where the globe is so large
  // that the viewport shows a small part of it, it fades to Mercator, from which it hardly differs there.
  [[nodiscard]] double globe_share() const noexcept;
  [[nodiscard]] Mapping mapping() const noexcept;
  // The zoom at which the whole globe fills most of the viewport.
  [[nodiscard]] double whole_globe_zoom(double margin_px = 0) const noexcept;

  void set_viewport(PixelSize size) noexcept;  // keeps the centre
  void look_at(geo::WebMercator center, double zoom) noexcept;
  void pan_by(double dx_px, double dy_px) noexcept;  // the middle moves with it
  // What is under the hand moves with it: what lay at `from` comes to lie at `to`, as far as the poles let
  // it. Beside the globe and near its rim it turns as it would in the middle.
  void drag(PixelPos from, PixelPos to) noexcept;
  // What is under the anchor stays there; beside the globe and near its rim, ever less so.
  void zoom_about(PixelPos anchor, double zoom_change) noexcept;
  // Shows the whole box with at least `margin_px` around it; a single point ends at `max_zoom`. A box for
  // which the viewport would show the world more than once fills the viewport's width with one world instead,
  // its poles cut where it is too low for them; of a globe that is too large a box for one side the whole is
  // shown.
  void fit(const geo::LatLonBox& box, double margin_px, double max_zoom = kMaxZoom) noexcept;

  // Of the copy of the world nearest to the centre.
  [[nodiscard]] PixelPos to_pixel(geo::WebMercator p) const noexcept;
  [[nodiscard]] bool visible(geo::WebMercator p) const noexcept;  // not behind the globe
  // Off the globe the position on its rim is meant.
  [[nodiscard]] geo::WebMercator to_mercator(PixelPos p) const noexcept;
  // None off the globe and past Mercator's upper and lower edge.
  [[nodiscard]] std::optional<geo::LatLon> to_latlon(PixelPos p) const noexcept;
  [[nodiscard]] geo::LatLonBox bounds() const noexcept;  // around what the viewport shows

  friend bool operator==(const Camera& a, const Camera& b) noexcept {
    return a.center_ == b.center_ && a.zoom_ == b.zoom_ && a.viewport_ == b.viewport_ &&
           a.projection_ == b.projection_ && a.turned_ == b.turned_;
  }

 private:
  [[nodiscard]] double share_at(double zoom) const noexcept;
  [[nodiscard]] PixelPos from_middle(PixelPos p) const noexcept;
  [[nodiscard]] geo::WebMercator center_with(geo::WebMercator p, PixelPos at) const noexcept;
  void fit_globe(const geo::LatLonBox& box, double margin_px, double max_zoom) noexcept;
  [[nodiscard]] geo::LatLonBox globe_bounds() const noexcept;

  geo::WebMercator center_{0.5, 0.5};
  double zoom_ = 1;
  PixelSize viewport_{};
  Projection projection_ = Projection::mercator;
  double turned_ = 0;
};

}  // namespace kharita::app::map
