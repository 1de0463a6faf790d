#include "app/map/map_view.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "app/map/gl/target.h"
#include "app/map/label_layer.h"
#include "app/map/palette.h"
#include "app/map/picture.h"
#include "app/map/point_layer.h"
#include "app/picture/picture_file.h"
#include "geo/boundary/boundaries.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;
using geo::LatLon;
using geo::WebMercator;
using kharita::app::picture::write_png;
namespace fs = std::filesystem;
using kharita::geo::test::built_gazetteer;
using kharita::test::make_view;

namespace {

constexpr PixelSize kSize{1280, 800};
constexpr Decorations kBare{false, false, false, ""};

bool can_draw() {
  return built_gazetteer() != nullptr && kharita::test::has_gl();
}

Camera camera_at(double lat, double lon, double zoom, PixelSize size = kSize) {
  Camera camera;
  camera.set_viewport(size);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

Picture draw(MapView& view, const MapScene& scene, const Camera& camera,
             const Decorations& decorations = kBare, double scale = 1) {
  auto picture = render_picture(view, scene, camera, decorations, scale);
  REQUIRE(picture);
  return std::move(*picture);
}

Color pixel(const Picture& picture, PixelPos at) {
  const auto x = std::clamp(static_cast<int>(at.x), 0, picture.width - 1);
  const auto y = std::clamp(static_cast<int>(at.y), 0, picture.height - 1);
  const std::size_t i =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) *
      4;
  const auto channel = [&](std::size_t k) { return static_cast<float>(picture.rgba[i + k]) / 255.0f; };
  return {channel(0), channel(1), channel(2), channel(3)};
}

PixelPos at(const Camera& camera, double lat, double lon) {
  return camera.to_pixel(WebMercator::from(LatLon::from_degrees(lat, lon)));
}

bool near(const Color& a, const Color& b, float tolerance = 0.02f) {
  return std::abs(a.r - b.r) <= tolerance && std::abs(a.g - b.g) <= tolerance &&
         std::abs(a.b - b.b) <= tolerance;
}

// Leaves the picture in the build folder where `fine` is false.
void check(bool fine, const Picture& picture, const char* name) {
  if (!fine) {
    const fs::path file = kharita::test::picture_folder() / (std::string(name) + ".png");
    (void)write_png(picture, file);
    MESSAGE("the picture is in " << file.string());
  }
  CHECK(fine);
}

ScenePoint point(const char* stable_or_name, std::uint32_t mentions, float confidence = 0.9f) {
  const auto found = built_gazetteer()->lookup(stable_or_name);
  for (const geo::NameEntry& entry : found) {
    const geo::Place place = built_gazetteer()->place(entry.place);
    if (place.kind == geo::PlaceKind::city) return {place.id, place.location, mentions, 1, confidence};
  }
  FAIL("no city " << stable_or_name);
  return {};
}

SceneArea area(const char* stable_id, std::uint32_t mentions) {
  const auto id = built_gazetteer()->find(stable_id);
  REQUIRE(id);
  return {*id, built_gazetteer()->place(*id).area, mentions, 1};
}

// A scene of its own revision.
MapScene new_scene(Theme theme = Theme::dark) {
  static std::uint64_t revision = 0;
  MapScene scene;
  scene.theme = theme;
  scene.revision = ++revision;
  return scene;
}

MapScene news_scene(Theme theme = Theme::dark) {
  MapScene scene = new_scene(theme);
  scene.points = {point("زاهدان", 9), point("روالبندي", 5)};
  scene.areas = {area("ne:IR04", 12)};
  return scene;
}

int different_pixels(const Picture& a, const Picture& b, int tolerance) {
  REQUIRE(a.rgba.size() == b.rgba.size());
  int count = 0;
  for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
    bool differs = false;
    for (std::size_t k = 0; k < 3; ++k)
      differs = differs || std::abs(a.rgba[i + k] - b.rgba[i + k]) > tolerance;
    count += differs ? 1 : 0;
  }
  return count;
}

