// What the map takes from the driver and from the heap, counted: nothing in a frame where nothing changes,
// and no more OpenGL objects however the map is moved.
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <map>
#include <new>
#include <random>
#include <utility>
#include <vector>

#include "app/map/gl/target.h"
#include "app/map/map_view.h"
#include "app/map/world_layer.h"
#include "tests/app/articles/temp_folder.h"
#include "tests/app/map/gl_fixture.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

namespace {
std::atomic<long> allocations{0};
}

// The sanitizers have allocators of their own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void* operator new(std::size_t size) {
  allocations.fetch_add(1, std::memory_order_relaxed);
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
#endif

using namespace kharita;
using namespace kharita::app;
using namespace kharita::app::map;
namespace fs = std::filesystem;
using kharita::geo::test::built_gazetteer;

namespace {

constexpr PixelSize kSize{320, 200};

// Counts through glad's pointers while it lives.
class GlCounter {
 public:
  GlCounter() { counter = this; }
  ~GlCounter() {
    glad_glGenBuffers = gen_buffers_;
    glad_glGenVertexArrays = gen_vertex_arrays_;
    glad_glGenTextures = gen_textures_;
    glad_glGenFramebuffers = gen_framebuffers_;
    glad_glDeleteBuffers = delete_buffers_;
    glad_glDeleteTextures = delete_textures_;
    glad_glBufferData = buffer_data_;
    glad_glBufferSubData = buffer_sub_data_;
    glad_glTexImage2D = tex_image_;
    glad_glTexSubImage2D = tex_sub_image_;
    glad_glCreateProgram = create_program_;
    counter = nullptr;
  }
  GlCounter(const GlCounter&) = delete;
  GlCounter& operator=(const GlCounter&) = delete;
  GlCounter(GlCounter&&) = delete;
  GlCounter& operator=(GlCounter&&) = delete;

  long objects = 0;        // made
  long uploads = 0;        // buffers given content, textures given a size
  long vertex_bytes = 0;   // given to buffers of vertices
  long index_bytes = 0;    // and of indices
  long texture_bytes = 0;  // given to textures
  // What all buffers and textures take whose size was set while it lived.
  [[nodiscard]] long memory() const {
    long bytes = 0;
    for (const auto& [name, size] : buffer_sizes_)
      bytes += size;
    for (const auto& [name, size] : texture_sizes_)
      bytes += size;
    return bytes;
  }

 private:
  static inline GlCounter* counter = nullptr;
  static GLuint bound(GLenum what) {
    GLint name = 0;
    glad_glGetIntegerv(what, &name);
    return static_cast<GLuint>(name);
  }
  void upload(GLenum target, GLsizeiptr size) {
    ++uploads;
    (target == GL_ELEMENT_ARRAY_BUFFER ? index_bytes : vertex_bytes) += size;
  }
  static long texel_bytes(GLenum layout, GLenum type) {
    return (layout == GL_RGBA ? 4 : 1) * (type == GL_FLOAT ? 4 : 1);
  }
  template <auto original>
  static void GLAPIENTRY count_names(GLsizei n, GLuint* names) {
    counter->objects += n;
    (counter->*original)(n, names);
  }
  template <auto original, auto sizes>
  static void GLAPIENTRY forget_names(GLsizei n, const GLuint* names) {
    for (GLsizei i = 0; i < n; ++i)
      (counter->*sizes).erase(names[i]);
    (counter->*original)(n, names);
  }

