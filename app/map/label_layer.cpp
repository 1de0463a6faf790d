#include "app/map/label_layer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <unordered_set>

#include "app/map/label_placement.h"

namespace kharita::app::map {
namespace {

constexpr double kCellPx = 256;             // of the lattice, at scale 1
constexpr std::size_t kMaxObstacles = 200;  // circles that labels keep off
constexpr float kHaloPt = 1.5f;
constexpr double kRimShare = 0.16;  // of the way to the eye: what lies further back on the globe is not named
constexpr double kProvinceZoom = 4.9;  // from here provinces without mentions are named, too
constexpr double kBothNamesZoom = 7;   // from here a province and its seat of the same name are both named

double box_width_share(const geo::LatLonBox& box) {
  double width = (box.east_deg - box.west_deg) / 360.0;
  return width < 0 ? width + 1 : width;
}

void sort_by_weight(std::vector<LabelSource::Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
}

// How a kind of label is set.
struct LabelStyle {
  float size_pt = 11;
  typeset::Weight weight = typeset::Weight::regular;
  Color color;
  Color halo;
  bool beside = false;  // next to a point instead of centred on it
};

std::string name_of(const geo::Place& place, Language language) {
  const std::string_view arabic = place.name_ar;
  const std::string_view latin = place.name;
  if (language == Language::english) return std::string(latin.empty() ? arabic : latin);
  if (language == Language::arabic || latin.empty() || arabic == latin)
    return std::string(arabic.empty() ? latin : arabic);
  return arabic.empty() ? std::string(latin) : fmt::format("{}\n{}", arabic, latin);
}

}  // namespace

LabelSource make_label_source(const geo::Gazetteer& gazetteer) {
  LabelSource source;
  const geo::Boundaries& boundaries = gazetteer.boundaries();
  const auto count = static_cast<std::uint32_t>(gazetteer.place_count());
  for (std::uint32_t i = 0; i < count; ++i) {
    const geo::Place place = gazetteer.place({i});
    LabelSource::Entry entry{place.id, geo::WebMercator::from(place.location), 0, 0, place.is_capital};
    switch (place.kind) {
      case geo::PlaceKind::country:
      case geo::PlaceKind::admin1: {
        entry.width = static_cast<float>(box_width_share(place.bounds));
        if (place.area.valid()) entry.weight = static_cast<float>(boundaries.area_km2(place.area));
        auto& areas = place.kind == geo::PlaceKind::country ? source.countries : source.provinces;
        areas.push_back(entry);
        break;
      }
      case geo::PlaceKind::water:
        // Rivers and lakes are not drawn, so their names would lie on bare land.
        if (boundaries.find(geo::AreaKind::country, place.location)) break;
        entry.width = static_cast<float>(box_width_share(place.bounds));
        entry.weight = entry.width;
        source.waters.push_back(entry);
        break;
      case geo::PlaceKind::city:
        entry.weight = static_cast<float>(place.population);
        source.cities.push_back(entry);
        break;
      case geo::PlaceKind::region:
      case geo::PlaceKind::other:
        break;
    }
  }
  sort_by_weight(source.countries);
  sort_by_weight(source.provinces);
  sort_by_weight(source.waters);
  sort_by_weight(source.cities);
  return source;
}

double smallest_city(double style_zoom) {
  if (style_zoom < 3.4) return 1e12;
  return std::max(0.0, std::pow(10.0, 6.75 - 0.52 * (style_zoom - 3.4)) - 300);
}

struct LabelLayer::Candidate {
  LabelRequest request;
  Label label;
  std::array<PixelPos, 4> tops;  // the layout's top left for each option, world pixels
};

// Collects the candidates of one choice, best first, and places them.
class LabelLayer::Chooser {
 public:
  Chooser(const LabelLayer& layer, const Frame& frame, const MapScene& scene, const Key& key)
      : layer_(layer), frame_(frame), scene_(scene), colors_(palette(scene.theme)) {
    const double cell = kCellPx * frame.scale;
    left_ = static_cast<double>(key.cell_x - 1) * cell;
    top_ = static_cast<double>(key.cell_y - 1) * cell;
    right_ = left_ + (std::ceil(frame.picture.width / cell) + 3) * cell;
    bottom_ = top_ + (std::ceil(frame.picture.height / cell) + 3) * cell;
    is_globe_ = frame.globe_share() > 0;
    const double screens = (right_ - left_) * (bottom_ - top_) / (1e6 * frame.scale * frame.scale);
    max_candidates_ = static_cast<std::size_t>(std::clamp(260 * screens, 200.0, 6000.0));
  }

