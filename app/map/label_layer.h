// Names on the map: of countries, provinces, waters, cities and of the places with mentions.
#pragma once

#include <cstdint>
#include <future>
#include <span>
#include <vector>

#include "app/map/batch.h"
#include "app/map/point_layer.h"
#include "app/model/map_scene.h"
#include "app/typeset/text_engine.h"
#include "geo/boundary/boundaries.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::map {

// Places that may be named, most important first. Made once from a gazetteer; O(places).
struct LabelSource {
  struct Entry {
    geo::PlaceId place;
    geo::WebMercator at;
    float width = 0;   // of its bounds, as a share of the world's width; 0 for points
    float weight = 0;  // countries, provinces: km²; waters: width; cities: inhabitants
    bool capital = false;
    double zoom = 0;  // from which it is drawn: rivers
  };
  std::vector<Entry> countries;
  std::vector<Entry> waters;  // seas, and the lakes and rivers that are drawn
  std::vector<Entry> provinces;
  std::vector<Entry> cities;
};
[[nodiscard]] LabelSource make_label_source(const geo::Gazetteer& gazetteer);

inline constexpr float kFoundRingPt = 13;  // around a place that was looked for

// The fewest inhabitants of a city that is named at a zoom (of a user at scale 1) without a mention.
[[nodiscard]] double smallest_city(double style_zoom);

// Chooses, lays out and draws the labels. They are chosen for the viewport and a margin around it, on a
// lattice of world pixels, so that panning moves them and changes none; they are chosen anew only when the
// zoom or the content changed or the viewport came to another cell. A label that would be cut by the
// viewport's edge or a panel is not drawn. Main thread.
class LabelLayer {
 public:
  // Collects the places that may be named on a thread of its own, which the first update() waits for.
  LabelLayer(const geo::Gazetteer& gazetteer, typeset::TextEngine& text);

  // Brings the labels up to date with the frame's picture (its region does not matter). `marked` is named
  // before all others, beside its ring, whatever else is there.
  void update(const Frame& frame, const MapScene& scene, std::span<const Circle> circles,
              geo::PlaceId marked = {});
  // Adds what shows in the picture to the batches, but for what would lie under `taken` boxes.
  void add_to(ShapeBatch& shapes, TextBatch& words, const Frame& frame, std::span<const Box> taken) const;

  struct Label {
    geo::PlaceId place;
    typeset::Layout layout;
    double x = 0;  // of its layout's top left: world pixels; on a globe pixels of the picture
    double y = 0;
    Color color;
    Color halo;
    bool has_dot = false;  // a city without mentions: marked by a small dot
    double dot_x = 0;
    double dot_y = 0;
    float dot_radius = 0;
    Color dot_color;
  };
  [[nodiscard]] std::span<const Label> labels() const noexcept { return labels_; }
  // Where a label lies in the frame's picture.
  [[nodiscard]] static Box box_of(const Label& label, const Frame& frame);

 private:
  // Where the picture's top left lies in the coordinates of labels.
  [[nodiscard]] static PixelPos origin_of(const Frame& frame);
  // What the choice depends on.
  struct Key {
    double world_px = 0;
    double globe_share = 0;
    geo::WebMercator globe_center;
    double scale = 0;
    PixelSize picture;
    std::int64_t cell_x = 0;
    std::int64_t cell_y = 0;
    std::uint64_t revision = 0;
    Theme theme = Theme::dark;
    Language language = Language::arabic;
    geo::PlaceId marked;
    std::uint32_t atlas = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Candidate;
  class Chooser;

  const geo::Gazetteer* gazetteer_;
  typeset::TextEngine* text_;
  std::future<LabelSource> making_source_;  // valid until source_ is there
  LabelSource source_;
  bool has_key_ = false;
  Key key_;
  std::vector<Label> labels_;
};

}  // namespace kharita::app::map
