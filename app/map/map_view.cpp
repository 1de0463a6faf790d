#include "app/map/map_view.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <system_error>
#include <utility>

#include "app/map/batch.h"
#include "app/map/canvas.h"
#include "app/map/cluster_numbers.h"
#include "app/map/decoration.h"
#include "app/map/degree_labels.h"
#include "app/map/gl/target.h"
#include "app/map/label_layer.h"
#include "app/map/picking.h"
#include "app/map/picture.h"
#include "app/map/world_layer.h"

namespace kharita::app::map {
namespace {

constexpr double kPickTolerancePt = 6;
constexpr double kPickArcPt = 3;
constexpr std::size_t kPlacesOfCluster = 5;  // that a summary names
// Rings and edges of places that are hovered or selected; thin ones where they are many and would hide the
// map.
struct Mark {
  float width_pt;
  float gap_pt;  // between a circle and its ring
};
constexpr Mark kMark{2.25f, 3};
constexpr Mark kThinMark{1.25f, 0.75f};
constexpr std::size_t kManyMarks = 20;
// The open article's places stand out: how much all else fades, and circles as shaders/point.frag draws them.
constexpr float kVeil = 0.42f;
constexpr float kRimPt = 1.25f;
constexpr float kHollow = 0.14f;
constexpr float kHollowRimPt = 1.6f;
constexpr float kDotPt = 5;
constexpr double kFrameBudgetMs = 12;  // for the world, of the 33 ms of a frame on a slow machine
constexpr double kMaxStretch = 6;      // of an image that stands in for another
constexpr double kBackdropZoom = 2;    // how much further out the backdrop is seen
constexpr double kEdgePt = 90;         // of the picture, where degrees are told

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
  // Whether they differ in nothing but in how large they show the world.
  [[nodiscard]] bool looks_like(const WorldKey& other) const {
    WorldKey sized = *this;
    sized.world_px = other.world_px;
    sized.scale = other.scale;
    return sized == other;
  }
};

// The world without words as it was drawn for a camera.
struct WorldImage {
  gl::Target target;
  bool valid = false;  // the rest means something
  bool exact = false;  // drawn by parts, all of them, and not moved since
  std::size_t parts_done = 0;
  Camera camera;
  WorldKey key;
  double origin_x = 0;
  double origin_y = 0;

  void reset() {
    valid = exact = false;
    parts_done = 0;
  }
  void place(const Camera& of, const Frame& frame, const WorldKey& wanted) {
    camera = of;
    key = wanted;
    origin_x = frame.origin_x;
    origin_y = frame.origin_y;
    valid = true;
  }
  // Whether it is what a frame wants, if not yet exact.
  [[nodiscard]] bool is_for(const Frame& frame, const WorldKey& wanted) const {
    return valid && key == wanted && origin_x == frame.origin_x && origin_y == frame.origin_y;
  }
  // Where it lies in another frame's picture: of its copies of the world the nearest one.
  [[nodiscard]] Box box_in(const Frame& frame) const {
    const double ratio = frame.world_px / key.world_px;
    const double width = key.size.width * ratio;
    double x = origin_x * ratio - frame.origin_x;
    x -= frame.world_px * std::round((x + width / 2 - 0.5 * frame.picture.width) / frame.world_px);
    const double y = origin_y * ratio - frame.origin_y;
    return {static_cast<float>(x), static_cast<float>(y), static_cast<float>(x + width),
            static_cast<float>(y + key.size.height * ratio)};
  }
};

// What the whole picture but the rings depends on.
struct PictureKey {
  WorldKey world;
  double origin_x = 0;
  double origin_y = 0;
  Language language = Language::arabic;
  geo::PlaceId marked;  // whose name is shown
  std::vector<geo::PlaceId> open_places;
  Decorations decorations;
  std::string filter_words;
  std::string counts_words;
  std::uint32_t atlas = 0;

