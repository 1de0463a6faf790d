// The atlas on the graphics card.
#pragma once

#include <cstdint>

#include "app/typeset/atlas.h"

namespace kharita::app::typeset {

// Move-only owner of one texture; the context that was current at the first upload must be current wherever
// it is used or freed.
class AtlasTexture {
 public:
  AtlasTexture() = default;
  AtlasTexture(AtlasTexture&& other) noexcept;
  AtlasTexture& operator=(AtlasTexture&& other) noexcept;
  ~AtlasTexture();

  // Uploads the rows that changed and returns the texture's name. Leaves the texture binding as it was.
  [[nodiscard]] std::uint32_t upload(Atlas& atlas);

 private:
  void create();
  std::uint32_t name_ = 0;
};

}  // namespace kharita::app::typeset