// What MapView::draw leaves in a framebuffer, as the window sees it.
class Screen {
 public:
  explicit Screen(PixelSize size) : size_(size) { REQUIRE(target_.resize(size)); }
  Picture draw(MapView& view, const MapScene& scene, const Camera& camera,
               const Decorations& decorations = kBare) {
    const gl::FramebufferScope scope(target_.framebuffer());
    settled_ = view.draw(scene, camera, decorations, 1);
    GLint bound = 0;
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &bound);
    CHECK(static_cast<GLuint>(bound) == target_.framebuffer());  // the window's panels are drawn there next
    Picture picture{size_.width, size_.height, {}};
    const auto row = static_cast<std::size_t>(size_.width) * 4;
    std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(size_.height));
    glReadPixels(0, 0, size_.width, size_.height, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    for (int y = size_.height; y-- > 0;) {
      const auto* from = pixels.data() + row * static_cast<std::size_t>(y);
      picture.rgba.insert(picture.rgba.end(), from, from + row);
    }
    return picture;
  }

  Picture draw_until_settled(MapView& view, const MapScene& scene, const Camera& camera) {
    for (int frame = 0; frame < 1000; ++frame) {
      Picture picture = draw(view, scene, camera);
      if (settled_) return picture;
    }
    FAIL("the screen never settles");
    return {};
  }
  // Whether what draw() drew last is final.
  [[nodiscard]] bool settled() const { return settled_; }

 private:
  PixelSize size_;
  gl::Target target_;
  bool settled_ = false;
};

}  // namespace

TEST_CASE("map: land and sea have their colours, in both themes and at two sizes") {
  if (!can_draw()) return;
  MapView view = make_view();
  for (const Theme theme : {Theme::dark, Theme::light}) {
    for (const PixelSize size : {kSize, PixelSize{640, 400}}) {
      const Camera camera = camera_at(25, 45, 3, size);
      const Picture picture = draw(view, new_scene(theme), camera);
      const Palette& colors = palette(theme);
      check(near(pixel(picture, at(camera, 28, 28.0)), colors.land), picture, "land");
      check(near(pixel(picture, at(camera, 8, 57)), colors.sea), picture, "sea");
    }
  }
}

TEST_CASE("map: the points of Rawalpindi and Zahedan are where these cities lie") {
  if (!can_draw()) return;
  MapView view = make_view();
  const Camera camera = camera_at(31.5, 67, 5.5);
  const Picture picture = draw(view, news_scene(), camera);
  const Color color = palette(Theme::dark).point;
  check(near(pixel(picture, at(camera, 33.6, 73.05)), color), picture, "rawalpindi");
  check(near(pixel(picture, at(camera, 29.5, 60.86)), color), picture, "zahedan");
}

TEST_CASE("map: the area of Sistan and Baluchestan is tinted, its neighbours are not") {
  if (!can_draw()) return;
  MapView view = make_view();
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Camera camera = camera_at(28, 60, 6);
    const Picture picture = draw(view, news_scene(theme), camera);
    const Palette& colors = palette(theme);
    check(near(pixel(picture, at(camera, 28.4, 60.0)), colors.area[kAreaClasses / 2]), picture, "tinted");
    check(near(pixel(picture, at(camera, 28.6, 63.2)), colors.land), picture, "balochistan");  // Pakistan's
    check(near(pixel(picture, at(camera, 30.3, 58.0)), colors.land), picture, "kerman");
  }
}

TEST_CASE("map: a doubtful place is hollow") {
  if (!can_draw()) return;
  MapView view = make_view();
  MapScene scene = new_scene();
  scene.points = {point("زاهدان", 9, 0.2f)};
  const Camera camera = camera_at(29.5, 60.86, 5);
  const Picture picture = draw(view, scene, camera);
  const PixelPos center = camera.to_pixel(WebMercator::from(scene.points[0].location));
  const float radius = point_radius(9, 9, largest_radius(9, 1));
  check(!near(pixel(picture, center), palette(Theme::dark).point, 0.2f), picture, "hollow-middle");
  check(near(pixel(picture, {center.x + radius - 0.8, center.y}), palette(Theme::dark).point, 0.2f), picture,
        "hollow-rim");
}