  std::map<GLuint, long> buffer_sizes_;
  std::map<GLuint, long> texture_sizes_;
  PFNGLGENBUFFERSPROC gen_buffers_ = std::exchange(glad_glGenBuffers, count_names<&GlCounter::gen_buffers_>);
  PFNGLGENVERTEXARRAYSPROC gen_vertex_arrays_ =
      std::exchange(glad_glGenVertexArrays, count_names<&GlCounter::gen_vertex_arrays_>);
  PFNGLGENTEXTURESPROC gen_textures_ =
      std::exchange(glad_glGenTextures, count_names<&GlCounter::gen_textures_>);
  PFNGLGENFRAMEBUFFERSPROC gen_framebuffers_ =
      std::exchange(glad_glGenFramebuffers, count_names<&GlCounter::gen_framebuffers_>);
  PFNGLDELETEBUFFERSPROC delete_buffers_ = std::exchange(
      glad_glDeleteBuffers, forget_names<&GlCounter::delete_buffers_, &GlCounter::buffer_sizes_>);
  PFNGLDELETETEXTURESPROC delete_textures_ = std::exchange(
      glad_glDeleteTextures, forget_names<&GlCounter::delete_textures_, &GlCounter::texture_sizes_>);
  PFNGLBUFFERDATAPROC buffer_data_ =
      std::exchange(glad_glBufferData, [](GLenum target, GLsizeiptr size, const void* data, GLenum usage) {
        const GLenum binding =
            target == GL_ARRAY_BUFFER ? GL_ARRAY_BUFFER_BINDING : GL_ELEMENT_ARRAY_BUFFER_BINDING;
        counter->buffer_sizes_[bound(binding)] = size;
        if (data != nullptr) counter->upload(target, size);
        counter->buffer_data_(target, size, data, usage);
      });
  PFNGLBUFFERSUBDATAPROC buffer_sub_data_ = std::exchange(
      glad_glBufferSubData, [](GLenum target, GLintptr offset, GLsizeiptr size, const void* data) {
        counter->upload(target, size);
        counter->buffer_sub_data_(target, offset, size, data);
      });
  PFNGLTEXIMAGE2DPROC tex_image_ = std::exchange(
      glad_glTexImage2D, [](GLenum target, GLint level, GLint format, GLsizei width, GLsizei height,
                            GLint border, GLenum layout, GLenum type, const void* pixels) {
        ++counter->uploads;
        counter->texture_sizes_[bound(GL_TEXTURE_BINDING_2D)] =
            static_cast<long>(width) * height * texel_bytes(layout, type);
        counter->tex_image_(target, level, format, width, height, border, layout, type, pixels);
      });
  PFNGLTEXSUBIMAGE2DPROC tex_sub_image_ =
      std::exchange(glad_glTexSubImage2D, [](GLenum target, GLint level, GLint x, GLint y, GLsizei width,
                                             GLsizei height, GLenum layout, GLenum type, const void* pixels) {
        ++counter->uploads;
        counter->texture_bytes += static_cast<long>(width) * height * texel_bytes(layout, type);
        counter->tex_sub_image_(target, level, x, y, width, height, layout, type, pixels);
      });
  PFNGLCREATEPROGRAMPROC create_program_ = std::exchange(glad_glCreateProgram, []() -> GLuint {
    ++counter->objects;
    return counter->create_program_();
  });
};

constexpr std::array kStyles{MapStyle::points, MapStyle::clusters, MapStyle::areas, MapStyle::heat,
                             MapStyle::arcs};

// The first `count` of a row of places over the world, and what goes with them in each style.
MapScene made_up_scene(MapStyle style, std::uint64_t revision, std::uint32_t count, std::uint32_t step = 1) {
  const geo::Gazetteer& gazetteer = *built_gazetteer();
  MapScene scene;
  scene.style.style = style;
  scene.revision = revision;
  scene.filter_words = "longer than what a string holds within itself: من 1 يناير 2024";
  std::mt19937 random(3);
  for (std::uint32_t i = 0; i < count; ++i) {
    const geo::Place place =
        gazetteer.place({static_cast<std::uint32_t>(random() % gazetteer.place_count())});
    if (i % step != 0) continue;
    if (place.area.valid()) {
      scene.areas.push_back({place.id, place.area, 1 + i % 9, 1});
    } else {
      scene.points.push_back({place.id, place.location, 1 + i % 9, 1, 0.9f});
    }
  }
  for (std::uint32_t i = 0; i < 6; ++i) {
    const geo::Place country = gazetteer.place(gazetteer.countries()[30 * i + step]);
    if (country.area.valid()) scene.areas.push_back({country.id, country.area, 3 + i, 2});
  }
  for (std::size_t i = 1; style == MapStyle::arcs && i < scene.points.size() && i < 60; ++i) {
    const ScenePoint& a = scene.points[i - 1];
    const ScenePoint& b = scene.points[i];
    scene.arcs.push_back({a.place, b.place, a.location, b.location, 61 - static_cast<std::uint32_t>(i)});
  }
  return scene;
}

// A view of its own words and framebuffer.
struct Stage {
  explicit Stage(const fs::path& shaders) {
    auto engine = typeset::TextEngine::create();
    REQUIRE(engine);
    words = std::make_unique<typeset::TextEngine>(std::move(*engine));
    auto made = MapView::create(*built_gazetteer(), *words, shaders);
    REQUIRE_MESSAGE(made.has_value(), (made ? std::string() : made.error().message));
    view = std::make_unique<MapView>(std::move(*made));
    REQUIRE(target.resize(kSize));
    camera.set_viewport(kSize);
    camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(30, 55)), 4);
    show(MapStyle::points);
  }
  void show(MapStyle style) { scene = made_up_scene(style, scene.revision + 1, 500); }
  bool draw() {
    const gl::FramebufferScope scope(target.framebuffer());
    return view->draw(scene, camera, decorations, 1);
  }
  void settle() {
    for (int frame = 0; frame < 1000; ++frame) {
      if (draw()) return;
    }
    FAIL("the screen never settles");
  }

  std::unique_ptr<typeset::TextEngine> words;
  std::unique_ptr<MapView> view;
  gl::Target target;
  Camera camera;
  MapScene scene;
  Decorations decorations{true, true, true, "a title that is longer than what a string holds within itself"};
};

}  // namespace