  // Copies nothing where they are the same: a steady frame allocates nothing.
  [[nodiscard]] bool is_of(const WorldKey& key, const Frame& frame, const MapScene& scene,
                           const Decorations& wanted, std::uint32_t generation) const {
    return world == key && origin_x == frame.origin_x && origin_y == frame.origin_y &&
           language == scene.language && marked == scene.marked && open_places == scene.open_places &&
           decorations == wanted && filter_words == scene.filter_words &&
           counts_words == scene.counts_words && atlas == generation;
  }
};

// When a file of a folder was changed last; the beginning of time where it cannot be read.
std::filesystem::file_time_type newest_change(const std::filesystem::path& folder) {
  auto newest = std::filesystem::file_time_type::min();
  std::error_code error;
  for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end;
       file.increment(error)) {
    std::error_code gone;
    const auto changed = file->last_write_time(gone);
    if (!gone) newest = std::max(newest, changed);
  }
  return newest;
}

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
  Impl(const geo::Gazetteer& places, typeset::TextEngine& engine, const std::filesystem::path& shaders,
       WorldLayer world_layer, ShapeBatch shape_batch, TextBatch text_batch)
      : gazetteer(&places),
        text(&engine),
        shader_folder(shaders),
        shaders_changed(newest_change(shaders)),
        world(std::move(world_layer)),
        shapes(std::move(shape_batch)),
        words(std::move(text_batch)),
        numbers(engine),
        labels(places, engine),
        degrees(engine),
        decoration(engine, std::string(places.credits())) {}

  const geo::Gazetteer* gazetteer;
  typeset::TextEngine* text;
  std::filesystem::path shader_folder;
  std::filesystem::file_time_type shaders_changed;
  WorldLayer world;
  ShapeBatch shapes;
  TextBatch words;
  ClusterNumbers numbers;
  LabelLayer labels;
  DegreeLabels degrees;
  DecorationLayer decoration;
  PanelRects panel_rects;  // as update_picture drew them

  WorldImage shown;                  // what the screen shows, scrolled or stretched
  WorldImage next;                   // takes its place once it is drawn
  WorldImage backdrop;               // more of the world, coarsely: for what `shown` does not reach
  std::vector<PixelRect> parts;      // of the picture
  double part_ms = 0;                // what drawing one took lately
  std::optional<Camera> last_drawn;  // the camera of the last frame
  gl::Target part_target;
  gl::Target picture_target;  // with words
  gl::Target unmarked_part;   // of a picture drawn by parts
  std::vector<Box> panels;    // of the words drawn last
  bool picture_valid = false;
  PictureKey picture_key;
  std::uint64_t content = 0;  // counts the scenes taken up
  LegendContent legend_content;
  MentionLayer::Summary legend_summary;
  std::uint64_t legend_of = 0;            // the content it is of
  std::vector<geo::AreaId> marked_areas;  // reused from frame to frame

  void take_scene(const MapScene& scene) {
    if (world.set_scene(scene)) ++content;
  }

  static void clear_sea(const WorldKey& key) {
    const Color sea = key.transparent ? Color{0, 0, 0, 0} : palette(key.theme).sea;
    glClearColor(sea.r, sea.g, sea.b, sea.a);
    glClear(GL_COLOR_BUFFER_BIT);
  }

  // Draws the frame's region of the world into the bound framebuffer, from (x, y) of its lower left corner
  // on.
  void draw_world(const Frame& frame, int x, int y, const WorldKey& key) {
    const PixelRect& region = frame.region;
    if (region.width <= 0 || region.height <= 0) return;
    glViewport(x, y, region.width, region.height);
    glEnable(GL_SCISSOR_TEST);
    glScissor(x, y, region.width, region.height);
    clear_sea(key);
    world.draw(frame, key.theme, key.transparent);
    glDisable(GL_SCISSOR_TEST);
  }

  // Draws the next `count` parts of an image. Each is drawn at the same place of the same framebuffer and
  // then put where it belongs: how a triangle's edge is rounded hangs on where it lies.
  void draw_parts(WorldImage& image, std::size_t count) {
    const auto begin = std::chrono::steady_clock::now();
    const std::size_t last = std::min(parts.size(), image.parts_done + count);
    const std::size_t drawn = last - image.parts_done;
    world.update(Frame(image.camera, image.key.scale, whole(image.key.size)));
    for (; image.parts_done < last; ++image.parts_done) {
      const PixelRect& part = parts[image.parts_done];
      glBindFramebuffer(GL_FRAMEBUFFER, part_target.framebuffer());
      draw_world(Frame(image.camera, image.key.scale, part), 0, 0, image.key);
      copy_pixels(part_target.framebuffer(), image.target.framebuffer(), 0, 0, part.x,
                  image.key.size.height - part.y - part.height, {part.width, part.height});
    }
    if (drawn == 0) return;
    glFinish();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
    part_ms = took.count() / static_cast<double>(drawn);
    image.exact = image.parts_done == parts.size();
  }

  [[nodiscard]] bool is_slow() const { return part_ms * static_cast<double>(parts.size()) > kFrameBudgetMs; }
  [[nodiscard]] std::size_t parts_a_frame() const {
    return std::max<std::size_t>(1, static_cast<std::size_t>(kFrameBudgetMs / std::max(part_ms, 0.01)));
  }

  // Draws a rectangle of the world where it lies.
  void draw_strip(const Camera& camera, const WorldKey& key, PixelRect strip) {
    glBindFramebuffer(GL_FRAMEBUFFER, shown.target.framebuffer());
    draw_world(Frame(camera, key.scale, strip), strip.x, key.size.height - strip.y - strip.height, key);
  }

  // Moves what was drawn by whole pixels and draws only what came into view.
  void scroll_world(const Camera& camera, const WorldKey& key, int dx, int dy) {
    const PixelSize size = key.size;
    const PixelSize kept{size.width - std::abs(dx), size.height - std::abs(dy)};
    // The content moves by (-dx, -dy) in the picture, whose y points down, the framebuffer's up.
    copy_pixels(shown.target.framebuffer(), next.target.framebuffer(), std::max(dx, 0), std::max(-dy, 0),
                std::max(-dx, 0), std::max(dy, 0), kept);
    std::swap(shown.target, next.target);
    next.reset();
    const int strip_x = dx > 0 ? kept.width : 0;
    const int strip_y = dy > 0 ? kept.height : 0;
    draw_strip(camera, key, {strip_x, 0, std::abs(dx), size.height});
    draw_strip(camera, key, {dx < 0 ? -dx : 0, strip_y, kept.width, std::abs(dy)});
    shown.exact = false;
  }

  // Brings `shown` nearer to what the frame wants; whether it has changed. What would take longer than a
  // frame's time is drawn over several, while the old image is shown, stretched to where it belongs.
  bool update_world(const Frame& frame, const Camera& camera, const WorldKey& key) {
    if (shown.valid && shown.key == key) {
      const double dx = frame.origin_x - shown.origin_x;
      const double dy = frame.origin_y - shown.origin_y;
      const bool still = dx == 0 && dy == 0;
      if (still && shown.exact) return false;
      if (!still && std::abs(dx) < key.size.width / 2.0 && std::abs(dy) < key.size.height / 2.0) {
        scroll_world(camera, key, static_cast<int>(dx), static_cast<int>(dy));
        shown.place(camera, frame, key);
        return true;
      }
    }
    const bool at_rest = last_drawn == camera;
    const bool over_frames = is_slow() && can_stretch(frame, key);
    if (!next.valid || !over_frames || !next.key.looks_like(key) || (at_rest && !next.is_for(frame, key))) {
      next.reset();
      next.place(camera, frame, key);
    }
    draw_parts(next, over_frames ? parts_a_frame() : parts.size());
    if (!next.exact) return false;
    std::swap(shown, next);
    next.reset();
    return true;
  }

  // Whether what is there, stretched, stands in for the frame until that is drawn.
  [[nodiscard]] bool can_stretch(const Frame& frame, const WorldKey& key) const {
    if (!shown.valid || !shown.key.looks_like(key)) return false;
    const double ratio = frame.world_px / shown.key.world_px;
    if (ratio < 1 / kMaxStretch || ratio > kMaxStretch) return false;
    const Box there = shown.box_in(frame);
    const auto width = static_cast<float>(key.size.width);
    const auto height = static_cast<float>(key.size.height);
    const float covered_x = std::min(there.x1, width) - std::max(there.x0, 0.0f);
    const float covered_y = std::min(there.y1, height) - std::max(there.y0, 0.0f);
    return covered_x > 0.4f * width && covered_y > 0.4f * height;
  }

  // At rest: the backdrop for the next move, where drawing is too slow to do without. Whether it is there.
  bool update_backdrop(const Camera& camera, const WorldKey& key) {
    if (!is_slow()) return true;
    Camera wide = camera;
    wide.look_at(camera.center(), camera.zoom() - kBackdropZoom);
    WorldKey wide_key = key;
    wide_key.world_px = wide.world_size_px();
    wide_key.scale = key.scale * wide_key.world_px / key.world_px;
    if (!backdrop.target.resize(key.size)) return true;
    const Frame frame(wide, wide_key.scale, whole(key.size));
    if (!backdrop.is_for(frame, wide_key)) {
      backdrop.reset();
      backdrop.place(wide, frame, wide_key);
    }
    const double before = part_ms;  // these parts tell nothing of the picture's
    draw_parts(backdrop, parts_a_frame());
    part_ms = before;
    return backdrop.exact;
  }

  // The world into the picture's framebuffer.
  void put_world(const Frame& frame, const WorldKey& key) {
    if (shown.is_for(frame, key)) {
      copy_pixels(shown.target.framebuffer(), picture_target.framebuffer(), 0, 0, 0, 0, key.size);
      return;
    }
    glBindFramebuffer(GL_FRAMEBUFFER, picture_target.framebuffer());
    clear_sea(key);
    if (backdrop.exact && backdrop.key.looks_like(key)) stretch(backdrop, frame);
    stretch(shown, frame);
  }

  void stretch(const WorldImage& image, const Frame& frame) {
    const Box box = image.box_in(frame);
    const auto px = [](float v) { return static_cast<GLint>(std::lround(v)); };
    const PixelSize size = image.key.size;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, image.target.framebuffer());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, picture_target.framebuffer());
    glBlitFramebuffer(0, 0, size.width, size.height, px(box.x0), size.height - px(box.y1), px(box.x1),
                      size.height - px(box.y0), GL_COLOR_BUFFER_BIT, GL_LINEAR);
  }

  // Degrees along the edges, off circles; they are added to what is taken.
  void add_degrees(const Frame& frame, const MapScene& scene, std::vector<Box>& taken) {
    const std::size_t before = taken.size();
    const auto copies = frame.copies(2 * kMaxPointRadius * frame.scale);
    for (const Circle& circle : world.circles()) {
      for (int copy = copies.first; copy <= copies.last; ++copy) {
        const PixelPos at = center_of(circle, frame, copy);
        const auto x = static_cast<float>(at.x);
        const auto y = static_cast<float>(at.y);
        const bool at_edge = y < kEdgePt * frame.scale || x < kEdgePt * frame.scale ||
                             x > static_cast<float>(frame.picture.width - kEdgePt * frame.scale);
        if (at_edge && frame.visible(circle.at))
          taken.push_back(Box{x, y, x, y}.grown(static_cast<float>(radius_px(circle, frame))));
      }
    }
    const std::vector<Box> told = degrees.add_to(words, frame, scene, taken);
    taken.resize(before);
    taken.insert(taken.end(), told.begin(), told.end());
  }

  // Puts the panels of a picture back over what was drawn over it since.
  void put_panels(GLuint picture, GLuint target, const PixelRect& region, int to_x, int to_y) {
    for (const Box& box : panels) {
      const int left = std::max(static_cast<int>(box.x0), region.x);
      const int right = std::min(static_cast<int>(std::ceil(box.x1)), region.x + region.width);
      const int top = std::max(static_cast<int>(box.y0), region.y);
      const int bottom = std::min(static_cast<int>(std::ceil(box.y1)), region.y + region.height);
      if (left >= right || top >= bottom) continue;
      const int x = left - region.x;
      const int y = region.y + region.height - bottom;
      copy_pixels(picture, target, x, y, to_x + x, to_y + y, {right - left, bottom - top});
    }
  }

  // Labels and decorations over the bound framebuffer and viewport; `marked` is named in any case.
  void draw_words(const Frame& frame, const MapScene& scene, const Decorations& decorations,
                  geo::PlaceId marked = {}) {
    // The chooser may make the atlas anew, which the words chosen before it do not survive: then once more.
    for (int attempt = 0; attempt < 2; ++attempt) {
      const std::uint32_t atlas = text->generation();
      labels.update(frame, scene, world.circles(), marked);
      shapes.clear();
      words.clear();
      panels = decoration.add_to(shapes, words, frame, scene, decorations, legend(frame, scene));
      std::vector<Box> taken = panels;
      for (const PixelRect& r : decorations.covered)
        taken.push_back({static_cast<float>(r.x), static_cast<float>(r.y), static_cast<float>(r.x + r.width),
                         static_cast<float>(r.y + r.height)});
      shapes.clear();
      words.clear();
      numbers.add_to(words, frame, world.circles(), scene.theme);
      if (decorations.degrees) add_degrees(frame, scene, taken);
      labels.add_to(shapes, words, frame, taken);
      if (text->generation() == atlas) break;
    }
    begin_layer(frame, "labels");
    shapes.draw(frame);
    words.draw(frame, *text);
    shapes.clear();
    words.clear();
    if (frame.canvas != nullptr) {  // later shapes lie above: there are no panels to put back over the marks
      begin_layer(frame, "selection");
      draw_selected(frame, scene);
      shapes.clear();
    }
    begin_layer(frame, "decorations");
    decoration.add_to(shapes, words, frame, scene, decorations, legend(frame, scene));
    shapes.draw(frame);
    words.draw(frame, *text);
  }

  // Of the scene taken up last; clusters and the heat map's scale go by the zoom, too.
  [[nodiscard]] const LegendContent& legend(const Frame& frame, const MapScene& scene) {
    const MentionLayer::Summary& summary = world.mentions().summary();
    if (legend_of != content || legend_summary != summary) legend_content = make_legend(scene, summary);
    legend_of = content;
    legend_summary = summary;
    const bool heat = scene.style.style == MapStyle::heat &&
                      (!scene.points.empty() || (scene.style.heat_areas && !scene.areas.empty()));
    legend_content.heat_peak = heat ? world.mentions().heat().peak(frame) : 0;
    return legend_content;
  }

  [[nodiscard]] LegendContent make_legend(const MapScene& scene, const MentionLayer::Summary& summary) const {
    LegendContent content_shown;
    content_shown.areas = world.classes();
    content_shown.province_in_country = world.tints_provinces_of_countries();
    const bool circles = scene.style.style == MapStyle::points || scene.style.style == MapStyle::arcs ||
                         (scene.style.style == MapStyle::clusters && summary.single);
    if (circles) content_shown.sizes = legend_sizes(summary.most);
    content_shown.most = summary.most;
    content_shown.largest_pt = summary.largest_pt;
    content_shown.cluster = summary.cluster;
    content_shown.doubtful = summary.doubtful;
    content_shown.soft = summary.soft;
    content_shown.disputed = true;
    return content_shown;
  }

  // Rings around the selected places and the hovered one.
  void draw_hovered(const Frame& frame, const MapScene& scene) {
    const Palette& colors = palette(scene.theme);
    if (scene.hovered_arc_a.valid()) {
      world.mentions().arcs().draw_one(frame, scene.hovered_arc_a, scene.hovered_arc_b, colors.hovered);
    }
    draw_hovered_cluster(frame, scene.hovered_cluster, colors.hovered);
    draw_marks_of(frame, std::span(&scene.hovered, scene.hovered.valid() ? 1U : 0U), colors.hovered);
    draw_found(frame, scene.marked, colors);
    if (scene.pointed != scene.marked) draw_found(frame, scene.pointed, colors);
  }
  void draw_selected(const Frame& frame, const MapScene& scene) {
    draw_marks_of(frame, scene.selection, palette(scene.theme).selected);
  }

  // Into the bound framebuffer's lower left corner, where the region has been drawn.
  void draw_selected_below_panels(const Frame& frame, const MapScene& scene) {
    if (scene.selection.empty()) return;
    const PixelSize size{frame.region.width, frame.region.height};
    GLint target = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
    if (!unmarked_part.resize(size)) return draw_selected(frame, scene);
    copy_pixels(static_cast<GLuint>(target), unmarked_part.framebuffer(), 0, 0, 0, 0, size);
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(target));
    draw_selected(frame, scene);
    put_panels(unmarked_part.framebuffer(), static_cast<GLuint>(target), frame.region, 0, 0);
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(target));
  }

  // The open article's places over all others, which a veil dims.
  void draw_open_places(const Frame& frame, const MapScene& scene) {
    if (scene.open_places.empty()) return;
    const Palette& colors = palette(scene.theme);
    shapes.clear();
    shapes.add({0, 0, static_cast<float>(frame.picture.width), static_cast<float>(frame.picture.height)}, 0,
               colors.land.with_alpha(kVeil));
    shapes.draw(frame);
    collect_areas(scene.open_places);
    world.draw_outlines(frame, marked_areas, colors.area_outline, kMark.width_pt);
    shapes.clear();
    for (const geo::PlaceId place : scene.open_places)
      if (!gazetteer->place(place).area.valid()) add_dot(frame, place, colors);
    for (const Circle& circle : world.circles()) {
      if (std::binary_search(scene.open_places.begin(), scene.open_places.end(), circle.place))
        add_circle(frame, circle, colors);
    }
    shapes.draw(frame);
  }
  // As the point layer draws it.
  void add_circle(const Frame& frame, const Circle& circle, const Palette& colors) {
    if (!frame.visible(circle.at)) return;
    const auto scale = static_cast<float>(frame.scale);
    const auto radius = static_cast<float>(radius_px(circle, frame));
    const auto copies = frame.copies(3 * kMaxPointRadius * frame.scale);
    const bool soft = circle.style == PointStyle::soft;
    const bool hollow = circle.style == PointStyle::hollow;
    for (int copy = copies.first; copy <= copies.last; ++copy) {
      const PixelPos center = center_of(circle, frame, copy);
      if (!soft && !hollow) shapes.add_disc(center, radius + kRimPt * scale, colors.point_outline);
      const Color fill = soft ? colors.soft_point : hollow ? colors.point.with_alpha(kHollow) : colors.point;
      shapes.add_disc(center, radius, fill, hollow ? kHollowRimPt * scale : 0, colors.point);
    }
  }
  // Where no circle of its own may stand: within a cluster, or where density is drawn.
  void add_dot(const Frame& frame, geo::PlaceId id, const Palette& colors) {
    const auto at = geo::WebMercator::from(gazetteer->place(id).location);
    if (!frame.visible(at)) return;
    const float radius = kDotPt * static_cast<float>(frame.scale);
    const auto copies = frame.copies(radius);
    for (int copy = copies.first; copy <= copies.last; ++copy)
      shapes.add_disc(frame.to_pixel(at, copy), radius, colors.point,
                      kRimPt * static_cast<float>(frame.scale), colors.point_outline);
  }
  void collect_areas(std::span<const geo::PlaceId> places) {
    marked_areas.clear();
    for (const geo::PlaceId place : places) {
      if (place.value >= gazetteer->place_count()) continue;
      if (const geo::AreaId area = gazetteer->place(place).area; area.valid()) marked_areas.push_back(area);
    }
  }

  // A place that was looked for: its edges, or a ring with a dot, whether it is mentioned or not.
  void draw_found(const Frame& frame, geo::PlaceId id, const Palette& colors) {
    if (id.value >= gazetteer->place_count()) return;
    const geo::Place place = gazetteer->place(id);
    if (place.area.valid())
      return world.draw_outlines(frame, std::span(&place.area, 1), colors.hovered, kMark.width_pt);
    const auto at = geo::WebMercator::from(place.location);
    if (!frame.visible(at)) return;
    const auto px = static_cast<float>(frame.scale);
    const auto copies = frame.copies(kFoundRingPt * frame.scale);
    shapes.clear();
    for (int copy = copies.first; copy <= copies.last; ++copy) {
      const PixelPos center = frame.to_pixel(at, copy);
      shapes.add_disc(center, kFoundRingPt * px, colors.hovered.with_alpha(0), kMark.width_pt * px,
                      colors.hovered);
      shapes.add_disc(center, kMark.width_pt * px, colors.hovered, 0, colors.hovered);
    }
    shapes.draw(frame);
  }

  void draw_hovered_cluster(const Frame& frame, std::uint32_t cluster, const Color& color) {
    const auto circles = world.circles();
    const auto found = std::ranges::find(circles, cluster, &Circle::cluster);
    if (cluster == kNoCluster || found == circles.end() || !frame.visible(found->at)) return;
    const float width = kMark.width_pt * static_cast<float>(frame.scale);
    const auto radius = static_cast<float>(radius_px(*found, frame)) + width;
    const auto copies = frame.copies(2 * kMaxClusterRadius * frame.scale);
    shapes.clear();
    for (int copy = copies.first; copy <= copies.last; ++copy)
      shapes.add_disc(center_of(*found, frame, copy), radius, color.with_alpha(0), width, color);
    shapes.draw(frame);
  }

  // `places` ascend. Those with a circle get a ring; countries and provinces have their edges drawn.
  void draw_marks_of(const Frame& frame, std::span<const geo::PlaceId> places, const Color& color) {
    if (places.empty()) return;
    const Mark mark = places.size() > kManyMarks ? kThinMark : kMark;
    collect_areas(places);
    world.draw_outlines(frame, marked_areas, color, mark.width_pt);
    const auto scale = static_cast<float>(frame.scale);
    const auto copies = frame.copies(3 * kMaxPointRadius * frame.scale);
    shapes.clear();
    for (const Circle& circle : world.circles()) {
      if (!std::binary_search(places.begin(), places.end(), circle.place) || !frame.visible(circle.at))
        continue;
      const float radius =
          static_cast<float>(radius_px(circle, frame)) + (mark.gap_pt + mark.width_pt) * scale;
      for (int copy = copies.first; copy <= copies.last; ++copy) {
        shapes.add_disc(center_of(circle, frame, copy), radius, color.with_alpha(0), mark.width_pt * scale,
                        color);
      }
    }
    shapes.draw(frame);
  }

  bool resize_targets(PixelSize size) {
    if (picture_target.size() != size) {
      for (WorldImage* image : {&shown, &next, &backdrop})
        image->reset();
      picture_valid = false;
      parts = picture_parts(size);
    }
    const PixelSize part{std::min(size.width, kPartSize.width), std::min(size.height, kPartSize.height)};
    return shown.target.resize(size) && next.target.resize(size) && part_target.resize(part) &&
           picture_target.resize(size);
  }

  [[nodiscard]] WorldKey key_of(const Frame& frame, const MapScene& scene,
                                const Decorations& decorations) const {
    const double share = frame.globe_share();
    const geo::WebMercator globe_center = share > 0 ? frame.mapping.center() : geo::WebMercator{};
    return {frame.world_px,          share,  globe_center, frame.scale, frame.picture, scene.theme,
            decorations.transparent, content};
  }

  static std::optional<PixelRect> whole_pixels(const std::optional<Box>& box) {
    if (!box) return std::nullopt;
    const int left = static_cast<int>(std::floor(box->x0));
    const int top = static_cast<int>(std::floor(box->y0));
    return PixelRect{left, top, static_cast<int>(std::ceil(box->x1)) - left,
                     static_cast<int>(std::ceil(box->y1)) - top};
  }

  void update_picture(const Frame& frame, const MapScene& scene, const Camera& camera,
                      const Decorations& decorations) {
    const WorldKey key = key_of(frame, scene, decorations);
    const bool changed = update_world(frame, camera, key);
    world.update(frame);  // what was drawn may have been for where the camera stood before
    if (picture_valid && !changed && picture_key.is_of(key, frame, scene, decorations, text->generation()))
      return;
    put_world(frame, key);
    glBindFramebuffer(GL_FRAMEBUFFER, picture_target.framebuffer());
    glViewport(0, 0, frame.picture.width, frame.picture.height);
    draw_open_places(frame, scene);
    draw_words(frame, scene, decorations, scene.marked);
    panel_rects = {whole_pixels(decoration.places().legend), whole_pixels(decoration.places().credits)};
    picture_key = {key,
                   frame.origin_x,
                   frame.origin_y,
                   scene.language,
                   scene.marked,
                   scene.open_places,
                   decorations,
                   scene.filter_words,
                   scene.counts_words,
                   text->generation()};
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
  return MapView(std::make_unique<Impl>(gazetteer, text, shaders, std::move(*world), std::move(*shapes),
                                        std::move(*words)));
}