TEST_CASE("map: both sides of the antimeridian show, with no gap between them") {
  if (!can_draw()) return;
  MapView view = make_view();
  const Camera camera = camera_at(60, 180, 3);
  const Picture picture = draw(view, new_scene(), camera);
  const Color land = palette(Theme::dark).land;
  check(near(pixel(picture, at(camera, 67, 176)), land), picture, "chukotka-west");
  check(near(pixel(picture, at(camera, 66.7, -175.5)), land), picture, "chukotka-east");
  check(near(pixel(picture, at(camera, 64, -155)), land), picture, "alaska");
}

TEST_CASE("map: a world narrower than the view is drawn as often as it fits") {
  if (!can_draw()) return;
  MapView view = make_view();
  const Camera camera = camera_at(10, 0, 0.6);
  const Picture picture = draw(view, new_scene(), camera);
  const PixelPos sudan = at(camera, 15, 29);
  const double world_px = camera.world_size_px();
  check(near(pixel(picture, {sudan.x + world_px, sudan.y}), palette(Theme::dark).land, 0.03f), picture,
        "east-copy");
  check(near(pixel(picture, {sudan.x - world_px, sudan.y}), palette(Theme::dark).land, 0.03f), picture,
        "west-copy");
}

TEST_CASE("map: the picture is what the screen shows, with title, legend and labels") {
  if (!can_draw()) return;
  MapView view = make_view();
  Screen screen(kSize);
  const MapScene scene = news_scene();
  const Camera camera = camera_at(30, 62, 5.3);
  // The same parts of both are covered: a window passes those under its tools, kharita render passes none, as
  // Ctrl+S does.
  Decorations decorations{true, true, true, "أماكن"};
  decorations.covered = {{10, 10, 60, 300}, {1200, 10, 60, 330}};
  const Picture shown = screen.draw(view, scene, camera, decorations);
  const Picture exported = draw(view, scene, camera, decorations);
  check(different_pixels(shown, exported, 0) == 0, exported, "export-differs");
}

TEST_CASE("map: a label of which a part would lie under something is not drawn at all") {
  if (!can_draw()) return;
  MapView view = make_view();
  const MapScene scene = news_scene();
  const Camera camera = camera_at(30, 62, 5.3);
  LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
  const Frame frame(camera, 1, {0, 0, kSize.width, kSize.height});
  layer.update(frame, scene, {});
  const Box middle{300, 200, 900, 600};
  const auto label = std::ranges::find_if(
      layer.labels(), [&](const auto& l) { return LabelLayer::box_of(l, frame).inside(middle); });
  REQUIRE(label != layer.labels().end());
  const Box box = LabelLayer::box_of(*label, frame);
  const auto drawn = [&](std::vector<PixelRect> covered) {
    Decorations decorations = kBare;
    decorations.degrees = false;
    decorations.covered = std::move(covered);
    return draw(view, scene, camera, decorations);
  };
  const auto differs = [&](const Picture& a, const Picture& b) {
    for (auto x = static_cast<int>(box.x0); x < static_cast<int>(box.x1); ++x) {
      for (auto y = static_cast<int>(box.y0); y < static_cast<int>(box.y1); ++y) {
        const PixelPos p{static_cast<double>(x), static_cast<double>(y)};
        if (pixel(a, p) != pixel(b, p)) return true;
      }
    }
    return false;
  };
  const Picture without_any = drawn({{0, 0, kSize.width, kSize.height}});
  const PixelRect corner{static_cast<int>(box.x0) - 40, static_cast<int>(box.y0) - 40, 44, 44};
  CHECK(differs(drawn({}), without_any));
  CHECK_FALSE(differs(drawn({corner}), without_any));
}

TEST_CASE("map: what marks a selected country lies under the legend, on the screen as in the picture") {
  if (!can_draw()) return;
  MapView view = make_view();
  MapScene scene = news_scene();
  const auto iran = built_gazetteer()->find("ne:IR");
  REQUIRE(iran);
  const Camera camera =
      camera_at(30, 44, 5.6);  // its border runs through the lower right, where the legend is
  const Decorations decorations{true, true, true, ""};
  Screen screen(kSize);
  const Picture before = screen.draw(view, scene, camera, decorations);
  scene.selection = {*iran};
  const Picture shown = screen.draw(view, scene, camera, decorations);
  const Picture exported = draw(view, scene, camera, decorations);
  CHECK(different_pixels(before, shown, 8) > 200);
  CHECK(different_pixels(shown, exported, 24) < 20);  // edges are drawn whole here, by parts there
  const auto in_legend = [&](const Picture& picture) {
    std::vector<std::uint8_t> rows;
    for (int y = kSize.height - 120; y < kSize.height - 20; ++y) {
      for (int x = kSize.width - 130; x < kSize.width - 20; ++x) {
        const Color color = pixel(picture, {static_cast<double>(x), static_cast<double>(y)});
        rows.push_back(static_cast<std::uint8_t>(255 * (color.r + color.g + color.b) / 3));
      }
    }
    return rows;
  };
  CHECK(in_legend(before) == in_legend(shown));
}

