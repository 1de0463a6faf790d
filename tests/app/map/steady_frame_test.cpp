// What the map takes from the driver and from the heap, counted: nothing in a frame where nothing changes,
// and no more OpenGL objects however the map is moved.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <map>
#include <new>
#include <random>

#include "app/map/gl/target.h"
#include "app/map/map_view.h"
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
    glad_glBufferData = buffer_data_;
    glad_glTexImage2D = tex_image_;
    glad_glCreateProgram = create_program_;
    counter = nullptr;
  }
  GlCounter(const GlCounter&) = delete;
  GlCounter& operator=(const GlCounter&) = delete;
  GlCounter(GlCounter&&) = delete;
  GlCounter& operator=(GlCounter&&) = delete;

  long objects = 0;  // made
  long uploads = 0;  // buffers given content, textures given a size

 private:
  static inline GlCounter* counter = nullptr;
  template <auto original>
  static void GLAPIENTRY count_names(GLsizei n, GLuint* names) {
    counter->objects += n;
    (counter->*original)(n, names);
  }

  PFNGLGENBUFFERSPROC gen_buffers_ = std::exchange(glad_glGenBuffers, count_names<&GlCounter::gen_buffers_>);
  PFNGLGENVERTEXARRAYSPROC gen_vertex_arrays_ =
      std::exchange(glad_glGenVertexArrays, count_names<&GlCounter::gen_vertex_arrays_>);
  PFNGLGENTEXTURESPROC gen_textures_ =
      std::exchange(glad_glGenTextures, count_names<&GlCounter::gen_textures_>);
  PFNGLGENFRAMEBUFFERSPROC gen_framebuffers_ =
      std::exchange(glad_glGenFramebuffers, count_names<&GlCounter::gen_framebuffers_>);
  PFNGLBUFFERDATAPROC buffer_data_ =
      std::exchange(glad_glBufferData, [](GLenum target, GLsizeiptr size, const void* data, GLenum usage) {
        ++counter->uploads;
        counter->buffer_data_(target, size, data, usage);
      });
  PFNGLTEXIMAGE2DPROC tex_image_ = std::exchange(
      glad_glTexImage2D, [](GLenum target, GLint level, GLint format, GLsizei width, GLsizei height,
                            GLint border, GLenum layout, GLenum type, const void* pixels) {
        ++counter->uploads;
        counter->tex_image_(target, level, format, width, height, border, layout, type, pixels);
      });
  PFNGLCREATEPROGRAMPROC create_program_ = std::exchange(glad_glCreateProgram, []() -> GLuint {
    ++counter->objects;
    return counter->create_program_();
  });
};

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
    scene.revision = 1;
    scene.filter_words = "longer than what a string holds within itself: من 1 يناير 2024";
    std::mt19937 random(3);
    for (std::uint32_t i = 0; i < 500; ++i) {
      const geo::Place place =
          built_gazetteer()->place({static_cast<std::uint32_t>(random() % built_gazetteer()->place_count())});
      scene.points.push_back({place.id, place.location, 1 + i % 9, 1, 0.9f});
    }
  }
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

TEST_CASE("map: once every zoom was seen, moving makes no OpenGL object") {
  if (built_gazetteer() == nullptr || !kharita::test::has_gl()) return;
  Stage stage(kharita::test::shader_folder());
  for (double zoom = 0; zoom <= 12; zoom += 0.5) {
    stage.camera.look_at(stage.camera.center(), zoom);
    (void)stage.draw();
  }
  const GlCounter counter;
  std::mt19937 random(11);
  std::uniform_real_distribution<double> step(-1, 1);
  for (int frame = 0; frame < 150; ++frame) {
    stage.camera.pan_by(120 * step(random), 80 * step(random));
    stage.camera.zoom_about({100, 80}, 0.7 * step(random));
    (void)stage.draw();
  }
  CHECK(counter.objects == 0);
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
