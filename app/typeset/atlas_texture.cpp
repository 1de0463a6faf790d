#include "app/typeset/atlas_texture.h"

#include <glad/gl.h>

#include <array>
#include <utility>

namespace kharita::app::typeset {

AtlasTexture::AtlasTexture(AtlasTexture&& other) noexcept : name_(std::exchange(other.name_, 0)) {}

AtlasTexture& AtlasTexture::operator=(AtlasTexture&& other) noexcept {
  std::swap(name_, other.name_);
  return *this;
}

AtlasTexture::~AtlasTexture() {
  if (name_ != 0) glDeleteTextures(1, &name_);
}

void AtlasTexture::create() {
  glGenTextures(1, &name_);
  glBindTexture(GL_TEXTURE_2D, name_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, Atlas::kWidth, Atlas::kHeight, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
  constexpr std::array<GLint, 4> kSwizzle{GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kSwizzle.data());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
}

std::uint32_t AtlasTexture::upload(Atlas& atlas) {
  if (glad_glTexImage2D == nullptr) return 0;  // OpenGL was never loaded: a test without a window
  const Atlas::Rows rows = atlas.take_changed_rows();
  if (name_ != 0 && rows.first >= rows.last) return name_;
  GLint bound = 0;
  GLint alignment = 4;
  glGetIntegerv(GL_TEXTURE_BINDING_2D, &bound);
  glGetIntegerv(GL_UNPACK_ALIGNMENT, &alignment);
  if (name_ == 0) create();
  glBindTexture(GL_TEXTURE_2D, name_);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, rows.first, Atlas::kWidth, rows.last - rows.first, GL_RED,
                  GL_UNSIGNED_BYTE, atlas.row_pixels(rows.first));
  glPixelStorei(GL_UNPACK_ALIGNMENT, alignment);
  glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(bound));
  return name_;
}

}  // namespace kharita::app::typeset
