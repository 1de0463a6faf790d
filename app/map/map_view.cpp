#include "app/map/map_view.h"

#include <algorithm>
#include <cmath>

#include "app/map/batch.h"
#include "app/map/decoration.h"
#include "app/map/gl/target.h"
#include "app/map/label_layer.h"
#include "app/map/picking.h"
#include "app/map/picture.h"
#include "app/map/world_layer.h"

namespace kharita::app::map {
namespace {

constexpr double kPickTolerancePt = 6;
constexpr float kRingGapPt = 3;
constexpr float kRingWidthPt = 2.25f;
constexpr float kFoundRingPt = 13;  // around a place that was looked for

// The state that the map draws with, whatever was set before.
void set_drawing_state() {
  glDisable(GL_DEPTH_TEST);
  glDisable(GL_STENCIL_TEST);
  glDisable(GL_CULL_FACE);
  glDisable(GL_SCISSOR_TEST);
  glDisable(GL_FRAMEBUFFER_SRGB);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glPolygonMode(GL_FRONT_AND_BACK, GL_FILL);
}

// What the picture without words depends on beside where the camera stands.
struct WorldKey {
  double world_px = 0;
  double globe_share = 0;
  geo::WebMercator globe_center;  // of the globe, which cannot be scrolled
  double scale = 0;
  PixelSize size;
  Theme theme = Theme::dark;
  bool transparent = false;
  std::uint64_t content = 0;
  friend bool operator==(const WorldKey&, const WorldKey&) = default;
};

// What the whole picture but the rings depends on.
struct PictureKey {
  WorldKey world;
  double origin_x = 0;
  double origin_y = 0;
  Language language = Language::arabic;
  Decorations decorations;
  std::string filter_words;
  std::string counts_words;
  std::uint32_t atlas = 0;
  friend bool operator==(const PictureKey&, const PictureKey&) = default;
};

PixelRect whole(PixelSize size) {
  return {0, 0, size.width, size.height};
}

// Copies a framebuffer's pixels, `from` and `to` being lower left corners.
void copy_pixels(GLuint from_framebuffer, GLuint to_framebuffer, int from_x, int from_y, int to_x, int to_y,
                 PixelSize size) {
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from_framebuffer);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, to_framebuffer);
  glBlitFramebuffer(from_x, from_y, from_x + size.width, from_y + size.height, to_x, to_y, to_x + size.width,
                    to_y + size.height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
}

}  // namespace

struct MapView::Impl {
  const geo::Gazetteer* gazetteer;
  typeset::TextEngine* text;
  WorldLayer world;
  ShapeBatch shapes;
  TextBatch words;
  LabelLayer labels;
  DecorationLayer decoration;

  // The world as last drawn, the one that the next is scrolled into, and the picture with words.
  gl::Target world_target;
  gl::Target scroll_target;
  gl::Target part_target;
  gl::Target picture_target;
  bool world_valid = false;
  bool world_exact = false;  // drawn by parts, none of it moved
  bool picture_valid = false;
  WorldKey world_key;
  double world_origin_x = 0;
  double world_origin_y = 0;
  PictureKey picture_key;
  std::uint64_t content = 0;              // counts the scenes taken up
  std::vector<geo::AreaId> marked_areas;  // reused from frame to frame

  void take_scene(const MapScene& scene) {
    if (world.set_scene(scene)) ++content;
  }

  // Draws the frame's region of the world into the bound framebuffer, from (x, y) of its lower left corner
  // on.
  void draw_world(const Frame& frame, int x, int y, const WorldKey& key) {
    const PixelRect& region = frame.region;
    if (region.width <= 0 || region.height <= 0) return;
    glViewport(x, y, region.width, region.height);
    glEnable(GL_SCISSOR_TEST);
    glScissor(x, y, region.width, region.height);
    const Color sea = key.transparent ? Color{0, 0, 0, 0} : palette(key.theme).sea;
    glClearColor(sea.r, sea.g, sea.b, sea.a);
    glClear(GL_COLOR_BUFFER_BIT);
    world.draw(frame, key.theme, key.transparent);
    glDisable(GL_SCISSOR_TEST);
  }

