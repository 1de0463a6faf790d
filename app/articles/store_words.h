// The words of all texts of a store, for the search.
#pragma once

#include <cstdint>
#include <functional>

#include "app/articles/store/store.h"
#include "app/articles/text_index.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app {

// Articles in order of import. Of a small store the words are in memory; of a large one they are in a file
// beside it, which is made where it is missing or of another store, and only what came in since is in memory.
// Where it cannot be made all are in memory. Progress counts articles, or bytes while the file is made;
// `between` is called between two pages, and false ends it with an error. Up to `few` articles are a small
// store, whose words are read in a second.
inline constexpr std::uint64_t kFewArticles = 20'000;
[[nodiscard]] Result<TextIndex> words_of(const Store& store, Progress& progress,
                                         const std::function<bool()>& between,
                                         std::uint64_t few = kFewArticles);
// Removes the file of words that were found to be no more what was written (TextBase::is_sound), so that
// words_of makes it anew.
void remove_words(const Store& store);

}  // namespace kharita::app