TEST_CASE(
    "map: a frame where nothing changes allocates nothing, makes no OpenGL object and uploads nothing") {
  if (built_gazetteer() == nullptr || !kharita::test::has_gl()) return;
  Stage stage(kharita::test::shader_folder());
  for (const Projection projection : {Projection::mercator, Projection::globe}) {
    for (const MapStyle style : kStyles) {
      CAPTURE(static_cast<int>(projection));
      CAPTURE(static_cast<int>(style));
      stage.show(style);
      stage.camera.set_projection(projection);
      stage.settle();
      (void)stage.draw();
      const GlCounter counter;
      const long before = allocations.load();
      (void)stage.draw();
      CHECK(allocations.load() - before == 0);
      CHECK(counter.objects == 0);
      CHECK(counter.uploads == 0);
      stage.camera.pan_by(5, 3);  // the counters do count
      (void)stage.draw();
      CHECK(counter.uploads > 0);
    }
  }
}

TEST_CASE(
    "map: over 10,000 frames of random moves, in every style and projection, the second half takes nothing "
    "more") {
  if (built_gazetteer() == nullptr || !kharita::test::has_gl()) return;
  Stage stage(kharita::test::shader_folder());
  const GlCounter counter;
  std::mt19937 random(11);
  std::uniform_real_distribution<double> step(-1, 1);
  const auto move = [&](int frames) {
    for (int frame = 0; frame < frames; ++frame) {
      stage.camera.pan_by(40 * step(random), 30 * step(random));
      if (frame % 20 == 0) stage.camera.zoom_about({100, 80}, 0.7 * step(random));
      (void)stage.draw();
    }
  };
  const auto in_each = [&](auto visit) {
    for (const Projection projection : {Projection::mercator, Projection::globe}) {
      stage.camera.set_projection(projection);
      for (const MapStyle style : kStyles) {
        stage.show(style);
        visit();
      }
    }
  };
  const auto look_at = [&](double zoom) {
    stage.camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(30, 55)), zoom);
  };
  const auto wander = [&] {
    look_at(4);
    // A globe is drawn anew whenever it turns, which takes its time.
    move(stage.camera.projection() == Projection::globe ? 100 : 900);
  };
  in_each([&] {
    for (double zoom = Camera::kMinZoom; zoom <= 12; ++zoom) {
      look_at(zoom);
      (void)stage.draw();
    }
    wander();
  });
  const long objects = counter.objects;
  const long memory = counter.memory();
  CHECK(memory > 1'000'000);
  in_each(wander);
  CHECK(counter.objects == objects);
  // A buffer that is streamed into is as large as what was ever drawn from it, in powers of two: one may
  // double yet, where more shows than before.
  CHECK(counter.memory() - memory <= memory / 50);
}

