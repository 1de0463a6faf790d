// Owners of OpenGL objects: move-only, freed exactly once, on the thread of the context that made them.
#pragma once

#include <glad/gl.h>

#include <span>
#include <utility>

namespace kharita::app::map::gl {

// Owns one OpenGL name; 0 owns nothing. Traits::create() makes a name, Traits::destroy(name) frees it.
// Assigning to a handle frees what it held before. Free it while its context is current.
template <typename Traits>
class Handle {
 public:
  Handle() = default;
  [[nodiscard]] static Handle make() { return Handle(Traits::create()); }
  explicit Handle(GLuint name) noexcept : name_(name) {}
  Handle(Handle&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  Handle& operator=(Handle&& other) noexcept {
    if (this != &other) reset(std::exchange(other.name_, 0));
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { reset(); }

  void reset(GLuint name = 0) noexcept {
    if (name_ != 0 && name_ != name) Traits::destroy(name_);
    name_ = name;
  }
  [[nodiscard]] GLuint get() const noexcept { return name_; }
  [[nodiscard]] explicit operator bool() const noexcept { return name_ != 0; }

 private:
  GLuint name_ = 0;
};

struct BufferTraits {
  static GLuint create() {
    GLuint name = 0;
    glGenBuffers(1, &name);
    return name;
  }
  static void destroy(GLuint name) noexcept { glDeleteBuffers(1, &name); }
};
struct VertexArrayTraits {
  static GLuint create() {
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    return name;
  }
  static void destroy(GLuint name) noexcept { glDeleteVertexArrays(1, &name); }
};
struct TextureTraits {
  static GLuint create() {
    GLuint name = 0;
    glGenTextures(1, &name);
    return name;
  }
  static void destroy(GLuint name) noexcept { glDeleteTextures(1, &name); }
};
struct FramebufferTraits {
  static GLuint create() {
    GLuint name = 0;
    glGenFramebuffers(1, &name);
    return name;
  }
  static void destroy(GLuint name) noexcept { glDeleteFramebuffers(1, &name); }
};
struct ProgramTraits {
  static GLuint create() { return glCreateProgram(); }
  static void destroy(GLuint name) noexcept { glDeleteProgram(name); }
};
struct VertexShaderTraits {
  static GLuint create() { return glCreateShader(GL_VERTEX_SHADER); }
  static void destroy(GLuint name) noexcept { glDeleteShader(name); }
};
struct FragmentShaderTraits {
  static GLuint create() { return glCreateShader(GL_FRAGMENT_SHADER); }
  static void destroy(GLuint name) noexcept { glDeleteShader(name); }
};

using Buffer = Handle<BufferTraits>;
using VertexArray = Handle<VertexArrayTraits>;
using Texture = Handle<TextureTraits>;
using Framebuffer = Handle<FramebufferTraits>;
using ProgramHandle = Handle<ProgramTraits>;
using VertexShader = Handle<VertexShaderTraits>;
using FragmentShader = Handle<FragmentShaderTraits>;

// A buffer's content, from its beginning.
template <typename T>
void read_buffer(const Buffer& buffer, std::span<T> to) {
  if (to.empty()) return;
  glBindBuffer(GL_COPY_READ_BUFFER, buffer.get());
  glGetBufferSubData(GL_COPY_READ_BUFFER, 0, static_cast<GLsizeiptr>(to.size_bytes()), to.data());
}

}  // namespace kharita::app::map::gl