  // The whole world, part by part. Each is drawn at the same place of the same framebuffer and then put where
  // it belongs: how a triangle's edge is rounded hangs on where it lies.
  void draw_world_by_parts(const Camera& camera, const WorldKey& key) {
    for (const PixelRect& part : picture_parts(key.size)) {
      glBindFramebuffer(GL_FRAMEBUFFER, part_target.framebuffer());
      draw_world(Frame(camera, key.scale, part), 0, 0, key);
      copy_pixels(part_target.framebuffer(), world_target.framebuffer(), 0, 0, part.x,
                  key.size.height - part.y - part.height, {part.width, part.height});
    }
  }

  // Draws a rectangle of the world where it lies.
  void draw_strip(const Camera& camera, const WorldKey& key, PixelRect strip) {
    glBindFramebuffer(GL_FRAMEBUFFER, world_target.framebuffer());
    draw_world(Frame(camera, key.scale, strip), strip.x, key.size.height - strip.y - strip.height, key);
  }

  // Moves what was drawn by whole pixels and draws only what came into view.
  void scroll_world(const Camera& camera, const WorldKey& key, int dx, int dy) {
    const PixelSize size = world_target.size();
    const PixelSize kept{size.width - std::abs(dx), size.height - std::abs(dy)};
    // The content moves by (-dx, -dy) in the picture, whose y points down, the framebuffer's up.
    copy_pixels(world_target.framebuffer(), scroll_target.framebuffer(), std::max(dx, 0), std::max(-dy, 0),
                std::max(-dx, 0), std::max(dy, 0), kept);
    std::swap(world_target, scroll_target);
    const int strip_x = dx > 0 ? kept.width : 0;
    const int strip_y = dy > 0 ? kept.height : 0;
    draw_strip(camera, key, {strip_x, 0, std::abs(dx), size.height});
    draw_strip(camera, key, {dx < 0 ? -dx : 0, strip_y, kept.width, std::abs(dy)});
  }

  void update_world(const Frame& frame, const Camera& camera, const WorldKey& key) {
    const double dx = frame.origin_x - world_origin_x;
    const double dy = frame.origin_y - world_origin_y;
    const bool same = world_valid && key == world_key;
    const bool still = dx == 0 && dy == 0;
    if (same && still && world_exact) return;
    if (same && !still && std::abs(dx) < key.size.width / 2.0 && std::abs(dy) < key.size.height / 2.0) {
      scroll_world(camera, key, static_cast<int>(dx), static_cast<int>(dy));
      world_exact = false;
    } else {
      draw_world_by_parts(camera, key);
      world_exact = true;
    }
    world_valid = true;
    world_key = key;
    world_origin_x = frame.origin_x;
    world_origin_y = frame.origin_y;
  }

  // Labels and decorations over the bound framebuffer and viewport.
  void draw_words(const Frame& frame, const MapScene& scene, const Decorations& decorations) {
    // The chooser may make the atlas anew, which the words chosen before it do not survive: then once more.
    for (int attempt = 0; attempt < 2; ++attempt) {
      const std::uint32_t atlas = text->generation();
      labels.update(frame, scene, world.circles());
      shapes.clear();
      words.clear();
      const std::vector<Box> panels = measure_panels(frame, scene, decorations);
      shapes.clear();
      words.clear();
      labels.add_to(shapes, words, frame, panels);
      if (text->generation() == atlas) break;
    }
    shapes.draw(frame);
    words.draw(frame, *text);
    shapes.clear();
    words.clear();
    decoration.add_to(shapes, words, frame, scene, decorations, legend(scene));
    shapes.draw(frame);
    words.draw(frame, *text);
  }

  std::vector<Box> measure_panels(const Frame& frame, const MapScene& scene, const Decorations& decorations) {
    return decoration.add_to(shapes, words, frame, scene, decorations, legend(scene));
  }

  [[nodiscard]] LegendContent legend(const MapScene& scene) const {
    LegendContent content_shown;
    content_shown.areas = world.classes();
    for (const ScenePoint& point : scene.points)
      content_shown.most = std::max(content_shown.most, point.mentions);
    content_shown.sizes = legend_sizes(content_shown.most);
    content_shown.largest_pt = largest_radius(content_shown.most, scene.points.size());
    for (const Circle& circle : world.circles()) {
      content_shown.doubtful = content_shown.doubtful || circle.style == PointStyle::hollow;
      content_shown.soft = content_shown.soft || circle.style == PointStyle::soft;
    }
    content_shown.disputed = true;
    return content_shown;
  }