TEST_CASE("map: the cluster under the mouse has a ring on the screen, not in the picture") {
  if (!can_draw()) return;
  MapView view = make_view();
  MapScene scene = new_scene();
  scene.style.style = MapStyle::clusters;
  scene.points = {point("زاهدان", 9), point("روالبندي", 5)};
  scene.points[1].location = LatLon::from_degrees(29.6, 61);  // beside the other
  const Camera camera = camera_at(29.5, 60.9, 5);
  Screen screen(kSize);
  (void)screen.draw(view, scene, camera);
  const PixelPos middle = at(camera, 29.5, 60.9);
  const auto cluster = view.pick_cluster(camera, middle, 1);
  REQUIRE(cluster);
  const Picture before = screen.draw(view, scene, camera);
  scene.hovered_cluster = cluster->id;
  const Picture hovered = screen.draw(view, scene, camera);
  CHECK(different_pixels(before, hovered, 8) > 60);
  CHECK(different_pixels(draw(view, scene, camera), before, 0) == 0);
}

TEST_CASE("map: a transparent picture laid over the sea is the opaque one") {
  if (!can_draw()) return;
  MapView view = make_view();
  const MapScene scene = news_scene();
  const Camera camera = camera_at(25, 60, 5.3);
  Decorations decorations{true, true, true, "أماكن"};
  const Picture opaque = draw(view, scene, camera, decorations);
  decorations.transparent = true;
  const Picture clear = draw(view, scene, camera, decorations);
  check(pixel(clear, at(camera, 21.5, 63)).a == 0, clear, "clear-sea");  // off the graticule
  check(pixel(clear, at(camera, 30, 56)).a == 1, clear, "opaque-land");
  Picture laid = clear;
  const Color sea = palette(Theme::dark).sea;
  for (std::size_t i = 0; i < laid.rgba.size(); i += 4) {
    const float alpha = static_cast<float>(clear.rgba[i + 3]) / 255;
    const float below[] = {sea.r * 255, sea.g * 255, sea.b * 255};
    for (std::size_t k = 0; k < 3; ++k) {
      laid.rgba[i + k] = static_cast<std::uint8_t>(
          std::lround(static_cast<float>(clear.rgba[i + k]) * alpha + below[k] * (1 - alpha)));
    }
  }
  check(different_pixels(laid, opaque, 3) == 0, clear, "transparent");
}

TEST_CASE("map: after panning and back, and after any pans, the screen is as if drawn anew") {
  if (!can_draw()) return;
  MapView view = make_view();
  Screen screen(kSize);
  const MapScene scene = news_scene();
  Camera camera = camera_at(30, 62, 5.3);
  (void)screen.draw(view, scene, camera);
  const int moves[][2] = {{30, 0}, {0, -25}, {-61, 44}, {7, 7}, {-300, 120}, {290, -130}};
  for (const auto& move : moves) {
    camera.pan_by(move[0], move[1]);
    const Picture scrolled = screen.draw(view, scene, camera);
    const Picture anew = draw(view, scene, camera);
    check(different_pixels(scrolled, anew, 12) < 200, scrolled, "scrolled");
    CHECK_FALSE(screen.settled());
    const Picture at_rest = screen.draw_until_settled(view, scene, camera);
    check(different_pixels(at_rest, anew, 0) == 0, at_rest, "at-rest");
  }
}

