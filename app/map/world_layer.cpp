#include "app/map/world_layer.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "app/map/canvas.h"

namespace kharita::app::map {
namespace {

// The level whose error stays under a pixel: neighbours share it, so it does not show, and a finer one costs
// twice the time.
int level_for(const Frame& frame) {
  const double px_per_step = kWorldPx * std::exp2(frame.zoom) / geo::MercatorGrid::kSize;
  return std::clamp(geo::Boundaries::level_for(2.0 / px_per_step), 0, geo::kDetailLevels - 1);
}

constexpr std::size_t kMostOutlined = 300;  // provinces
constexpr float kOutlinedPt = 1.3f;

// Whether a line lies on the edge of an area: on one side it, or a part of it, on the other side none.
bool on_edge(const geo::BorderLine& line, geo::AreaId area, const geo::Boundaries& boundaries) {
  const auto within = [&](geo::AreaId side) {
    return side.valid() && (side == area || boundaries.country_of(side) == area);
  };
  return within(line.left) != within(line.right);
}

}  // namespace

std::vector<std::uint32_t> tint_amounts(std::span<const SceneArea> areas, const StyleOptions& style,
                                        const geo::Boundaries& boundaries) {
  std::vector<std::uint32_t> amounts;
  amounts.reserve(areas.size());
  std::unordered_map<std::uint32_t, std::uint32_t> of_country;
  for (const SceneArea& area : areas) {
    amounts.push_back(amount_of(area, style.measure));
    if (style.style == MapStyle::areas) continue;
    if (boundaries.kind(area.area) == geo::AreaKind::country) {
      of_country.emplace(area.area.value, amounts.back());
    } else if (const auto country = of_country.find(boundaries.country_of(area.area).value);
               country != of_country.end()) {
      amounts.back() += country->second;
    }
  }
  return amounts;
}

Result<WorldLayer> WorldLayer::create(const geo::Gazetteer& gazetteer, const std::filesystem::path& shaders) {
  auto globe = GlobeLayer::create(shaders);
  if (!globe) return tl::unexpected(globe.error());
  auto areas = AreaPainter::create(shaders);
  if (!areas) return tl::unexpected(areas.error());
  auto lines = LinePainter::create(shaders);
  if (!lines) return tl::unexpected(lines.error());
  auto mentions = MentionLayer::create(gazetteer, shaders);
  if (!mentions) return tl::unexpected(mentions.error());
  return WorldLayer(gazetteer, std::move(*globe), std::move(*areas), std::move(*lines), std::move(*mentions));
}

WorldLayer::WorldLayer(const geo::Gazetteer& gazetteer, GlobeLayer globe, AreaPainter areas,
                       LinePainter lines, MentionLayer mentions)
    : gazetteer_(&gazetteer),
      globe_(std::move(globe)),
      waters_(gazetteer.boundaries().waters()),
      area_painter_(std::move(areas)),
      line_painter_(std::move(lines)),
      mentions_(std::move(mentions)) {}

WorldLayer::Level& WorldLayer::level(int index, bool bent) {
  Level& level = (bent ? bent_levels_ : levels_)[static_cast<std::size_t>(index)];
  if (level.ready) return level;
  std::vector<geo::AreaId> areas = land_areas(boundaries(), index);
  level.land = areas.size();
  level.ranges_of.resize(boundaries().area_count());
  for (std::uint32_t i = 0; i < level.land; ++i)
    level.ranges_of[areas[i].value].push_back(i);
  for (std::uint32_t i = 0; i < boundaries().area_count(); ++i) {
    if (boundaries().kind({i}) != geo::AreaKind::admin1) continue;
    auto& own = level.ranges_of[i];
    if (own.empty()) {
      own.push_back(static_cast<std::uint32_t>(areas.size()));
      areas.push_back({i});
    } else if (const geo::AreaId country = boundaries().country_of({i}); country.valid()) {
      level.ranges_of[country.value].push_back(own.front());
    }
  }
  std::vector<geo::AreaMesh> meshes;
  for (const geo::AreaId area : areas)
    meshes.push_back(boundaries().mesh(area, index));
  level.areas.upload(pack_areas(meshes, index, bent));
  std::vector<geo::BorderLine> lines;
  for (std::size_t i = 0; i < boundaries().line_count(index); ++i)
    lines.push_back(boundaries().line(index, i));
  level.lines.upload(pack_lines(lines, index, bent));
  level.ready = true;
  return level;
}

bool WorldLayer::set_scene(const MapScene& scene) {
  if (has_scene_ && revision_ == scene.revision) return false;
  mentions_.set_scene(scene);
  areas_ = scene.areas;
  const bool tints = scene.style.style != MapStyle::heat && scene.style.style != MapStyle::arcs;
  std::erase_if(areas_, [&](const SceneArea& area) { return !area.area.valid() || !tints; });
  std::stable_partition(areas_.begin(), areas_.end(), [&](const SceneArea& area) {
    return boundaries().kind(area.area) == geo::AreaKind::country;
  });
  amounts_ = tint_amounts(areas_, scene.style, boundaries());
  outlined_.clear();
  for (std::size_t i = 0; i < areas_.size() && outlined_.size() < kMostOutlined; ++i) {
    if (amounts_[i] != amount_of(areas_[i], scene.style.measure)) outlined_.push_back(areas_[i].area);
  }
  provinces_of_countries_ = !outlined_.empty();
  const Classing classing = scene.style.style == MapStyle::areas ? scene.style.classing : Classing::quantiles;
  classes_ = classify(amounts_, classing);
  tints_level_ = -1;
  revision_ = scene.revision;
  has_scene_ = true;
  return true;
}

void WorldLayer::draw_tints(const Frame& frame, int level_index, bool bent, Theme theme) {
  const Level& shown = level(level_index, bent);
  if (tints_level_ != level_index || tints_bent_ != bent || tints_theme_ != theme) {
    tints_.resize(areas_.size());
    for (std::size_t i = 0; i < areas_.size(); ++i) {
      tints_[i].color = palette(theme).area[classes_.color_of(classes_.class_of(amounts_[i]))];
      tints_[i].ranges = shown.ranges_of[areas_[i].area.value];
    }
    tints_level_ = level_index;
    tints_bent_ = bent;
    tints_theme_ = theme;
  }
  area_painter_.fill_each(shown.areas, frame, tints_);
}

void WorldLayer::draw_borders(const Frame& frame, const LineBatch& lines, Theme theme) {
  const Palette& colors = palette(theme);
  const double zoom = frame.style_zoom();
  const float near = ramp(zoom, 2, 6);
  const Color admin1 = colors.admin1_border.with_alpha(ramp(zoom, 3.0, 4.6));
  line_painter_.draw(lines, frame, geo::BorderKind::admin1, {admin1, 0.7f + 0.4f * near});
  line_painter_.draw(lines, frame, geo::BorderKind::coast, {colors.coast, 0.8f + 0.3f * near});
  line_painter_.draw(lines, frame, geo::BorderKind::country, {colors.country_border, 0.8f + 0.7f * near});
  line_painter_.draw(lines, frame, geo::BorderKind::disputed,
                     {colors.disputed_border, 0.8f + 0.6f * near, 4.5f, 3.5f});
}

void WorldLayer::draw(const Frame& frame, Theme theme, bool transparent) {
  const Palette& colors = palette(theme);
  const int level_index = level_for(frame);
  const bool bent = frame.globe_share() > 0;
  Level& shown = level(level_index, bent);
  begin_layer(frame, "land");
  if (!transparent) globe_.draw_sea(frame, colors, area_painter_);
  area_painter_.fill(shown.areas, shown.land, frame, colors.land);
  begin_layer(frame, "areas");
  draw_tints(frame, level_index, bent, theme);
  begin_layer(frame, "water");
  waters_.draw(frame, colors, level_index, bent, area_painter_, line_painter_);
  mentions_.draw_below_borders(frame, theme);
  begin_layer(frame, "borders");
  globe_.draw_graticule(frame, colors, line_painter_);
  draw_borders(frame, shown.lines, theme);
  draw_outlines(frame, outlined_, colors.area_outline.with_alpha(0.85f), kOutlinedPt);
  if (!transparent) globe_.draw_rim(frame, colors);
  begin_layer(frame, "mentions");
  mentions_.draw_above_borders(frame, theme);
}

void WorldLayer::draw_outlines(const Frame& frame, std::span<const geo::AreaId> areas, const Color& color,
                               float width_pt) {
  if (areas.empty()) return;
  const int level_index = level_for(frame);
  const bool bent = frame.globe_share() > 0;
  auto outline =
      std::ranges::find_if(outlines_, [&](const Outline& o) { return std::ranges::equal(o.areas, areas); });
  if (outline == outlines_.end()) {
    outline = outlines_.begin() + static_cast<std::ptrdiff_t>(next_outline_);
    next_outline_ = (next_outline_ + 1) % outlines_.size();
    *outline = {};
    outline->areas.assign(areas.begin(), areas.end());
  }
  auto& lines = (bent ? outline->bent_lines : outline->lines)[static_cast<std::size_t>(level_index)];
  if (!lines.ready) lines = {true, pack_outline(areas, level_index, bent)};
  line_painter_.draw(lines.batch, frame, geo::BorderKind::country, {color, width_pt});
}

LineBatch WorldLayer::pack_outline(std::span<const geo::AreaId> areas, int level_index, bool bent) const {
  std::vector<geo::BorderLine> lines;
  const auto edges_one = [&](const geo::BorderLine& line) {
    return std::ranges::any_of(
        areas, [&](geo::AreaId area) { return area.valid() && on_edge(line, area, boundaries()); });
  };
  for (std::size_t i = 0; i < boundaries().line_count(level_index); ++i) {
    geo::BorderLine line = boundaries().line(level_index, i);
    if (line.kind == geo::BorderKind::disputed || !edges_one(line)) continue;
    line.kind = geo::BorderKind::country;  // one kind: one style
    lines.push_back(line);
  }
  LineBatch batch;
  batch.upload(pack_lines(lines, level_index, bent));
  return batch;
}

geo::PlaceId WorldLayer::area_at(const geo::LatLon& position) const {
  for (const geo::AreaKind kind : {geo::AreaKind::admin1, geo::AreaKind::country}) {
    const auto area = boundaries().find(kind, position);
    if (!area) continue;
    const auto shown =
        std::find_if(areas_.begin(), areas_.end(), [&](const SceneArea& a) { return a.area == *area; });
    if (shown != areas_.end()) return shown->place;
  }
  return {};
}

}  // namespace kharita::app::map