  std::vector<Label> choose(std::span<const Circle> circles) {
    // Places that are shown as mentioned are named as such, not a second time as what they are.
    for (const SceneArea& area : scene_.areas)
      mark_mentioned(area.place);
    add_countries();
    add_circles(circles);
    add_waters();
    add_provinces();
    add_cities();
    return place();
  }

 private:
  // Whether it was not yet.
  bool mark_mentioned(geo::PlaceId place) {
    if (place.value >= mentioned_.size() || mentioned_[place.value]) return false;
    mentioned_[place.value] = true;
    return true;
  }
  [[nodiscard]] bool is_mentioned(geo::PlaceId place) const {
    return place.value < mentioned_.size() && mentioned_[place.value];
  }

  [[nodiscard]] float scaled(float pt) const { return pt * static_cast<float>(frame_.scale); }

  // Calls `visit` with the world pixel of each copy of a position in the area of choice.
  template <typename Visit>
  void for_each_copy(const geo::WebMercator& at, Visit visit) const {
    if (is_globe_) {
      if (frame_.mapping.near_side(at) < kRimShare * frame_.globe_share()) return;
      const PixelPos px = frame_.to_pixel(at, 0);
      if (px.x >= left_ && px.x <= right_ && px.y >= top_ && px.y <= bottom_) visit(px);
      return;
    }
    const double y = at.y * frame_.world_px;
    if (y < top_ || y > bottom_) return;
    const double first = std::ceil((left_ - at.x * frame_.world_px) / frame_.world_px);
    for (double x = (at.x + first) * frame_.world_px; x <= right_; x += frame_.world_px)
      visit(PixelPos{x, y});
  }

  [[nodiscard]] typeset::Layout lay_out(geo::PlaceId place, const LabelStyle& style) const {
    typeset::Style words;
    words.size_px = scaled(style.size_pt);
    words.weight = style.weight;
    words.halo_px = std::min(std::round(4 * scaled(kHaloPt)) / 4, typeset::kMaxHaloPx);
    typeset::LayoutOptions options;
    options.align = typeset::Align::center;
    return layer_.text_->layout(name_of(layer_.gazetteer_->place(place), scene_.language), words, options);
  }

  // A candidate centred on a position, or beside a circle of `radius_px` around it.
  void add(geo::PlaceId place, PixelPos at, const LabelStyle& style, const typeset::Layout& layout,
           float radius_px, std::uint32_t owner, bool dot) {
    Candidate candidate;
    candidate.request.owner = owner;
    candidate.label = {place, layout, 0,    0,         style.color,     style.halo,
                       dot,   at.x,   at.y, scaled(2), colors_.city_dot};
    const double w = layout.width();
    const double h = layout.height();
    const double gap = radius_px + scaled(3);
    if (style.beside) {
      const bool right_first = scene_.language == Language::english;
      const PixelPos right{at.x + gap, at.y - h / 2};
      const PixelPos left{at.x - gap - w, at.y - h / 2};
      candidate.tops = {right_first ? right : left, right_first ? left : right,
                        PixelPos{at.x - w / 2, at.y - radius_px - h},
                        PixelPos{at.x - w / 2, at.y + radius_px}};
      candidate.request.option_count = 4;
    } else {
      candidate.tops[0] = {at.x - w / 2, at.y - h / 2};
    }
    const float pad = scaled(3);
    for (std::size_t i = 0; i < candidate.request.option_count; ++i) {
      PixelPos& top = candidate.tops[i];
      top = {std::round(top.x), std::round(top.y)};
      const auto x = static_cast<float>(top.x - left_);
      const auto y = static_cast<float>(top.y - top_);
      candidate.request.options[i] =
          Box{x - pad, y, x + static_cast<float>(w) + pad, y + static_cast<float>(h)};
    }
    candidates_.push_back(std::move(candidate));
  }

  // Pixels that the world's whole width measures at a position.
  [[nodiscard]] double width_scale(const geo::WebMercator& at) const {
    if (!is_globe_) return frame_.world_px;
    const Direction d = direction_of(at);
    return 2 * std::numbers::pi * frame_.mapping.radius_px() * std::hypot(d.x, d.y) *
           std::max(0.0, frame_.mapping.near_side(at));
  }