MapView::MapView(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
MapView::MapView(MapView&&) noexcept = default;
MapView& MapView::operator=(MapView&&) noexcept = default;
MapView::~MapView() = default;

Result<bool> MapView::reload_changed_shaders() {
  const auto changed = newest_change(impl_->shader_folder);
  if (changed == impl_->shaders_changed) return false;
  impl_->shaders_changed = changed;
  auto anew = create(*impl_->gazetteer, *impl_->text, impl_->shader_folder);
  if (!anew) return tl::unexpected(anew.error());
  impl_ = std::move(anew->impl_);
  return true;
}

PanelRects MapView::panel_rects() const {
  return impl_->panel_rects;
}

bool MapView::draw(const MapScene& scene, const Camera& camera, const Decorations& decorations, double scale,
                   int origin_x, int origin_y) {
  const PixelSize size = camera.viewport();
  if (size.width <= 0 || size.height <= 0) return true;
#ifndef NDEBUG
  if (const auto reloaded = reload_changed_shaders(); !reloaded)
    std::fprintf(stderr, "kharita: %s\n", reloaded.error().message.c_str());
#endif
  GLint target = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &target);
  set_drawing_state();
  impl_->take_scene(scene);
  const Frame frame(camera, scale, whole(size));
  impl_->world.update(frame);
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
  impl_->put_panels(impl_->picture_target.framebuffer(), static_cast<GLuint>(target), frame.region, origin_x,
                    origin_y);
  glBindVertexArray(0);
  const bool at_rest = impl_->last_drawn == camera;
  impl_->last_drawn = camera;
  const WorldKey key = impl_->key_of(frame, scene, decorations);
  const bool exact = impl_->shown.exact && impl_->shown.is_for(frame, key);
  const bool wants_backdrop =
      key.globe_share == 0 && impl_->is_slow();  // a globe turns: it cannot be stretched
  const bool complete = exact && (!wants_backdrop || (at_rest && impl_->update_backdrop(camera, key)));
  glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(target));  // the panels are drawn into it next
  glViewport(origin_x, origin_y, size.width, size.height);
  return complete;
}

