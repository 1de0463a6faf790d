// What the sources leave open between places: the province that a city lies in, the country of what has none,
// sums.
#pragma once

#include "geo/gazetteer/draft.h"

namespace kharita::geo {

// Gives every city its province. Disagreements between codes and map go into the draft's list.
void link_provinces(GazetteerDraft& draft);

// Populations of provinces and countries: at least the sum of their cities'.
void sum_populations(GazetteerDraft& draft);

}  // namespace kharita::geo