  void add_area(const LabelSource::Entry& entry, LabelStyle style, double widest_share) {
    const double width_px = entry.width * width_scale(entry.at);
    if (width_px < scaled(18)) return;
    for_each_copy(entry.at, [&](PixelPos at) {
      const typeset::Layout layout = lay_out(entry.place, style);
      if (layout.width() <= widest_share * width_px) {
        add(entry.place, at, style, layout, 0, LabelRequest::kNoOwner, false);
      }
    });
  }

  void add_countries() {
    for (const LabelSource::Entry& entry : layer_.source_.countries) {
      const double width_px = entry.width * width_scale(entry.at) / frame_.scale;
      LabelStyle style{12, typeset::Weight::bold, colors_.country_label, colors_.label_halo};
      if (width_px > 160) style.size_pt = 13;
      if (width_px > 420) style.size_pt = 15;
      if (frame_.style_zoom() > 6.5) style.color.a = 0.85f;
      add_area(entry, style, 1.15);
    }
  }

  void add_circles(std::span<const Circle> circles) {
    std::size_t named = 0;
    for (const Circle& circle : circles) {  // largest first
      for_each_copy(circle.at, [&](PixelPos at) {
        if (circle.is_cluster()) return add_cluster(circle, at);
        const bool is_new = mark_mentioned(circle.place);
        if (named >= max_candidates_ / 2) return;
        if (is_new) names_.insert(shown_name(circle.place));
        ++named;
        add_circle(circle, at);
      });
    }
  }

  // It has a number in it and no name.
  void add_cluster(const Circle& circle, PixelPos at) {
    const auto x = static_cast<float>(at.x - left_);
    const auto y = static_cast<float>(at.y - top_);
    obstacles_.push_back({Box{x, y, x, y}.grown(static_cast<float>(radius_px(circle, frame_)))});
  }

  void add_circle(const Circle& circle, PixelPos at) {
    const LabelStyle style{circle.radius_pt > 9 ? 13.0f : 12.0f, typeset::Weight::bold, colors_.mention_label,
                           colors_.label_halo, true};
    const double px = frame_.circle_scale();
    const PixelPos center{at.x + circle.offset_x_pt * px, at.y + circle.offset_y_pt * px};
    const auto radius = static_cast<float>(radius_px(circle, frame_));
    add(circle.place, center, style, lay_out(circle.place, style), radius, circle.place.value, false);
    if (obstacles_.size() >= kMaxObstacles || circle.style == PointStyle::soft) return;
    const auto x = static_cast<float>(center.x - left_);
    const auto y = static_cast<float>(center.y - top_);
    obstacles_.push_back({Box{x, y, x, y}.grown(radius * 0.8f), circle.place.value});
  }

  void add_waters() {
    const LabelStyle style{11.5f, typeset::Weight::regular, colors_.water_label, colors_.water_halo};
    for (const LabelSource::Entry& entry : layer_.source_.waters) {
      if (!is_mentioned(entry.place)) add_area(entry, style, 1.0);
    }
  }

  // Provinces with mentions are named as soon as they are wide enough; others from a zoom.
  void add_provinces() {
    LabelStyle style{11.5f, typeset::Weight::regular, colors_.admin1_label, colors_.label_halo};
    for (const LabelSource::Entry& entry : layer_.source_.provinces) {
      const bool mentioned = is_mentioned(entry.place);
      if (!mentioned && frame_.style_zoom() < kProvinceZoom) continue;
      if (candidates_.size() >= 2 * max_candidates_) break;
      const std::string_view name = shown_name(entry.place);
      if (names_.contains(name)) continue;  // its seat says it already
      names_.insert(name);
      style.color = mentioned ? colors_.country_label : colors_.admin1_label;
      add_area(entry, style, mentioned ? 1.3 : 1.0);
    }
  }

  // A city whose province of the same name is labelled needs no second label before there is room for both.
  [[nodiscard]] bool is_named_by_province(geo::PlaceId city) const {
    if (frame_.style_zoom() < kProvinceZoom || frame_.style_zoom() > kBothNamesZoom) return false;
    const geo::PlaceId province = layer_.gazetteer_->place(city).admin1;
    const std::string_view name = shown_name(city);
    return province.valid() && names_.contains(name) && shown_name(province) == name;
  }

  // The first line of the label.
  [[nodiscard]] std::string_view shown_name(geo::PlaceId id) const {
    const geo::Place place = layer_.gazetteer_->place(id);
    const bool latin = scene_.language == Language::english || place.name_ar.empty();
    return latin && !place.name.empty() ? place.name : place.name_ar;
  }