TEST_CASE("map: whatever zooms and pans went before, the screen at rest is the picture to the last bit") {
  if (!can_draw()) return;
  MapView view = make_view();
  Screen screen(kSize);
  MapScene scene = news_scene();
  std::mt19937 random(7);
  std::uniform_real_distribution<double> lat(10, 50);
  std::uniform_real_distribution<double> lon(-20, 100);
  for (std::uint32_t i = 0; i < 20'000; ++i)  // enough to make drawing slow
    scene.points.push_back({{i}, LatLon::from_degrees(lat(random), lon(random)), 1 + i % 7, 1, 0.9f});
  Camera camera = camera_at(30, 62, 4.3);
  for (const double step : {0.1, 0.1, -0.3, 0.9, -2.0}) {
    camera.zoom_about({300, 500}, step);
    (void)screen.draw(view, scene, camera);
    camera.pan_by(13, -8);
    (void)screen.draw(view, scene, camera);
    const Picture at_rest = screen.draw_until_settled(view, scene, camera);
    const Picture anew = draw(view, scene, camera);
    check(different_pixels(at_rest, anew, 0) == 0, at_rest, "zoomed-at-rest");
  }
}

TEST_CASE("map: a picture drawn by parts is the same as in one") {
  if (!can_draw()) return;
  MapView view = make_view();
  const MapScene scene = news_scene();
  const Camera camera = camera_at(30, 62, 5.3);
  const Picture one = draw(view, scene, camera, {true, true, true, "T"});
  gl::Target target;
  REQUIRE(target.resize({400, 300}));
  const gl::FramebufferScope scope(target.framebuffer());
  view.draw_part(scene, camera, {true, true, true, "T"}, 1, {500, 400, 400, 300});
  std::vector<std::uint8_t> rows(400 * 300 * 4);
  glReadPixels(0, 0, 400, 300, GL_RGBA, GL_UNSIGNED_BYTE, rows.data());
  int different = 0;
  for (std::size_t y = 0; y < 300; ++y) {
    for (std::size_t x = 0; x < 400; ++x) {
      const std::size_t part = ((299 - y) * 400 + x) * 4;
      const std::size_t all = ((400 + y) * 1280 + 500 + x) * 4;
      if (std::abs(rows[part] - one.rgba[all]) > 12) ++different;
    }
  }
  check(different < 60, one, "by-parts");
}

TEST_CASE("map: legend, scale bar and title are drawn where asked for, mirrored in Arabic") {
  if (!can_draw()) return;
  MapView view = make_view();
  const Camera camera = camera_at(30, 62, 5.3);
  MapScene scene = news_scene(Theme::light);
  scene.language = Language::english;
  const Picture bare = draw(view, scene, camera);
  const Picture english = draw(view, scene, camera, {true, true, true, "Title"});
  const auto changed = [&](const Picture& picture, int x, int y) {
    return !near(pixel(picture, {x + 0.0, y + 0.0}), pixel(bare, {x + 0.0, y + 0.0}), 0.004f);
  };
  const auto changed_in = [&](const Picture& picture, int x0, int y0, int x1, int y1) {
    int count = 0;
    for (int y = y0; y < y1; ++y) {
      for (int x = x0; x < x1; ++x)
        count += changed(picture, x, y) ? 1 : 0;
    }
    return count;
  };
  check(changed_in(english, 14, 690, 120, 780) > 500, english, "legend");
  check(changed_in(english, 14, 14, 80, 60) > 300, english, "title");
  check(changed_in(english, 1100, 690, 1270, 790) > 500, english, "scale-bar");
  scene.language = Language::arabic;
  const Picture arabic = draw(view, scene, camera, {true, true, true, "عنوان"});
  check(changed_in(arabic, 1280 - 80, 14, 1280 - 14, 60) > 300, arabic, "title-mirrored");
}

TEST_CASE("map: picking finds points, then the province, then the country; nothing at sea") {
  if (!can_draw()) return;
  MapView view = make_view();
  MapScene scene = news_scene();
  scene.areas.push_back(area("ne:IR", 3));
  const Camera camera = camera_at(29.5, 60, 6);
  (void)draw(view, scene, camera);
  CHECK(view.pick(scene, camera, at(camera, 29.5, 60.86), 1) == scene.points[0].place);
  CHECK(view.pick(scene, camera, at(camera, 27.5, 60.5), 1) == scene.areas[0].place);
  CHECK(view.pick(scene, camera, at(camera, 30.3, 57.0), 1) == scene.areas[1].place);
  CHECK_FALSE(view.pick(scene, camera, at(camera, 24, 62), 1).has_value());
  CHECK_FALSE(view.pick(scene, camera, at(camera, 31, 66), 1).has_value());  // Afghanistan, without mentions
}

TEST_CASE("map: hovering draws a ring and changes nothing elsewhere") {
  if (!can_draw()) return;
  MapView view = make_view();
  Screen screen(kSize);
  MapScene scene = news_scene();
  const Camera camera = camera_at(29.5, 60.86, 6);
  const Picture before = screen.draw(view, scene, camera);
  scene.hovered = scene.points[0].place;
  const Picture after = screen.draw(view, scene, camera);
  const int changed = different_pixels(before, after, 2);
  check(changed > 40 && changed < 1500, after, "hover");
}

TEST_CASE("map: on the screen the open article's places stay as they are, all others are dimmed") {
  if (!can_draw()) return;
  for (const Theme theme : {Theme::dark, Theme::light}) {
    MapView view = make_view();
    Screen screen(kSize);
    MapScene scene = news_scene(theme);
    const Camera camera = camera_at(31, 67, 5);
    const Picture before = screen.draw_until_settled(view, scene, camera);
    scene.open_places = {scene.points[0].place};
    const Picture after = screen.draw_until_settled(view, scene, camera);
    const PixelPos open = camera.to_pixel(WebMercator::from(scene.points[0].location));
    const PixelPos other = camera.to_pixel(WebMercator::from(scene.points[1].location));
    check(near(pixel(after, open), pixel(before, open)), after, "open-place");
    check(!near(pixel(after, other), pixel(before, other), 0.1f), after, "other-place");
    check(near(pixel(after, other), mix(pixel(before, other), palette(theme).land, 0.42f), 0.02f), after,
          "other-place-dimmed");
    CHECK(different_pixels(draw(view, scene, camera), before, 0) == 0);  // no picture is dimmed
    scene.open_places.clear();
    CHECK(different_pixels(screen.draw_until_settled(view, scene, camera), before, 0) == 0);
  }
}

TEST_CASE("map: an open article's place within a cluster, and one that has borders, stand out, too") {
  if (!can_draw()) return;
  MapView view = make_view();
  Screen screen(kSize);
  MapScene scene = news_scene();
  scene.style.style = MapStyle::heat;
  const Camera camera = camera_at(31, 67, 5);
  scene.open_places = {scene.points[1].place};
  const Picture dot = screen.draw_until_settled(view, scene, camera);
  const PixelPos at = camera.to_pixel(WebMercator::from(scene.points[1].location));
  check(near(pixel(dot, {at.x + 3, at.y}), palette(Theme::dark).point), dot,
        "open-dot");  // beside a town's dot
  scene.open_places = {scene.areas[0].place};
  const Picture outlined = screen.draw_until_settled(view, scene, camera);
  scene.open_places = {scene.points[0].place};
  check(different_pixels(outlined, screen.draw_until_settled(view, scene, camera), 20) > 300, outlined,
        "open-area");
}

TEST_CASE("labels: on the map of the Middle East no two overlap, and panning keeps those that stay in view") {
  if (built_gazetteer() == nullptr) return;
  LabelLayer layer(*built_gazetteer(), kharita::test::text_engine());
  const MapScene scene = news_scene();
  Camera camera = camera_at(30, 52, 5.3);
  std::vector<std::string> before;
  for (int step = 0; step < 12; ++step) {
    const Frame frame(camera, 1, {0, 0, kSize.width, kSize.height});
    layer.update(frame, scene, {});
    const auto labels = layer.labels();
    REQUIRE(labels.size() > 20);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      for (std::size_t k = i + 1; k < labels.size(); ++k) {
        REQUIRE_FALSE(LabelLayer::box_of(labels[i], frame).overlaps(LabelLayer::box_of(labels[k], frame)));
      }
    }
    std::vector<std::string> inner;  // those that stay in view for all steps
    for (const LabelLayer::Label& label : labels) {
      const double x = label.x - frame.origin_x + step * 31;
      const double y = label.y - frame.origin_y;
      if (x > 500 && x < 900 && y > 200 && y < 600) {
        inner.push_back(std::to_string(label.place.value) + "@" + std::to_string(label.x) + "," +
                        std::to_string(label.y));
      }
    }
    std::sort(inner.begin(), inner.end());
    if (step > 0) CHECK(inner == before);
    before = inner;
    camera.pan_by(-31, 0);
  }
}

