#include "app/map/label_layer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <unordered_set>

#include "app/map/label_placement.h"
#include "app/map/water_layer.h"
#include "app/model/words.h"
#include "geo/threads.h"

namespace kharita::app::map {
namespace {

constexpr double kCellPx = 256;  // of the lattice, at scale 1
constexpr int kMarginCells = 2;  // around the picture: further than one label's choice reaches through others
// How many are looked at in a cell of the lattice, best first, so that the choice hangs on the place alone.
constexpr int kMaxCircles = 30;
constexpr int kMaxObstacles =
    10;  // circles that names of countries keep off; of smaller ones some lie under them
constexpr int kMaxProvinces = 10;
constexpr int kMaxCities = 14;
constexpr double kRepeatZoom = 5;  // from here areas are named again where their own name is out of sight
constexpr double kRepeatPt = 640;  // the distance between two such names, up to twice that
constexpr float kHaloPt = 1.5f;
constexpr double kRimShare = 0.16;  // of the way to the eye: what lies further back on the globe is not named
constexpr float kGuardPt = 8;       // how far from a circle without a name others keep
constexpr double kProvinceZoom = 4.9;  // from here provinces without mentions are named, too
constexpr double kBothNamesZoom = 7;   // from here a province and its seat of the same name are both named

void sort_by_weight(std::vector<LabelSource::Entry>& entries) {
  std::stable_sort(entries.begin(), entries.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
}

// Sets the names of inland waters on the lakes and rivers that are drawn: those that lie where the gazetteer
// says and are of a like size. A name whose water is not drawn is left out, as it would lie on bare land.
class InlandWaters {
 public:
  explicit InlandWaters(const geo::Waters& waters) : waters_(waters) {}

  void add(const LabelSource::Entry& entry, const geo::Place& place) {
    constexpr double kKmPerDeg = 111.2;
    const double radius_km = 0.5 * (place.bounds.north_deg - place.bounds.south_deg) * kKmPerDeg;
    if (is_lake(place)) {
      match_lakes(entry, place.location, radius_km);
    } else {
      match_rivers(entry, place.location, radius_km);
    }
  }

  // Nearest first, one name a lake; a river may bear another, where it is just that part of it.
  void add_to(std::vector<LabelSource::Entry>& out) {
    std::ranges::stable_sort(matches_, {}, &Match::km);
    std::unordered_set<std::uint32_t> named;
    std::unordered_set<std::uint64_t> taken;
    for (const Match& match : matches_) {
      if (named.contains(match.entry.place.value)) continue;
      constexpr double kSurelyKm = 20;
      const bool is_free = taken.insert(match.water).second;
      if (!is_free && (match.is_lake || match.km > kSurelyKm)) continue;
      named.insert(match.entry.place.value);
      out.push_back(match.entry);
    }
  }

 private:
  struct Match {
    LabelSource::Entry entry;
    double km = 0;  // how far the water lies from where its name is said to be
    bool is_lake = false;
    std::uint64_t water = 0;
  };

  static bool is_lake(const geo::Place& place) {
    return place.name.find("Lake") != std::string_view::npos || place.name_ar.starts_with("بحيرة") ||
           place.name.ends_with(" Sea") || place.name.ends_with("Kul");
  }

  void match_lakes(LabelSource::Entry entry, const geo::LatLon& at, double radius_km) {
    constexpr double kSmallestShare = 0.03;  // of the circle's area
    for (std::size_t i = 0; i < waters_.lake_count(); ++i) {
      if (waters_.lake_km2(i) < kSmallestShare * std::numbers::pi * radius_km * radius_km) break;
      const geo::LatLon label = waters_.lake_label(i);
      const double km = geo::distance_km(at, label);
      if (km > std::max(radius_km, 20.0)) continue;
      entry.at = geo::WebMercator::from(label);
      matches_.push_back({entry, km, true, i});
    }
  }

  void match_rivers(LabelSource::Entry entry, const geo::LatLon& at, double radius_km) {
    constexpr double kFarthestKm = 60;
    const int level = geo::kDetailLevels - 1;
    const geo::WebMercator said = geo::WebMercator::from(at);
    const double reach = mercator_reach(at, kFarthestKm);
    for (std::size_t i = 0; i < waters_.line_count(level); ++i) {
      const geo::WaterLine line = waters_.line(level, i);
      if (!line.is_river || line.length_km < 1.2 * radius_km || line.length_km > 14 * radius_km) continue;
      double nearest = kFarthestKm;
      for (const geo::MercatorGrid& p : line.points) {
        const geo::WebMercator position = p.to_mercator();
        if (std::abs(position.y - said.y) > reach) continue;
        const double dx = std::abs(position.x - said.x);
        if (std::min(dx, 1 - dx) > reach) continue;
        const double km = geo::distance_km(at, position.to_latlon());
        if (km >= nearest) continue;
        nearest = km;
        entry.at = position;
      }
      if (nearest >= kFarthestKm) continue;
      entry.zoom = river_zoom(line.length_km) + 0.5;
      matches_.push_back({entry, nearest, false, (std::uint64_t{1} << 32) + i});
    }
  }

  // What lies within so many kilometres of a position lies within so much of the map's width, along both
  // axes.
  static double mercator_reach(const geo::LatLon& at, double km) {
    constexpr double kKmAround = 40'030;
    const double degrees = km / kKmAround * 360;
    const double widest = std::min(std::abs(at.lat_deg()) + degrees, geo::kMercatorMaxLatDeg);
    return 1.01 * km / kKmAround / std::cos(widest * std::numbers::pi / 180);
  }

  const geo::Waters& waters_;
  std::vector<Match> matches_;
};

// How a kind of label is set.
struct LabelStyle {
  float size_pt = 11;
  typeset::Weight weight = typeset::Weight::regular;
  Color color;
  Color halo;
  bool beside = false;  // next to a point instead of centred on it
};

std::string name_of(const geo::Place& place, const MapScene& scene) {
  const std::string_view first = place_name(place, scene.language);
  if (scene.language != Language::both && !scene.style.both_names) return std::string(first);
  const std::string_view second = first == place.name ? place.name_ar : place.name;
  return second.empty() || second == first ? std::string(first) : fmt::format("{}\n{}", first, second);
}

}  // namespace

LabelSource make_label_source(const geo::Gazetteer& gazetteer) {
  LabelSource source;
  InlandWaters inland(gazetteer.boundaries().waters());
  const geo::Boundaries& boundaries = gazetteer.boundaries();
  const auto count = static_cast<std::uint32_t>(gazetteer.place_count());
  for (std::uint32_t i = 0; i < count; ++i) {
    const geo::Place place = gazetteer.place({i});
    LabelSource::Entry entry{place.id, geo::WebMercator::from(place.location), 0, 0, place.is_capital};
    switch (place.kind) {
      case geo::PlaceKind::country:
      case geo::PlaceKind::admin1: {
        entry.width = static_cast<float>(place.bounds.width_deg() / 360);
        if (place.area.valid()) entry.weight = static_cast<float>(boundaries.area_km2(place.area));
        auto& areas = place.kind == geo::PlaceKind::country ? source.countries : source.provinces;
        areas.push_back(entry);
        break;
      }
      case geo::PlaceKind::water:
        entry.width = static_cast<float>(place.bounds.width_deg() / 360);
        entry.weight = entry.width;
        if (boundaries.find(geo::AreaKind::country, place.location)) {
          inland.add(entry, place);
        } else {
          source.waters.push_back(entry);
        }
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
  inland.add_to(source.waters);
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
  std::array<PixelPos, LabelRequest::kMostOptions>
      tops;  // the layout's top left for each option, world pixels
};

// Collects the candidates of one choice, best first, and places them.
class LabelLayer::Chooser {
 public:
  Chooser(const LabelLayer& layer, const Frame& frame, const MapScene& scene, const Key& key)
      : layer_(layer), frame_(frame), scene_(scene), colors_(palette(scene.theme)), marked_(key.marked) {
    const double cell = kCellPx * frame.scale;
    columns_ = static_cast<int>(std::ceil(frame.picture.width / cell)) + 2 * kMarginCells + 1;
    rows_ = static_cast<int>(std::ceil(frame.picture.height / cell)) + 2 * kMarginCells + 1;
    left_ = static_cast<double>(key.cell_x - kMarginCells) * cell;
    top_ = static_cast<double>(key.cell_y - kMarginCells) * cell;
    right_ = left_ + columns_ * cell;
    bottom_ = top_ + rows_ * cell;
    is_globe_ = frame.globe_share() > 0;
  }

  std::vector<Label> choose(std::span<const Circle> circles) {
    // Places that are shown as mentioned are named as such, not a second time as what they are.
    for (const SceneArea& area : scene_.areas)
      mark_mentioned(area.place);
    add_marked();
    add_countries();
    add_circles(circles);
    add_waters();
    add_provinces();
    add_cities();
    add_repeated();
    return place();
  }

 private:
  void mark_mentioned(geo::PlaceId place) {
    if (place.value < mentioned_.size()) mentioned_[place.value] = true;
  }
  [[nodiscard]] bool is_mentioned(geo::PlaceId place) const {
    return place.value < mentioned_.size() && mentioned_[place.value];
  }

  // Lets so many into each cell of the lattice.
  class CellCounts {
   public:
    CellCounts(const Chooser& chooser, int most)
        : chooser_(chooser),
          most_(most),
          counts_(static_cast<std::size_t>(chooser.columns_) * static_cast<std::size_t>(chooser.rows_)) {}
    bool admit(PixelPos at) {
      const double cell = kCellPx * chooser_.frame_.scale;
      const int column =
          std::clamp(static_cast<int>((at.x - chooser_.left_) / cell), 0, chooser_.columns_ - 1);
      const int row = std::clamp(static_cast<int>((at.y - chooser_.top_) / cell), 0, chooser_.rows_ - 1);
      return counts_[static_cast<std::size_t>(row * chooser_.columns_ + column)]++ < most_;
    }

   private:
    const Chooser& chooser_;
    int most_;
    std::vector<int> counts_;
  };

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
    return layer_.text_->layout(name_of(layer_.gazetteer_->place(place), scene_), words, options);
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
      const double above = at.y - radius_px - h;
      const double below = at.y + radius_px;
      const double near_x = radius_px * 0.7 + scaled(2);  // of a corner: the circle is round
      const PixelPos right_above{at.x + near_x, above + radius_px * 0.3};
      const PixelPos left_above{at.x - near_x - w, above + radius_px * 0.3};
      const PixelPos right_below{at.x + near_x, below - radius_px * 0.3};
      const PixelPos left_below{at.x - near_x - w, below - radius_px * 0.3};
      candidate.tops = {right_first ? right : left,
                        right_first ? left : right,
                        PixelPos{at.x - w / 2, above},
                        PixelPos{at.x - w / 2, below},
                        right_first ? right_above : left_above,
                        right_first ? right_below : left_below,
                        right_first ? left_above : right_above,
                        right_first ? left_below : right_below};
      candidate.request.option_count = LabelRequest::kMostOptions;
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

  // The place that was looked for takes its room before all others: what else wants it keeps off.
  void add_marked() {
    if (marked_.value >= layer_.gazetteer_->place_count()) return;
    const geo::Place place = layer_.gazetteer_->place(marked_);
    const LabelStyle style{13, typeset::Weight::bold, colors_.mention_label, colors_.label_halo,
                           !place.area.valid()};
    for_each_copy(geo::WebMercator::from(place.location), [&](PixelPos at) {
      add(marked_, at, style, lay_out(marked_, style), scaled(kFoundRingPt), LabelRequest::kNoOwner, false);
    });
    sure_ = candidates_.size();
  }

  void add_area(const LabelSource::Entry& entry, LabelStyle style, double widest_share,
                CellCounts* counts = nullptr) {
    if (entry.place == marked_) return;
    const double width_px = entry.width * width_scale(entry.at);
    if (width_px < scaled(18)) return;
    for_each_copy(entry.at, [&](PixelPos at) {
      if (counts != nullptr && !counts->admit(at)) return;
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

  // By what is mentioned most; of equals a place before an area without a border. Both come sorted by it, all
  // areas first (arrange in point_layer.h).
  void add_circles(std::span<const Circle> circles) {
    const auto is_soft = [](const Circle& circle) { return circle.style == PointStyle::soft; };
    const auto middle = std::ranges::partition_point(circles, is_soft);
    std::span<const Circle> areas(circles.begin(), middle);
    std::span<const Circle> places(middle, circles.end());
    CellCounts named(*this, kMaxCircles);
    CellCounts large(*this, kMaxObstacles);
    while (!areas.empty() || !places.empty()) {
      const bool area_next =
          places.empty() || (!areas.empty() && areas.front().amount > places.front().amount);
      std::span<const Circle>& next = area_next ? areas : places;
      add_circle_copies(next.front(), named, large);
      next = next.subspan(1);
    }
  }

  void add_circle_copies(const Circle& circle, CellCounts& named, CellCounts& large) {
    for_each_copy(circle.at, [&](PixelPos at) {
      if (circle.is_cluster()) return add_cluster(circle, at);
      mark_mentioned(circle.place);
      if (circle.style != PointStyle::soft && large.admit(at)) add_obstacle(circle, at);
      if (!named.admit(at)) return guard(circle, at);
      circle_names_.insert(shown_name(circle.place));
      add_circle(circle, at);
    });
  }

  // A name beside a circle that has none would be taken for its own. Of small circles among many it is one of
  // them anyway.
  void guard(const Circle& circle, PixelPos at) {
    constexpr int kMostGuarded = 500;
    if (circle.style == PointStyle::soft || ++guarded_ > kMostGuarded) return;
    Candidate candidate;
    candidate.request.option_count = 0;
    candidate.request.guard = guard_of(circle, at);
    candidates_.push_back(std::move(candidate));
  }
  [[nodiscard]] Box guard_of(const Circle& circle, PixelPos at) const {
    return around(circle, at, static_cast<float>(radius_px(circle, frame_)) + scaled(kGuardPt));
  }
  // The square of so many pixels each way around a circle's middle.
  [[nodiscard]] Box around(const Circle& circle, PixelPos at, float px) const {
    const double scale = frame_.circle_scale();
    const auto x = static_cast<float>(at.x + circle.offset_x_pt * scale - left_);
    const auto y = static_cast<float>(at.y + circle.offset_y_pt * scale - top_);
    return Box{x, y, x, y}.grown(px);
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
    if (circle.place == marked_) return;
    const double px = frame_.circle_scale();
    const PixelPos center{at.x + circle.offset_x_pt * px, at.y + circle.offset_y_pt * px};
    add(circle.place, center, style, lay_out(circle.place, style),
        static_cast<float>(radius_px(circle, frame_)), circle.place.value, false);
    if (circle.style != PointStyle::soft) candidates_.back().request.guard = guard_of(circle, at);
  }

  void add_obstacle(const Circle& circle, PixelPos at) {
    obstacles_.push_back(
        {around(circle, at, 0.8f * static_cast<float>(radius_px(circle, frame_))), circle.place.value});
  }

  void add_waters() {
    const LabelStyle style{11.5f, typeset::Weight::regular, colors_.water_label, colors_.water_halo};
    for (const LabelSource::Entry& entry : layer_.source_.waters) {
      if (frame_.style_zoom() < entry.zoom) continue;
      if (!is_mentioned(entry.place)) add_area(entry, style, 1.0);
    }
  }

  // Provinces with mentions are named as soon as they are wide enough; others from a zoom.
  void add_provinces() {
    LabelStyle style{11.5f, typeset::Weight::regular, colors_.admin1_label, colors_.label_halo};
    CellCounts named(*this, kMaxProvinces);
    for (const LabelSource::Entry& entry : layer_.source_.provinces) {
      const bool mentioned = is_mentioned(entry.place);
      if (!mentioned && frame_.style_zoom() < kProvinceZoom) continue;
      const std::string_view name = shown_name(entry.place);
      if (circle_names_.contains(name)) continue;  // its seat says it already
      province_names_.insert(name);
      style.color = mentioned ? colors_.country_label : colors_.admin1_label;
      add_area(entry, style, mentioned ? 1.3 : 1.0, &named);
    }
  }

  // A city whose province of the same name is labelled needs no second label before there is room for both.
  [[nodiscard]] bool is_named_by_province(geo::PlaceId city) const {
    if (frame_.style_zoom() < kProvinceZoom || frame_.style_zoom() > kBothNamesZoom) return false;
    const geo::PlaceId province = layer_.gazetteer_->place(city).admin1;
    const std::string_view name = shown_name(city);
    const bool is_named = circle_names_.contains(name) || province_names_.contains(name);
    return province.valid() && is_named && shown_name(province) == name;
  }

  // The first line of the label.
  [[nodiscard]] std::string_view shown_name(geo::PlaceId id) const {
    return place_name(layer_.gazetteer_->place(id), scene_.language);
  }

  void add_cities() {
    const double smallest = smallest_city(frame_.style_zoom());
    const double smallest_capital = smallest / 12;
    LabelStyle style{11.5f, typeset::Weight::regular, colors_.city_label, colors_.label_halo, true};
    CellCounts named(*this, kMaxCities);
    for (const LabelSource::Entry& entry : layer_.source_.cities) {
      if (entry.weight < smallest_capital) break;
      if (entry.weight < (entry.capital ? smallest_capital : smallest)) continue;
      if (is_mentioned(entry.place) || entry.place == marked_) continue;
      for_each_copy(entry.at, [&](PixelPos at) {
        if (is_named_by_province(entry.place) || !named.admit(at)) return;
        add(entry.place, at, style, lay_out(entry.place, style), scaled(2), LabelRequest::kNoOwner, true);
      });
    }
  }

  // Countries and provinces whose own name is out of sight are named where a lattice over the world, which
  // halves with each whole zoom, meets them. Mercator alone: the globe shows areas whole.
  void add_repeated() {
    if (is_globe_ || frame_.style_zoom() < kRepeatZoom) return;
    const double pitch =
        2 * kRepeatPt / kWorldPx * std::exp2(-std::floor(frame_.style_zoom()) - 1);  // of the world
    const double pitch_px = pitch * frame_.world_px;
    const LabelStyle country{13, typeset::Weight::bold, colors_.country_label.with_alpha(0.85f),
                             colors_.label_halo};
    const LabelStyle province{11.5f, typeset::Weight::regular, colors_.admin1_label, colors_.label_halo};
    for (double row = std::floor(top_ / pitch_px); row * pitch_px <= bottom_; ++row) {
      const double shift = std::fmod(row, 2) == 0 ? 0.25 : 0.75;
      for (double column = std::floor(left_ / pitch_px) - 1; column * pitch_px <= right_; ++column) {
        const PixelPos at{(column + shift) * pitch_px, (row + 0.5) * pitch_px};
        repeat(geo::AreaKind::country, at, pitch_px, country);
        repeat(geo::AreaKind::admin1, {at.x + 0.5 * pitch_px, at.y}, pitch_px, province);
      }
    }
  }

  [[nodiscard]] std::optional<geo::AreaId> area_at(geo::AreaKind kind, PixelPos at) const {
    const geo::WebMercator p{at.x / frame_.world_px, at.y / frame_.world_px};
    if (p.y < 0 || p.y > 1) return std::nullopt;
    return layer_.gazetteer_->boundaries().find(kind, p.to_latlon());
  }

  // Names the area at a position, if the name fits into it there and does not stand near already.
  void repeat(geo::AreaKind kind, PixelPos at, double pitch_px, const LabelStyle& style) {
    const auto area = area_at(kind, at);
    if (!area) return;
    const auto own = geo::WebMercator::from(layer_.gazetteer_->boundaries().label_point(*area));
    const double dx = std::remainder(own.x * frame_.world_px - at.x, frame_.world_px);
    if (std::hypot(dx, own.y * frame_.world_px - at.y) < 0.6 * pitch_px) return;
    const auto place = layer_.gazetteer_->place_of(*area);
    if (!place) return;
    const typeset::Layout layout = lay_out(*place, style);
    const double half = 0.5 * layout.width();
    if (area_at(kind, {at.x - half, at.y}) != area || area_at(kind, {at.x + half, at.y}) != area) return;
    add(*place, at, style, layout, 0, LabelRequest::kNoOwner, false);
  }

  // The first `sure_` candidates get their first option, the others what is left.
  std::vector<Label> place() {
    for (std::size_t i = 0; i < sure_; ++i)
      obstacles_.push_back({candidates_[i].request.options[0]});
    std::vector<LabelRequest> requests;
    requests.reserve(candidates_.size() - sure_);
    for (std::size_t i = sure_; i < candidates_.size(); ++i)
      requests.push_back(candidates_[i].request);
    std::vector<std::int8_t> placed(sure_, 0);
    const auto others = place_labels(requests, obstacles_);
    placed.insert(placed.end(), others.begin(), others.end());
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
  geo::PlaceId marked_;
  std::size_t sure_ = 0;  // of candidates_: those of marked_
  bool is_globe_ = false;
  int guarded_ = 0;             // circles that were no candidates
  int columns_ = 0, rows_ = 0;  // cells of it
  // Of every place whether it is named as mentioned.
  std::vector<bool> mentioned_ = std::vector<bool>(layer_.gazetteer_->place_count());
  std::unordered_set<std::string_view> circle_names_;
  std::unordered_set<std::string_view> province_names_;
  std::vector<Candidate> candidates_;
  std::vector<LabelObstacle> obstacles_;
};

LabelLayer::LabelLayer(const geo::Gazetteer& gazetteer, typeset::TextEngine& text)
    : gazetteer_(&gazetteer),
      text_(&text),
      making_source_(in_background([&gazetteer] { return make_label_source(gazetteer); })) {}

void LabelLayer::update(const Frame& frame, const MapScene& scene, std::span<const Circle> circles,
                        geo::PlaceId marked) {
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
                marked,
                text_->generation()};
  if (has_key_ && key == key_) return;
  if (making_source_.valid()) source_ = making_source_.get();
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
                        std::span<const Box> taken) const {
  const auto halo = static_cast<float>(std::ceil(kHaloPt * frame.scale));
  const Box picture{0, 0, static_cast<float>(frame.picture.width), static_cast<float>(frame.picture.height)};
  const PixelPos origin = origin_of(frame);
  for (const Label& label : labels_) {
    const Box box = box_of(label, frame).grown(halo);
    if (!box.inside(picture)) continue;
    if (std::any_of(taken.begin(), taken.end(), [&](const Box& other) { return other.overlaps(box); }))
      continue;
    if (label.has_dot) {
      shapes.add_disc({label.dot_x - origin.x, label.dot_y - origin.y}, label.dot_radius, label.dot_color);
    }
    words.add(label.layout, label.x - origin.x, label.y - origin.y, label.color, label.halo);
  }
}

}  // namespace kharita::app::map