void MapView::draw_part(const MapScene& scene, const Camera& camera, const Decorations& decorations,
                        double scale, PixelRect part) {
  set_drawing_state();
  impl_->take_scene(scene);
  const Frame frame(camera, scale, part);
  impl_->world.update(frame);
  impl_->draw_world(frame, 0, 0, impl_->key_of(frame, scene, decorations));
  impl_->draw_words(frame, scene, decorations);
  impl_->draw_selected_below_panels(frame, scene);
  glBindVertexArray(0);
}

void MapView::record(const MapScene& scene, const Camera& camera, const Decorations& decorations,
                     double scale, Canvas& canvas) {
  impl_->take_scene(scene);
  Frame frame(camera, scale, whole(camera.viewport()));
  frame.canvas = &canvas;
  impl_->world.update(frame);
  begin_layer(frame, "background");
  if (!decorations.transparent) canvas.fill_all(palette(scene.theme).sea);
  impl_->world.draw(frame, scene.theme, decorations.transparent);
  impl_->draw_words(frame, scene, decorations);
}

typeset::TextEngine& MapView::text_engine() const {
  return *impl_->text;
}

std::optional<geo::PlaceId> MapView::pick(const MapScene&, const Camera& camera, PixelPos at,
                                          double scale) const {
  const Frame frame(camera, scale, whole(camera.viewport()));
  if (const Circle* circle = pick_circle(impl_->world.circles(), frame, at, kPickTolerancePt)) {
    if (circle->is_cluster()) return std::nullopt;
    return circle->place;
  }
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

std::optional<ClusterSummary> MapView::pick_cluster(const Camera& camera, PixelPos at, double scale) const {
  const Frame frame(camera, scale, whole(camera.viewport()));
  const MentionLayer& mentions = impl_->world.mentions();
  if (mentions.clusters().point_count() == 0) return std::nullopt;
  const Circle* circle = pick_circle(mentions.circles(), frame, at, kPickTolerancePt);
  if (circle == nullptr || !circle->is_cluster()) return std::nullopt;
  const ClusterIndex::Node& node = mentions.clusters().node(circle->cluster);
  ClusterSummary summary{circle->cluster, node.at().to_latlon(), node.zoom + 1.0,
                         node.weight,     node.points,           {}};
  for (const ClusterIndex::NodeId id : mentions.clusters().heaviest_points(circle->cluster, kPlacesOfCluster))
    summary.heaviest.push_back(mentions.point(mentions.clusters().node(id).point).place);
  return summary;
}

std::optional<SceneArc> MapView::pick_arc(const Camera& camera, PixelPos at, double scale) const {
  const Frame frame(camera, scale, whole(camera.viewport()));
  const MentionLayer& mentions = impl_->world.mentions();
  if (mentions.arcs().arcs().empty()) return std::nullopt;
  if (pick_circle(mentions.circles(), frame, at, kPickTolerancePt) != nullptr) return std::nullopt;
  const SceneArc* arc = mentions.arcs().pick(frame, at, kPickArcPt * scale);
  if (arc == nullptr) return std::nullopt;
  return *arc;
}

}  // namespace kharita::app::map
