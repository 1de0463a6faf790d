// What tests that draw share: one context for all, and pictures to look at.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/map/map_view.h"

namespace kharita::test {

// Whether this machine has an EGL context for tests; made once, current from then on. Where EGL is absent the
// tests that draw are skipped, which is printed; they fail instead where KHARITA_REQUIRE_GL is set.
inline bool has_gl() {
  static const auto context = app::map::OffscreenContext::create();
  if (!context) {
    MESSAGE("skipped: " << context.error().message);
    REQUIRE(std::getenv("KHARITA_REQUIRE_GL") == nullptr);  // NOLINT(concurrency-mt-unsafe)
  }
  return context.has_value();
}

inline std::filesystem::path shader_folder() {
  return std::filesystem::path(KHARITA_SOURCE_DIR) / "shaders";
}

// Where failing tests leave their pictures: <build>/test-pictures.
inline std::filesystem::path picture_folder() {
  return (std::filesystem::path(KHARITA_SHARE_DIR) / ".." / ".." / "test-pictures").lexically_normal();
}

struct Rgb {
  int r = 0;
  int g = 0;
  int b = 0;
  friend bool operator==(const Rgb&, const Rgb&) = default;
};

}  // namespace kharita::test
