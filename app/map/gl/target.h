// A texture that can be drawn into.
#pragma once

#include "app/map/camera.h"
#include "app/map/gl/handle.h"
#include "geo/error.h"

namespace kharita::app::map::gl {

// An RGBA8 colour texture with its framebuffer. Empty until resized.
class Target {
 public:
  // Keeps what it has where the size is the same. An error where the driver refuses the size.
  [[nodiscard]] Result<void> resize(PixelSize size);
  [[nodiscard]] PixelSize size() const noexcept { return size_; }
  [[nodiscard]] GLuint framebuffer() const noexcept { return framebuffer_.get(); }
  [[nodiscard]] GLuint texture() const noexcept { return texture_.get(); }

 private:
  Texture texture_;
  Framebuffer framebuffer_;
  PixelSize size_{};
};

// The framebuffer bound for drawing when it was made is bound again when it goes.
class FramebufferScope {
 public:
  explicit FramebufferScope(GLuint framebuffer) {
    glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &before_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  }
  ~FramebufferScope() { glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(before_)); }
  FramebufferScope(const FramebufferScope&) = delete;
  FramebufferScope& operator=(const FramebufferScope&) = delete;
  FramebufferScope(FramebufferScope&&) = delete;
  FramebufferScope& operator=(FramebufferScope&&) = delete;

 private:
  GLint before_ = 0;
};

// In debug builds: the driver's messages (KHR_debug) go to the log. Elsewhere it does nothing.
void log_driver_messages();

}  // namespace kharita::app::map::gl