TEST_CASE(
    "picture: a PNG is written whole, with its text fields, or the error names the file and what to do") {
  const Picture picture{2, 1, {255, 0, 0, 255, 0, 0, 255, 255}};
  const fs::path folder = fs::temp_directory_path() / ("kharita-png-" + std::to_string(::getpid()));
  const fs::path file = folder / "new" / "map.png";
  REQUIRE(write_png(picture, file, {{"Title", "خريطة"}}));
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  CHECK(bytes.starts_with("\x89PNG"));
  CHECK(bytes.find("خريطة") != std::string::npos);
  CHECK(std::distance(fs::directory_iterator(folder / "new"), fs::directory_iterator()) == 1);
  const auto failed = write_png(picture, folder / "new" / "map.png" / "below-a-file.png");
  REQUIRE_FALSE(failed);
  CHECK(failed.error().message.find("below-a-file.png") != std::string::npos);
  CHECK(failed.error().message.find("choose another folder") != std::string::npos);
  fs::remove_all(folder);
}

TEST_CASE("picture: a size that cannot be drawn is an error") {
  if (!can_draw()) return;
  MapView view = make_view();
  CHECK_FALSE(render_picture(view, new_scene(), camera_at(0, 0, 1, {0, 0}), kBare, 1));
  CHECK_FALSE(render_picture(view, new_scene(), camera_at(0, 0, 1, {kMaxPicturePx + 1, 10}), kBare, 1));
}