  // Rings around the selected places and the hovered one.
  void draw_hovered(const Frame& frame, const MapScene& scene) {
    const Palette& colors = palette(scene.theme);
    draw_marks_of(frame, std::span(&scene.hovered, scene.hovered.valid() ? 1U : 0U), colors.hovered);
    draw_found(frame, scene.marked, colors);
  }
  void draw_selected(const Frame& frame, const MapScene& scene) {
    draw_marks_of(frame, scene.selection, palette(scene.theme).selected);
  }

  // A place that was looked for: its edges, or a ring with a dot, whether it is mentioned or not.
  void draw_found(const Frame& frame, geo::PlaceId id, const Palette& colors) {
    if (id.value >= gazetteer->place_count()) return;
    const geo::Place place = gazetteer->place(id);
    if (place.area.valid())
      return world.draw_outlines(frame, std::span(&place.area, 1), colors.hovered, kRingWidthPt);
    const auto at = geo::WebMercator::from(place.location);
    if (!frame.visible(at)) return;
    const auto px = static_cast<float>(frame.scale);
    const auto copies = frame.copies(kFoundRingPt * frame.scale);
    shapes.clear();
    for (int copy = copies.first; copy <= copies.last; ++copy) {
      const PixelPos center = frame.to_pixel(at, copy);
      shapes.add_disc(center, kFoundRingPt * px, colors.hovered.with_alpha(0), kRingWidthPt * px,
                      colors.hovered);
      shapes.add_disc(center, kRingWidthPt * px, colors.hovered, 0, colors.hovered);
    }
    shapes.draw(frame);
  }

  // `places` ascend. Those with a circle get a ring; countries and provinces have their edges drawn.
  void draw_marks_of(const Frame& frame, std::span<const geo::PlaceId> places, const Color& color) {
    if (places.empty()) return;
    marked_areas.clear();
    for (const geo::PlaceId place : places) {
      if (place.value >= gazetteer->place_count()) continue;
      if (const geo::AreaId area = gazetteer->place(place).area; area.valid()) marked_areas.push_back(area);
    }
    world.draw_outlines(frame, marked_areas, color, kRingWidthPt);
    const auto scale = static_cast<float>(frame.scale);
    const auto copies = frame.copies(3 * kMaxPointRadius * frame.scale);
    shapes.clear();
    for (const Circle& circle : world.circles()) {
      if (!std::binary_search(places.begin(), places.end(), circle.place) || !frame.visible(circle.at))
        continue;
      const float radius =
          circle.radius_pt * static_cast<float>(frame.circle_scale()) + (kRingGapPt + kRingWidthPt) * scale;
      for (int copy = copies.first; copy <= copies.last; ++copy) {
        shapes.add_disc(center_of(circle, frame, copy), radius, color.with_alpha(0), kRingWidthPt * scale,
                        color);
      }
    }
    shapes.draw(frame);
  }

  bool resize_targets(PixelSize size) {
    if (world_target.size() != size || picture_target.size() != size) world_valid = picture_valid = false;
    const PixelSize part{std::min(size.width, kPartSize.width), std::min(size.height, kPartSize.height)};
    return world_target.resize(size) && scroll_target.resize(size) && part_target.resize(part) &&
           picture_target.resize(size);
  }

  [[nodiscard]] WorldKey key_of(const Frame& frame, const MapScene& scene,
                                const Decorations& decorations) const {
    const double share = frame.globe_share();
    const geo::WebMercator globe_center = share > 0 ? frame.mapping.center() : geo::WebMercator{};
    return {frame.world_px,          share,  globe_center, frame.scale, frame.picture, scene.theme,
            decorations.transparent, content};
  }

