// What tests that draw share: one context for all, and pictures to look at.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "app/map/map_view.h"
#include "app/typeset/text_engine.h"
#include "tests/geo/gazetteer/built_gazetteer.h"

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

[[nodiscard]] std::filesystem::path shader_folder();

inline app::typeset::TextEngine& text_engine() {
  static auto engine = app::typeset::TextEngine::create();
  REQUIRE(engine);
  return *engine;
}

// Of the built gazetteer, which must be there, and of text_engine().
inline app::map::MapView make_view() {
  auto view = app::map::MapView::create(*geo::test::built_gazetteer(), text_engine(), shader_folder());
  REQUIRE_MESSAGE(view.has_value(), (view ? std::string() : view.error().message));
  return std::move(*view);
}

// Where failing tests leave their pictures: <build>/test-pictures.
[[nodiscard]] std::filesystem::path picture_folder();

struct Rgb {
  int r = 0;
  int g = 0;
  int b = 0;
  friend bool operator==(const Rgb&, const Rgb&) = default;
};

}  // namespace kharita::test