  void add_cities() {
    const double smallest = smallest_city(frame_.style_zoom());
    const double smallest_capital = smallest / 12;
    LabelStyle style{11.5f, typeset::Weight::regular, colors_.city_label, colors_.label_halo, true};
    std::size_t added = 0;
    for (const LabelSource::Entry& entry : layer_.source_.cities) {
      if (entry.weight < smallest_capital || added >= max_candidates_) break;
      if (entry.weight < (entry.capital ? smallest_capital : smallest)) continue;
      if (is_mentioned(entry.place) || is_named_by_province(entry.place)) continue;
      for_each_copy(entry.at, [&](PixelPos at) {
        ++added;
        add(entry.place, at, style, lay_out(entry.place, style), scaled(2), LabelRequest::kNoOwner, true);
      });
    }
  }

  std::vector<Label> place() {
    std::vector<LabelRequest> requests;
    requests.reserve(candidates_.size());
    for (const Candidate& candidate : candidates_)
      requests.push_back(candidate.request);
    const auto placed = place_labels(requests, obstacles_);
    std::vector<Label> labels;
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (placed[i] == kNotPlaced) continue;
      const PixelPos top = candidates_[i].tops[static_cast<std::size_t>(placed[i])];
      labels.push_back(std::move(candidates_[i].label));
      labels.back().x = top.x;
      labels.back().y = top.y;
    }
    return labels;
  }

  const LabelLayer& layer_;
  const Frame& frame_;
  const MapScene& scene_;
  const Palette& colors_;
  double left_ = 0, top_ = 0, right_ = 0, bottom_ = 0;  // the area of choice, as Label::x and y
  bool is_globe_ = false;
  std::size_t max_candidates_ = 0;
  // Of every place whether it is named as mentioned.
  std::vector<bool> mentioned_ = std::vector<bool>(layer_.gazetteer_->place_count());
  std::unordered_set<std::string_view> names_;  // of circles and provinces
  std::vector<Candidate> candidates_;
  std::vector<LabelObstacle> obstacles_;
};

void LabelLayer::update(const Frame& frame, const MapScene& scene, std::span<const Circle> circles) {
  const double cell = kCellPx * frame.scale;
  const PixelPos origin = origin_of(frame);
  const double share = frame.globe_share();
  const Key key{frame.world_px,
                share,
                share > 0 ? frame.mapping.center() : geo::WebMercator{},
                frame.scale,
                frame.picture,
                static_cast<std::int64_t>(std::floor(origin.x / cell)),
                static_cast<std::int64_t>(std::floor(origin.y / cell)),
                scene.revision,
                scene.theme,
                scene.language,
                text_->generation()};
  if (has_key_ && key == key_) return;
  if (!has_source_) {
    source_ = make_label_source(*gazetteer_);
    has_source_ = true;
  }
  labels_ = Chooser(*this, frame, scene, key).choose(circles);
  key_ = key;
  key_.atlas = text_->generation();
  has_key_ = true;
}

PixelPos LabelLayer::origin_of(const Frame& frame) {
  if (frame.globe_share() > 0) return {};
  return {frame.origin_x, frame.origin_y};
}

Box LabelLayer::box_of(const Label& label, const Frame& frame) {
  const PixelPos origin = origin_of(frame);
  const auto x = static_cast<float>(label.x - origin.x);
  const auto y = static_cast<float>(label.y - origin.y);
  return {x, y, x + label.layout.width(), y + label.layout.height()};
}

void LabelLayer::add_to(ShapeBatch& shapes, TextBatch& words, const Frame& frame,
                        std::span<const Box> panels) const {
  const auto halo = static_cast<float>(std::ceil(kHaloPt * frame.scale));
  const Box picture{0, 0, static_cast<float>(frame.picture.width), static_cast<float>(frame.picture.height)};
  const PixelPos origin = origin_of(frame);
  for (const Label& label : labels_) {
    const Box box = box_of(label, frame).grown(halo);
    if (!box.inside(picture)) continue;
    if (std::any_of(panels.begin(), panels.end(), [&](const Box& panel) { return panel.overlaps(box); }))
      continue;
    if (label.has_dot) {
      shapes.add_disc({label.dot_x - origin.x, label.dot_y - origin.y}, label.dot_radius, label.dot_color);
    }
    words.add(label.layout, label.x - origin.x, label.y - origin.y, label.color, label.halo);
  }
}

}  // namespace kharita::app::map
