// Opens the boundaries that lie in a mapped gazetteer file. Private to geo: it names a FlatBuffers type.
#pragma once

#include <memory>

#include "geo/boundary/boundaries.h"
#include "geo/error.h"

namespace kharita::geo {

namespace fb {
struct Boundaries;  // generated from geo/boundary/boundary.fbs
struct Waters;
}  // namespace fb

class BoundaryTable {
 public:
  // `table` must have passed a flatbuffers::Verifier; this checks what that cannot: that every range and
  // index stays within its array (ErrorCode::damaged else). O(size of the table). `file` keeps the memory
  // alive as long as any copy of the Boundaries lives; it may be null where the caller sees to that. `waters`
  // may be null: then there are none.
  [[nodiscard]] static Result<Boundaries> open(const fb::Boundaries& table, std::shared_ptr<const void> file,
                                               const fb::Waters* waters = nullptr);
};

}  // namespace kharita::geo