TEST_CASE("map: a picture is written through a link and never takes the link's place") {
  const kharita::test::TempFolder folder;
  const fs::path link = folder.path() / "link.png";
  fs::create_symlink(folder.path() / "picture.png", link);
  REQUIRE(write_png({1, 1, {0, 0, 0, 255}}, link));
  CHECK(fs::is_symlink(link));
  CHECK(fs::file_size(folder.path() / "picture.png") > 0);
}

namespace {

Camera globe_at(double lat, double lon, double zoom, PixelSize size = kSize) {
  Camera camera = camera_at(lat, lon, zoom, size);
  camera.set_projection(Projection::globe);
  camera.look_at(WebMercator::from(LatLon::from_degrees(lat, lon)), zoom);
  return camera;
}

}  // namespace

TEST_CASE("map: the globe has land, sea, tints and points in their places, and sky around") {
  if (!can_draw()) return;
  MapView view = make_view();
  for (const Theme theme : {Theme::dark, Theme::light}) {
    const Camera camera = globe_at(24, 50, 1.6, {640, 400});
    const Picture picture = draw(view, news_scene(theme), camera);
    const Palette& colors = palette(theme);
    check(near(pixel(picture, at(camera, 27, 28)), colors.land, 0.05f), picture, "globe-land");
    check(near(pixel(picture, at(camera, 5, 63)), colors.sea, 0.05f), picture, "globe-sea");
    check(near(pixel(picture, at(camera, 29.5, 60.86)), colors.point), picture, "globe-point");
    check(near(pixel(picture, {2, 2}), colors.sky), picture, "globe-sky");
  }
}

TEST_CASE("map: on the globe no gap shows along the antimeridian or at the South Pole") {
  if (!can_draw()) return;
  MapView view = make_view();
  const auto gaps = [&](const Camera& camera, PixelPos from, PixelPos to) {
    const Picture picture = draw(view, new_scene(), camera);
    int missing = 0;
    for (int i = 0; i <= 200; ++i) {
      const double t = i / 200.0;
      const Color seen = pixel(picture, {from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)});
      if (near(seen, palette(Theme::dark).sea, 0.01f)) ++missing;
    }
    check(missing == 0, picture, "globe-gap");
  };
  const Camera chukotka = globe_at(66, 180, 4);
  gaps(chukotka, at(chukotka, 65.8, -180), at(chukotka, 68.4, -180));
  const Camera antarctica = globe_at(-80, 20, 3);
  const PixelPos pole = at(antarctica, -90, 0);
  const double reach = antarctica.mapping().radius_px() * 0.1;  // past Mercator's end
  gaps(antarctica, {pole.x - reach, pole.y}, {pole.x + reach, pole.y});
  gaps(antarctica, {pole.x, pole.y - reach}, {pole.x, pole.y + reach});
}

