// A buffer whose content changes and whose size settles.
#pragma once

#include <bit>
#include <cstddef>
#include <span>

#include "app/map/gl/handle.h"

namespace kharita::app::map::gl {

// Its capacity grows in powers of two and never shrinks, so that after a while nothing is allocated any more.
// Functions bind it to `target` first.
class GrowingBuffer {
 public:
  explicit GrowingBuffer(GLenum target) : target_(target) {}

  void bind() {
    if (!buffer_) buffer_ = Buffer::make();
    glBindBuffer(target_, buffer_.get());
  }
  // Its content is `data` from now on.
  template <typename T>
  void replace(std::span<const T> data) {
    bind();
    if (data.size_bytes() > capacity_) {
      capacity_ = std::bit_ceil(data.size_bytes());
      glBufferData(target_, static_cast<GLsizeiptr>(capacity_), nullptr, GL_STREAM_DRAW);
    }
    glBufferSubData(target_, 0, static_cast<GLsizeiptr>(data.size_bytes()), data.data());
  }
  // Its content is `data` from now on, of which the first `kept` are there already.
  template <typename T>
  void extend(std::span<const T> data, std::size_t kept) {
    if (data.size_bytes() > capacity_) return replace(data);
    bind();
    const auto added = data.subspan(kept);
    if (added.empty()) return;
    glBufferSubData(target_, static_cast<GLintptr>(kept * sizeof(T)),
                    static_cast<GLsizeiptr>(added.size_bytes()), added.data());
  }

 private:
  GLenum target_;
  Buffer buffer_;
  std::size_t capacity_ = 0;  // bytes
};

}  // namespace kharita::app::map::gl
