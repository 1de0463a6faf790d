#include <fmt/format.h>
#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <utility>

#include "app/articles/filter.h"
#include "app/map/gl/target.h"
#include "app/map/map_view.h"
#include "app/model/scene_builder.h"
#include "bench/benchmarks.h"
#include "bench/made_up.h"
#include "bench/measure.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::bench {
namespace {

constexpr app::map::PixelSize kWindow{1280, 800};
constexpr int kFrames = 60;
constexpr MadeUp kCorpus{50'000, 20, 50'000};

int complain(const Error& error) {
  fmt::print(stderr, "kharita_bench: {}\n", error.message);
  return 2;
}

constexpr std::array kStyles{std::pair{app::MapStyle::points, "points"},
                             std::pair{app::MapStyle::clusters, "clusters"},
                             std::pair{app::MapStyle::areas, "areas"}, std::pair{app::MapStyle::heat, "heat"},
                             std::pair{app::MapStyle::arcs, "arcs"}};

// How the camera moves from one frame to the next.
using Move = void (*)(app::map::Camera&, int frame);

void pan(app::map::Camera& camera, int frame) {
  camera.pan_by(frame % 20 < 10 ? 7 : -7, frame % 10 < 5 ? 3 : -3);
}

// Twenty frames in, twenty out, about a point off the middle: a step of the wheel a few frames.
void zoom(app::map::Camera& camera, int frame) {
  camera.zoom_about({800, 300}, frame % 40 < 20 ? 0.06 : -0.06);
}

// Moves the camera each frame; prints CPU time and the median wall time of a finished frame.
void measure_moving(app::map::MapView& view, const app::MapScene& scene, double zoom, Move move,
                    std::string_view name) {
  app::map::Camera camera;
  camera.set_viewport(kWindow);
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(30, 40)), zoom);
  const auto draw = [&] {
    view.draw(scene, camera, {}, 1);
    std::array<std::uint8_t, 4> pixel{};  // as the peers do, to wait for the graphics
    glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel.data());
  };
  draw();  // what is made once
  std::vector<double> wall;
  const double before = cpu_seconds();
  for (int i = 0; i < kFrames; ++i) {
    move(camera, i);
    const auto begin = std::chrono::steady_clock::now();
    draw();
    wall.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  print_figure(fmt::format("{}, CPU time", name), (cpu_seconds() - before) / kFrames * 1000, "ms");
  std::ranges::nth_element(wall, wall.begin() + kFrames / 2);
  print_figure(fmt::format("{}, wall time", name), wall[kFrames / 2], "ms");
}

// The longitude and latitude of each mention, as 32-bit floats.
bool write_points(const app::Corpus& corpus, const geo::Gazetteer& gazetteer,
                  const std::filesystem::path& file) {
  std::vector<float> points;
  points.reserve(2 * corpus.mentions.size());
  for (const app::CorpusMention& mention : corpus.mentions) {
    const geo::LatLon at = gazetteer.place(mention.place).location;
    points.push_back(static_cast<float>(at.lon_deg()));
    points.push_back(static_cast<float>(at.lat_deg()));
  }
  std::ofstream out(file, std::ios::binary);
  out.write(reinterpret_cast<const char*>(points.data()),
            static_cast<std::streamsize>(points.size() * sizeof(float)));
  return out.good();
}

}  // namespace

int measure_map(const std::filesystem::path& gazetteer_file, const std::filesystem::path& shaders,
                const std::filesystem::path& points) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file);
  if (!gazetteer) return complain(gazetteer.error());
  const auto context = app::map::OffscreenContext::create();
  if (!context) return complain(context.error());
  auto words = app::typeset::TextEngine::create();
  if (!words) return complain(words.error());
  auto view = app::map::MapView::create(*gazetteer, *words, shaders);
  if (!view) return complain(view.error());
  app::map::gl::Target target;
  if (const auto made = target.resize(kWindow); !made) return complain(made.error());
  const app::map::gl::FramebufferScope scope(target.framebuffer());
  glViewport(0, 0, kWindow.width, kWindow.height);

  app::MapScene base;
  base.revision = 1;
  measure_moving(*view, base, 3, pan, "map, base at zoom 3");
  measure_moving(*view, base, 3, zoom, "map, base zooming from 3");
  measure_moving(*view, base, 6, pan, "map, base at zoom 6");
  measure_moving(*view, base, 6, zoom, "map, base zooming from 6");
  const app::Corpus corpus(make_up_corpus(*gazetteer, kCorpus));
  if (!points.empty() && !write_points(corpus, *gazetteer, points))
    return complain({ErrorCode::io, points.string() + ": cannot be written"});
  app::FilterEngine engine(corpus, *gazetteer);
  engine.update();
  app::FilterResult result;
  engine.apply({}, result);
  app::MapScene scene = base;
  for (const auto& [style, name] : kStyles) {
    app::StyleOptions options;
    options.style = style;
    const std::uint64_t revision = scene.revision + 1;
    const double built = best_cpu_seconds(style == app::MapStyle::points ? 3 : 1, [&] {
      scene =
          app::build_map_scene(corpus, result, *gazetteer, app::Theme::dark, app::Language::arabic, options);
    });
    scene.revision = revision;
    print_figure(fmt::format("map, {}: scene of 1,000,000 mentions, CPU time", name), built * 1000, "ms");
    for (const int at : {3, 6}) {
      measure_moving(*view, scene, at, pan, fmt::format("map, {} at zoom {}", name, at));
      measure_moving(*view, scene, at, zoom, fmt::format("map, {} zooming from {}", name, at));
    }
  }
  return 0;
}

}  // namespace kharita::bench
