// Opens the lakes and rivers that lie in a mapped gazetteer file. Private to geo: it names a FlatBuffers
// type.
#pragma once

#include <memory>

#include "geo/boundary/waters.h"
#include "geo/error.h"

namespace kharita::geo {

namespace fb {
struct Waters;  // generated from geo/boundary/boundary.fbs
}

class WatersTable {
 public:
  // As BoundaryTable::open.
  [[nodiscard]] static Result<Waters> open(const fb::Waters& table, std::shared_ptr<const void> file);
};

}  // namespace kharita::geo
