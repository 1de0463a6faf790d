// The articles that a command works on: files, a store, or both.
#pragma once

#include <string>
#include <vector>

#include "app/articles/corpus.h"
#include "app/articles/filter.h"
#include "app/articles/import.h"
#include "app/articles/store/store.h"
#include "geo/error.h"
#include "geo/gazetteer/gazetteer.h"

namespace CLI {
class App;
}

namespace kharita::app::cli {

struct ArticlesIn {
  std::vector<std::string> inputs;  // files and folders
  std::string store;                // empty: none
};

// --store FILE; an empty name is an error.
void add_store_option(CLI::App& command, std::string& store, const std::string& description);

// The store that was named, else the user's library, to be written to.
[[nodiscard]] Result<Store> open_store(const std::string& named, const geo::Gazetteer& gazetteer);

// `purpose` is what the command does with them: "show".
void add_articles_options(CLI::App& command, ArticlesIn& articles, const std::string& purpose);

struct OpenArticles {
  Store store;  // which has their texts
  Corpus corpus;
};
// The store's articles, and those of the files given; these are stored nowhere unless a store is given. Says
// on standard error what could not be read, or was repaired; an error where nothing is left.
[[nodiscard]] Result<OpenArticles> open_articles(const ArticlesIn& articles, const geo::Gazetteer& gazetteer);
// What passes. Where the filter has words the texts are read.
[[nodiscard]] Result<FilterResult> filter_articles(const OpenArticles& articles, const Filter& filter,
                                                   const geo::Gazetteer& gazetteer);

// Says what could not be read, or was repaired; an error where nothing could be read.
[[nodiscard]] Result<void> tell(const ImportReport& report);

}  // namespace kharita::app::cli