TEST_CASE("map: another filter uploads no more than the mask, and what shows of it with the frame") {
  if (built_gazetteer() == nullptr || !kharita::test::has_gl()) return;
  constexpr std::uint32_t kPlaces = 20'000;
  auto world = WorldLayer::create(*built_gazetteer(), kharita::test::shader_folder());
  REQUIRE(world);
  gl::Target target;
  REQUIRE(target.resize(kSize));
  const gl::FramebufferScope scope(target.framebuffer());
  glViewport(0, 0, kSize.width, kSize.height);
  Camera camera;
  camera.set_viewport(kSize);
  camera.look_at(geo::WebMercator::from(geo::LatLon::from_degrees(30, 55)), 4);
  const Frame frame(camera, 1, {0, 0, kSize.width, kSize.height});
  std::uint64_t revision = 0;
  for (const MapStyle style : kStyles) {
    CAPTURE(static_cast<int>(style));
    const auto show = [&](std::uint32_t step) {
      (void)world->set_scene(made_up_scene(style, ++revision, kPlaces, step));
      world->update(frame);
      world->draw(frame, Theme::dark, false);
    };
    show(1);
    const GlCounter counter;
    for (const std::uint32_t step : {3u, 2u, 7u, 1u})
      show(step);
    const long mask = static_cast<long>(kPlaces * PointLayer::kMaskBytes);
    CHECK(counter.vertex_bytes <= 4 * mask);
    CHECK(counter.index_bytes <= 4 * mask / 2);  // of those that show
    if (style == MapStyle::areas) CHECK(counter.vertex_bytes == 0);
    if (style == MapStyle::heat) CHECK(counter.texture_bytes <= 4 * mask);
  }
}

TEST_CASE("map: a changed shader is taken up; a broken one is told once and the old one stays") {
  if (built_gazetteer() == nullptr || !kharita::test::has_gl()) return;
  const kharita::test::TempFolder folder;
  const fs::path shaders = folder.path() / "shaders";
  fs::copy(kharita::test::shader_folder(), shaders);
  Stage stage(shaders);
  (void)stage.draw();
  const auto unchanged = stage.view->reload_changed_shaders();
  REQUIRE(unchanged);
  CHECK_FALSE(*unchanged);
  const fs::path file = shaders / "area.frag";
  const auto touch = [&](int seconds) {
    fs::last_write_time(file, fs::file_time_type::clock::now() + std::chrono::seconds(seconds));
  };
  std::ofstream(file, std::ios::app) << "this is no GLSL\n";
  touch(10);
  const auto broken = stage.view->reload_changed_shaders();
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message.find("area.frag") != std::string::npos);
  CHECK(stage.view->reload_changed_shaders());
  (void)stage.draw();
  fs::copy_file(kharita::test::shader_folder() / "area.frag", file, fs::copy_options::overwrite_existing);
  touch(20);
  const auto mended = stage.view->reload_changed_shaders();
  REQUIRE(mended);
  CHECK(*mended);
  (void)stage.draw();
}
