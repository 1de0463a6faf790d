#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include <cstdlib>
#include <string_view>

#include "app/map/gl/target.h"
#include "app/map/map_view.h"

namespace kharita::app::map {
namespace {

constexpr const char* kInstallHint = "install the Debian packages libegl1 and libgl1-mesa-dri";

bool has_word(const char* words, std::string_view word) {
  if (words == nullptr) return false;
  for (std::string_view rest = words; !rest.empty();) {
    const std::size_t end = rest.find(' ');
    if (rest.substr(0, end) == word) return true;
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return false;
}

EGLDisplay initialised(EGLDisplay display) {
  if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) != EGL_TRUE)
    return EGL_NO_DISPLAY;
  return display;
}

EGLDisplay platform_display(EGLenum platform, void* native) {
  const auto get =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  return get != nullptr ? initialised(get(platform, native, nullptr)) : EGL_NO_DISPLAY;
}

EGLDisplay first_device_display() {
  const auto query = reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(eglGetProcAddress("eglQueryDevicesEXT"));
  EGLDeviceEXT device = nullptr;
  EGLint count = 0;
  if (query == nullptr || query(1, &device, &count) != EGL_TRUE || count < 1) return EGL_NO_DISPLAY;
  return platform_display(EGL_PLATFORM_DEVICE_EXT, device);
}

// Surfaceless where the driver has it, else the first device, else the default display.
EGLDisplay open_display() {
  const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
  EGLDisplay display = EGL_NO_DISPLAY;
  if (has_word(extensions, "EGL_MESA_platform_surfaceless")) {
    display = platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY);
  }
  if (display == EGL_NO_DISPLAY && has_word(extensions, "EGL_EXT_platform_device"))
    display = first_device_display();
  if (display == EGL_NO_DISPLAY) display = initialised(eglGetDisplay(EGL_DEFAULT_DISPLAY));
  return display;
}

EGLConfig choose_config(EGLDisplay display) {
  constexpr EGLint kAttributes[] = {EGL_SURFACE_TYPE,
                                    EGL_PBUFFER_BIT,
                                    EGL_RENDERABLE_TYPE,
                                    EGL_OPENGL_BIT,
                                    EGL_RED_SIZE,
                                    8,
                                    EGL_GREEN_SIZE,
                                    8,
                                    EGL_BLUE_SIZE,
                                    8,
                                    EGL_NONE};
  EGLConfig config = nullptr;
  EGLint count = 0;
  if (eglChooseConfig(display, kAttributes, &config, 1, &count) != EGL_TRUE || count < 1)
    return EGL_NO_CONFIG_KHR;
  return config;
}

EGLContext create_context(EGLDisplay display, EGLConfig config) {
  constexpr EGLint kAttributes[] = {EGL_CONTEXT_MAJOR_VERSION,
                                    3,
                                    EGL_CONTEXT_MINOR_VERSION,
                                    3,
                                    EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                    EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
#ifndef NDEBUG
                                    EGL_CONTEXT_OPENGL_DEBUG,
                                    EGL_TRUE,
#endif
                                    EGL_NONE};
  return eglCreateContext(display, config, EGL_NO_CONTEXT, kAttributes);
}

EGLSurface create_pbuffer(EGLDisplay display, EGLConfig config) {
  constexpr EGLint kAttributes[] = {EGL_WIDTH, 1, EGL_HEIGHT, 1, EGL_NONE};
  return eglCreatePbufferSurface(display, config, kAttributes);
}

}  // namespace

struct OffscreenContext::Impl {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  EGLSurface surface = EGL_NO_SURFACE;  // only where the driver cannot do without one

  Impl() = default;
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  Impl(Impl&&) = delete;
  Impl& operator=(Impl&&) = delete;
  ~Impl() {
    if (display == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (surface != EGL_NO_SURFACE) eglDestroySurface(display, surface);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    // The display stays: eglTerminate would end every other context on it, too.
  }

  bool make_current(EGLConfig config) {
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_TRUE) return true;
    surface = create_pbuffer(display, config);
    return surface != EGL_NO_SURFACE && eglMakeCurrent(display, surface, surface, context) == EGL_TRUE;
  }
};

Result<OffscreenContext> OffscreenContext::create() {
  // Mesa writes to standard error what it tries in vain; our one line says it all.
  ::setenv("EGL_LOG_LEVEL", "fatal", 0);  // NOLINT(concurrency-mt-unsafe)
  auto impl = std::make_unique<Impl>();
  impl->display = open_display();
  if (impl->display == EGL_NO_DISPLAY) {
    return fail(ErrorCode::graphics, "no EGL display for drawing without a window: {}", kInstallHint);
  }
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) {
    return fail(ErrorCode::graphics, "EGL offers no OpenGL here: {}", kInstallHint);
  }
  const EGLConfig config = choose_config(impl->display);
  impl->context = create_context(impl->display, config);
  if (impl->context == EGL_NO_CONTEXT || !impl->make_current(config)) {
    return fail(ErrorCode::graphics, "EGL gives no OpenGL 3.3 context (error {:#x}): {}", eglGetError(),
                kInstallHint);
  }
  if (gladLoadGL(eglGetProcAddress) == 0) {
    return fail(ErrorCode::graphics, "OpenGL's functions cannot be loaded through EGL: {}", kInstallHint);
  }
  gl::log_driver_messages();
  return OffscreenContext(std::move(impl));
}

OffscreenContext::OffscreenContext(std::unique_ptr<Impl> impl) noexcept : impl_(std::move(impl)) {}
OffscreenContext::OffscreenContext(OffscreenContext&&) noexcept = default;
OffscreenContext& OffscreenContext::operator=(OffscreenContext&&) noexcept = default;
OffscreenContext::~OffscreenContext() = default;

}  // namespace kharita::app::map
