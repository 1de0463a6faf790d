// Import: reads files and folders, resolves what is new, stores it in batches. Runs in the background.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/articles/article_batch.h"
#include "app/articles/store/store.h"
#include "geo/error.h"
#include "geo/progress.h"

namespace kharita::app {

struct ImportReport {
  std::uint64_t read = 0;         // articles that could be read
  std::uint64_t added = 0;        // of these, new to the store
  bool cancelled = false;         // before all was read
  std::vector<Error> errors;      // a file or record each; the rest went on
  std::uint64_t error_count = 0;  // may exceed errors.size(), which stops at 1,000
  // What the user may want to know of articles that were read: broken characters replaced, an id that two
  // articles share, a stored article whose text has changed since. One line each; stops at 1,000, too.
  std::vector<std::string> notes;
};

// Reads `inputs` (files and folders), resolves new articles on all cores and stores them in batches, in input
// order. `on_batch` gets each batch after it was stored, on the calling thread. Progress counts bytes read.
// Cancelling ends it without an error once the articles being resolved and the batch being stored are done:
// what was told is kept, and nothing comes after it. An error is returned only where the store fails.
// The same id with the same title and text is stored once. With another text, it is a later version where
// title or address are the same: the stored one is kept, and a note says so. Else it is another article, such
// as number 1 of another file: it is stored under its id with a part of its content's id added, and a note
// says so.
[[nodiscard]] Result<ImportReport> import_articles(
    const std::vector<std::filesystem::path>& inputs, const geo::Gazetteer& gazetteer, Store& store,
    Progress& progress, const std::function<void(const ArticleBatch& batch)>& on_batch = {});

// Finds the places of all stored articles anew, after another gazetteer or other rules: on all cores, all or
// nothing. What the user corrected stays. Progress counts articles; cancelled, it is an error and the store
// is as it was.
[[nodiscard]] Result<Store::Replaced> resolve_again(const geo::Gazetteer& gazetteer, Store& store,
                                                    Progress& progress);

}  // namespace kharita::app
