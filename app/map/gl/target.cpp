#include "app/map/gl/target.h"

#include <cstdio>

namespace kharita::app::map::gl {

Result<void> Target::resize(PixelSize size) {
  if (size == size_ && framebuffer_) return {};
  texture_ = Texture::make();
  glBindTexture(GL_TEXTURE_2D, texture_.get());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  framebuffer_ = Framebuffer::make();
  const FramebufferScope scope(framebuffer_.get());
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.get(), 0);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
    size_ = {};
    return fail(ErrorCode::graphics,
                "the graphics driver cannot draw a picture of {} x {} pixels: choose a smaller one",
                size.width, size.height);
  }
  size_ = size;
  return {};
}

#ifdef NDEBUG
void log_driver_messages() {}
#else
namespace {

void GLAPIENTRY on_message(GLenum, GLenum type, GLuint, GLenum severity, GLsizei, const GLchar* message,
                           const void*) {
  if (type != GL_DEBUG_TYPE_ERROR || severity == GL_DEBUG_SEVERITY_NOTIFICATION) return;
  std::fprintf(stderr, "kharita: OpenGL: %s\n", message);
}

}  // namespace

void log_driver_messages() {
  if (GLAD_GL_KHR_debug == 0) return;
  glEnable(GL_DEBUG_OUTPUT);
  glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
  glDebugMessageCallback(on_message, nullptr);
}
#endif

}  // namespace kharita::app::map::gl
