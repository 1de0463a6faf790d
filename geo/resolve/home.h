// The home country of a newspaper or agency.
#pragma once

#include <string_view>

#include "geo/gazetteer/gazetteer.h"

namespace kharita::geo {

// The country of `source`, a name or a web address: the longest name of data/lexicon/source.tsv in it, else
// the country of its top-level domain. Not valid where neither tells (الجزيرة والعالم, example.com).
// O(length).
[[nodiscard]] PlaceId home_of(std::string_view source, const Gazetteer& gazetteer);

}  // namespace kharita::geo
