#include "tests/geo/gazetteer/built_gazetteer.h"

#include <doctest/doctest.h>

namespace kharita::geo::test {

const Gazetteer* built_gazetteer() {
  static const auto opened = Gazetteer::open(KHARITA_SHARE_DIR "/world.gazetteer");
  if (opened) return &*opened;
  MESSAGE("skipped: " << opened.error().message);
  return nullptr;
}

}  // namespace kharita::geo::test