  void update_picture(const Frame& frame, const MapScene& scene, const Camera& camera,
                      const Decorations& decorations) {
    const WorldKey key = key_of(frame, scene, decorations);
    PictureKey wanted{key,         frame.origin_x,     frame.origin_y,     scene.language,
                      decorations, scene.filter_words, scene.counts_words, text->generation()};
    if (picture_valid && world_exact && wanted == picture_key) return;
    update_world(frame, camera, key);
    copy_pixels(world_target.framebuffer(), picture_target.framebuffer(), 0, 0, 0, 0, frame.picture);
    glBindFramebuffer(GL_FRAMEBUFFER, picture_target.framebuffer());
    glViewport(0, 0, frame.picture.width, frame.picture.height);
    draw_words(frame, scene, decorations);
    wanted.atlas = text->generation();
    picture_key = std::move(wanted);
    picture_valid = true;
  }
};

Result<MapView> MapView::create(const geo::Gazetteer& gazetteer, typeset::TextEngine& text,
                                const std::filesystem::path& shaders) {
  auto world = WorldLayer::create(gazetteer, shaders);
  if (!world) return tl::unexpected(world.error());
  auto shapes = ShapeBatch::create(shaders);
  if (!shapes) return tl::unexpected(shapes.error());
  auto words = TextBatch::create(shaders);
  if (!words) return tl::unexpected(words.error());
  return MapView(std::unique_ptr<Impl>(new Impl{&gazetteer,
                                                &text,
                                                std::move(*world),
                                                std::move(*shapes),
                                                std::move(*words),
                                                LabelLayer(gazetteer, text),
                                                DecorationLayer(text, std::string(gazetteer.credits())),
                                                {},
                                                {},
                                                {},
                                                {},
                                                false,
                                                false,
                                                false,
                                                {},
                                                0,
                                                0,
                                                {},
                                                0,
                                                {}}));
}

MapView::MapView(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
MapView::MapView(MapView&&) noexcept = default;
MapView& MapView::operator=(MapView&&) noexcept = default;
MapView::~MapView() = default;

bool MapView::draw(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
                   int origin_x, int origin_y) {
  const PixelSize size = camera.viewport();
  if (size.width <= 0 || size.height <= 0) return true;
  GLint target = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
  set_drawing_state();
  impl_->take_scene(scene);
  const Frame frame(camera, scale, whole(size));
  if (!impl_->resize_targets(size)) return true;
  impl_->update_picture(frame, scene, camera, decorations);
  copy_pixels(impl_->picture_target.framebuffer(), static_cast<GLuint>(target), 0, 0, origin_x, origin_y,
              size);
  glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(target));
  glViewport(origin_x, origin_y, size.width, size.height);
  glEnable(GL_SCISSOR_TEST);
  glScissor(origin_x, origin_y, size.width, size.height);
  impl_->draw_hovered(frame, scene);
  impl_->draw_selected(frame, scene);
  glDisable(GL_SCISSOR_TEST);
  glBindVertexArray(0);
  return impl_->world_exact;
}

void MapView::draw_part(const MapScene& scene, const Camera& camera, const Decorations& decorations,
                        double scale, PixelRect part) {
  set_drawing_state();
  impl_->take_scene(scene);
  const Frame frame(camera, scale, part);
  impl_->draw_world(frame, 0, 0, impl_->key_of(frame, scene, decorations));
  impl_->draw_words(frame, scene, decorations);
  impl_->draw_selected(frame, scene);
  glBindVertexArray(0);
}

std::optional<geo::PlaceId> MapView::pick(const MapScene&, const Camera& camera, PixelPos at,
                                          double scale) const {
  const Frame frame(camera, scale, whole(camera.viewport()));
  if (const Circle* circle = pick_circle(impl_->world.circles(), frame, at, kPickTolerancePt))
    return circle->place;
  const auto position = frame.to_latlon(at);
  if (!position) return std::nullopt;
  const geo::PlaceId area = impl_->world.area_at(*position);
  if (!area.valid()) return std::nullopt;
  return area;
}

std::vector<geo::PlaceId> MapView::pick_inside(const MapScene& scene, const Camera& camera,
                                               std::span<const PixelPos> polygon, double scale) const {
  return places_inside(scene, *impl_->gazetteer, Frame(camera, scale, whole(camera.viewport())), polygon);
}

}  // namespace kharita::app::map
