// The one engine that the tests of app/typeset lay out with.
#pragma once

#include <doctest/doctest.h>

#include <utility>

#include "app/typeset/text_engine.h"

namespace kharita::app::typeset::test {

inline TextEngine& engine() {
  static TextEngine the_engine = [] {
    auto made = TextEngine::create();
    REQUIRE_MESSAGE(made.has_value(), made.error().message);
    return std::move(*made);
  }();
  return the_engine;
}

inline const Style kStyle{.size_px = 16};

}  // namespace kharita::app::typeset::test
