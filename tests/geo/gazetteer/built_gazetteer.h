// The gazetteer of the build tree.
#pragma once

#include "geo/gazetteer/gazetteer.h"

namespace kharita::geo::test {

// Opened once. Null, with a message, where it was not built.
[[nodiscard]] const Gazetteer* built_gazetteer();

}  // namespace kharita::geo::test
