// Mentions that bear the same name as one of them: what a correction may reach.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "app/articles/corpus.h"

namespace kharita::app {

// What a correction reaches beside its mention: those of the same name in its article, or in all.
enum class CorrectionScope : std::uint8_t { mention, article, everywhere };

// `mention` and, as `scope` says, those of its article or of all whose words are the same in normal form and
// that were read as its place or one of its `rivals`. Ascending. Everywhere it is O(mentions).
[[nodiscard]] std::vector<std::uint32_t> mentions_of_same_name(const Corpus& corpus, std::uint32_t mention,
                                                               std::span<const geo::Alternative> rivals,
                                                               CorrectionScope scope);

}  // namespace kharita::app
