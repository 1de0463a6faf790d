// Pictures of the map are compared with those in tests/data/golden, which people have looked at. Drivers and
// fonts round differently, so a few pixels may differ. To renew them after a wanted change, and then look at
// them:
//   KHARITA_RENEW_GOLDEN=1 build/release/bin/kharita_tests --test-case="golden:*"
#include <doctest/doctest.h>
#include <png.h>

#include <cstdlib>

#include "app/picture/picture_file.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;
namespace fs = std::filesystem;

namespace {

constexpr PixelSize kSize{640, 400};
constexpr int kTolerance = 24;            // levels of a channel
constexpr double kDifferentShare = 0.02;  // of the pixels may differ by more

struct Golden {
  const char* name;
  Theme theme;
  Language language;
  Projection projection;
  MapStyle style = MapStyle::points;
};
constexpr Golden kGoldens[] = {
    {"points-dark-arabic", Theme::dark, Language::arabic, Projection::mercator},
    {"points-light-english", Theme::light, Language::english, Projection::mercator},
    {"points-light-both", Theme::light, Language::both, Projection::mercator},
    {"points-globe-arabic", Theme::dark, Language::arabic, Projection::globe},
    {"clusters-light-english", Theme::light, Language::english, Projection::mercator, MapStyle::clusters},
    {"areas-dark-arabic", Theme::dark, Language::arabic, Projection::mercator, MapStyle::areas},
    {"heat-dark-english", Theme::dark, Language::english, Projection::mercator, MapStyle::heat},
    {"arcs-light-arabic", Theme::light, Language::arabic, Projection::mercator, MapStyle::arcs},
};

// Of `name`; none where there is no such picture.
std::optional<Picture> read_png(const fs::path& file) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_file(&image, file.c_str()) == 0) return std::nullopt;
  image.format = PNG_FORMAT_RGBA;
  Picture picture{static_cast<int>(image.width), static_cast<int>(image.height), {}};
  picture.rgba.resize(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr) == 0) return std::nullopt;
  return picture;
}

double different_share(const Picture& a, const Picture& b) {
  if (a.rgba.size() != b.rgba.size()) return 1;
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
    bool differs = false;
    for (std::size_t k = i; k < i + 4; ++k)
      differs = differs || std::abs(a.rgba[k] - b.rgba[k]) > kTolerance;
    different += differs ? 1 : 0;
  }
  return static_cast<double>(different) / static_cast<double>(a.rgba.size() / 4);
}

// Cities, a province and a country, one doubtful: what the legend can show.
MapScene make_scene(const geo::Gazetteer& gazetteer, const Golden& golden) {
  static std::uint64_t revision = 0;
  MapScene scene;
  scene.revision = ++revision;
  scene.theme = golden.theme;
  scene.language = golden.language;
  scene.style.style = golden.style;
  const std::pair<const char*, std::uint32_t> cities[] = {{"زاهدان", 9}, {"روالبندي", 5}, {"بغداد", 14},
                                                          {"دمشق", 7},   {"مسقط", 2},     {"الرياض", 4}};
  for (const auto& [name, mentions] : cities) {
    for (const geo::NameEntry& entry : gazetteer.lookup(name)) {
      const geo::Place place = gazetteer.place(entry.place);
      if (place.kind != geo::PlaceKind::city) continue;
      scene.points.push_back({place.id, place.location, mentions, 1, mentions == 2 ? 0.2f : 0.9f});
      break;
    }
  }
  // By country a scene has no province, in the other styles what is mentioned itself.
  const std::vector<std::pair<const char*, std::uint32_t>> areas =
      golden.style == MapStyle::areas
          ? std::vector<std::pair<const char*, std::uint32_t>>{{"ne:IR", 12}, {"ne:EG", 3}, {"ne:OM", 1}}
          : std::vector<std::pair<const char*, std::uint32_t>>{{"ne:IR", 3}, {"ne:IR04", 12}};
  for (const auto& [id, mentions] : areas) {
    const auto place = gazetteer.find(id);
    if (place) scene.areas.push_back({*place, gazetteer.place(*place).area, mentions, 1});
  }
  for (std::size_t i = 1; i < scene.points.size(); ++i) {
    const ScenePoint& a = scene.points[i - 1];
    const ScenePoint& b = scene.points[i];
    scene.arcs.push_back(a.place < b.place ? SceneArc{a.place, b.place, a.location, b.location, 3}
                                           : SceneArc{b.place, a.place, b.location, a.location, 3});
  }
  return scene;
}

}  // namespace

TEST_CASE("golden: the map looks as it did when it was last looked at") {
  const geo::Gazetteer* const gazetteer = geo::test::built_gazetteer();
  if (gazetteer == nullptr || !kharita::test::has_gl()) return;
  MapView view = kharita::test::make_view();
  const fs::path folder = fs::path(KHARITA_SOURCE_DIR) / "tests" / "data" / "golden";
  const bool renew = std::getenv("KHARITA_RENEW_GOLDEN") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  for (const Golden& golden : kGoldens) {
    CAPTURE(golden.name);
    Camera camera;
    camera.set_viewport(kSize);
    camera.set_projection(golden.projection);
    camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(29, 54)),
                   golden.projection == Projection::globe ? 1.8 : 4);
    Decorations decorations;
    decorations.title = golden.language == Language::english ? "Places in the news" : "أماكن في الأخبار";
    const auto picture = render_picture(view, make_scene(*gazetteer, golden), camera, decorations, 1);
    REQUIRE(picture);
    const fs::path file = folder / (std::string(golden.name) + ".png");
    if (renew) {
      REQUIRE(picture::write_png(*picture, file));
      continue;
    }
    const auto expected = read_png(file);
    if (!expected) {
      MESSAGE("skipped: " << file.string() << " is missing: see the top of this test");
      continue;
    }
    const double share = different_share(*picture, *expected);
    if (share > kDifferentShare) {
      const fs::path made = kharita::test::picture_folder() / (std::string("golden-") + golden.name + ".png");
      (void)picture::write_png(*picture, made);
      MESSAGE("the picture is in " << made.string());
    }
    CHECK(share <= kDifferentShare);
  }
}