TEST_CASE("map: places are picked at the antimeridian and at the poles, in both projections") {
  if (!can_draw()) return;
  MapView view = make_view();
  MapScene scene = new_scene();
  scene.areas = {area("ne:RU", 3), area("ne:AQ", 2), area("ne:FJ", 1)};
  const auto suva = point("سوفا", 5);
  scene.points = {suva};
  const auto picks = [&](const Camera& camera, double lat, double lon) {
    Screen screen(camera.viewport());
    (void)screen.draw(view, scene, camera);
    return view.pick(scene, camera, at(camera, lat, lon), 1);
  };
  for (const Projection projection : {Projection::mercator, Projection::globe}) {
    Camera camera = camera_at(60, 179.5, 3);
    camera.set_projection(projection);
    CHECK(picks(camera, 66.5, 178) == built_gazetteer()->find("ne:RU"));
    CHECK(picks(camera, 67.5, -178) == built_gazetteer()->find("ne:RU"));
    CHECK_FALSE(picks(camera, 55, -179).has_value());
    camera.look_at(WebMercator::from(LatLon::from_degrees(-17, 180)), 5);
    CHECK(picks(camera, suva.location.lat_deg(), suva.location.lon_deg()) == suva.place);
    CHECK(picks(camera, -16.5, 179.3) == built_gazetteer()->find("ne:FJ"));
    camera.look_at(WebMercator::from(LatLon::from_degrees(-80, 30)), 3);
    CHECK(picks(camera, -83, 30) == built_gazetteer()->find("ne:AQ"));
  }
  const Camera pole = globe_at(-84, 30, 3);
  for (const double lon : {0.0, 90.0, 179.0, -120.0})
    CHECK(picks(pole, -89.5, lon) == built_gazetteer()->find("ne:AQ"));
  const Camera north = globe_at(84, 30, 3);
  CHECK_FALSE(picks(north, 89.5, 0).has_value());
  const Camera away = globe_at(20, 20, 2);
  CHECK_FALSE(view.pick(scene, away, {5, 5}, 1).has_value());                                // the sky
  CHECK_FALSE(picks(away, suva.location.lat_deg(), suva.location.lon_deg()) == suva.place);  // behind
}

TEST_CASE("map: a still globe rests, and a turned one is as if drawn anew") {
  if (!can_draw()) return;
  MapView view = make_view();
  Screen screen(kSize);
  const MapScene scene = news_scene();
  Camera camera = globe_at(20, 50, 2.5);
  const Picture first = screen.draw(view, scene, camera);
  CHECK(screen.settled());
  CHECK(different_pixels(first, screen.draw(view, scene, camera), 0) == 0);
  camera.drag({600, 400}, {480, 350});
  const Picture turned = screen.draw(view, scene, camera);
  CHECK(screen.settled());
  CHECK(different_pixels(first, turned, 10) > 10000);
  check(different_pixels(turned, draw(view, scene, camera), 0) == 0, turned, "globe-turned");
}

TEST_CASE("map: nothing jumps where a level of detail takes over from another") {
  if (!can_draw()) return;
  MapView view = make_view();
  for (const Projection projection : {Projection::mercator, Projection::globe}) {
    for (const double level_zoom : {3.0, 5.0, 7.0}) {
      Camera camera = camera_at(48, 12, level_zoom - 1e-6);
      camera.set_projection(projection);
      const MapScene scene = new_scene();
      const Picture before = draw(view, scene, camera);
      camera.look_at(camera.center(), level_zoom + 1e-6);
      const Picture after = draw(view, scene, camera);
      CAPTURE(level_zoom);
      // Lines that lie within a pixel of where they lay: few pixels change much.
      check(different_pixels(before, after, 60) < 0.004 * 1280 * 800, after, "level-jump");
    }
  }
}
