// The map itself without words: land, areas with mentions, borders, points.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "app/map/area_layer.h"
#include "app/map/globe_layer.h"
#include "app/map/line_layer.h"
#include "app/map/mention_layer.h"
#include "app/map/scales.h"
#include "app/map/water_layer.h"
#include "app/model/map_scene.h"
#include "geo/boundary/boundaries.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::map {

// What the tint of each area goes by; `areas` has countries before provinces. In MapStyle::areas its own
// amount. Elsewhere an area is tinted for being mentioned itself, and what is said of a country is said of
// its provinces, too: a province has its own amount and its country's, so that it is never paler than the
// country around it.
[[nodiscard]] std::vector<std::uint32_t> tint_amounts(std::span<const SceneArea> areas,
                                                      const StyleOptions& style,
                                                      const geo::Boundaries& boundaries);

// Holds the geometry on the GPU: of each level of detail from when it is first drawn, of a scene until the
// next. Main thread.
class WorldLayer {
 public:
  [[nodiscard]] static Result<WorldLayer> create(const geo::Gazetteer& gazetteer,
                                                 const std::filesystem::path& shaders);

  // Takes up a scene if its revision is another than the last one's. True where it did.
  bool set_scene(const MapScene& scene);
  // See MentionLayer::update.
  void update(const Frame& frame) { mentions_.update(frame); }
  [[nodiscard]] std::span<const Circle> circles() const noexcept { return mentions_.circles(); }
  [[nodiscard]] MentionLayer& mentions() noexcept { return mentions_; }
  [[nodiscard]] const MentionLayer& mentions() const noexcept { return mentions_; }
  [[nodiscard]] const AreaClasses& classes() const noexcept { return classes_; }
  [[nodiscard]] bool tints_provinces_of_countries() const noexcept { return provinces_of_countries_; }

  // Draws the frame's region over what the bound framebuffer and viewport hold: the sea, or nothing, where
  // the picture is transparent, around the globe too.
  void draw(const Frame& frame, Theme theme, bool transparent);
  // Draws the edges of countries and provinces on top; ids that are not valid are passed over.
  void draw_outlines(const Frame& frame, std::span<const geo::AreaId> areas, const Color& color,
                     float width_pt);
  // The area with mentions at a position: a province before its country. Not valid where there is none.
  [[nodiscard]] geo::PlaceId area_at(const geo::LatLon& position) const;

 private:
  struct Level {
    bool ready = false;
    AreaBatch areas;       // what fills the land, and the provinces where that is countries
    std::size_t land = 0;  // so many of its ranges, the first, are the land
    // By AreaId, the ranges that fill it: its own, or those of a country's provinces.
    std::vector<std::vector<std::uint32_t>> ranges_of;
    LineBatch lines;
  };
  struct Outline {
    std::vector<geo::AreaId> areas;
    struct Lines {
      bool ready = false;
      LineBatch batch;
    };
    std::array<Lines, geo::kDetailLevels> lines;
    std::array<Lines, geo::kDetailLevels> bent_lines;
  };

  WorldLayer(const geo::Gazetteer& gazetteer, GlobeLayer globe, AreaPainter areas, LinePainter lines,
             MentionLayer mentions);
  Level& level(int index, bool bent);
  void draw_tints(const Frame& frame, int level_index, bool bent, Theme theme);
  [[nodiscard]] LineBatch pack_outline(std::span<const geo::AreaId> areas, int level_index, bool bent) const;
  void draw_borders(const Frame& frame, const LineBatch& lines, Theme theme);
  [[nodiscard]] const geo::Boundaries& boundaries() const { return gazetteer_->boundaries(); }

  const geo::Gazetteer* gazetteer_;
  GlobeLayer globe_;
  WaterLayer waters_;
  AreaPainter area_painter_;
  LinePainter line_painter_;
  MentionLayer mentions_;
  std::array<Level, geo::kDetailLevels> levels_;
  std::array<Level, geo::kDetailLevels> bent_levels_;  // with edges cut for the globe
  std::array<Outline, 6>
      outlines_;  // the last that were drawn: mentioned, hovered, found, pointed at, selected and open
  std::size_t next_outline_ = 0;

  bool has_scene_ = false;
  std::uint64_t revision_ = 0;
  std::vector<SceneArea> areas_;        // countries before provinces
  std::vector<std::uint32_t> amounts_;  // of each, for its tint
  AreaClasses classes_;
  std::vector<geo::AreaId> outlined_;  // provinces mentioned in tinted countries, whose tint may be the same
  bool provinces_of_countries_ = false;   // some are tinted, and their countries, too
  std::vector<AreaPainter::Tint> tints_;  // of the areas, for this level and theme
  int tints_level_ = -1;                  // -1: to be made
  bool tints_bent_ = false;
  Theme tints_theme_ = Theme::dark;
};

}  // namespace kharita::app::map
