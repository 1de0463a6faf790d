// The order of the places that bear one name.
#pragma once

#include <cstdint>
#include <tuple>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::geo {

// Less is better: written by hand; not of weak trust; a country or capital; then the larger place.
[[nodiscard]] inline auto name_rank(std::uint16_t flags, PlaceKind kind, bool is_capital,
                                    std::uint64_t population) noexcept {
  const bool curated = (flags & kNameCurated) != 0;
  const bool weak = (flags & kNameFromWords) != 0;
  const bool head = kind == PlaceKind::country || is_capital;
  return std::make_tuple(!curated, weak, !head, -static_cast<double>(population));
}

}  // namespace kharita::geo
