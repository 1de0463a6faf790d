// What a command draws the map with, without a window.
#pragma once

#include <memory>

#include "app/map/map_view.h"
#include "app/map/picture.h"
#include "app/typeset/text_engine.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace kharita::app::cli {

struct Studio {
  map::OffscreenContext context;
  std::unique_ptr<typeset::TextEngine> words;
  map::MapView view;
};

// The gazetteer must outlive it. An error where there is no OpenGL.
[[nodiscard]] Result<Studio> open_studio(const geo::Gazetteer& gazetteer);

}  // namespace kharita::app::cli
