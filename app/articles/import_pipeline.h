// The import without its resolver: one thread reads, several resolve, the calling thread keeps order and
// stores.
#pragma once

#include <functional>
#include <vector>

#include "app/articles/import.h"

namespace kharita::app {

// Finds the mentions of an article, and its language where it has none. Called on one thread only.
using ResolveArticle = std::function<std::vector<ArticleMention>(Article&)>;

struct ImportPlan {
  std::vector<std::filesystem::path> inputs;
  std::function<ResolveArticle()> make_resolver;  // called once on each resolving thread
  unsigned threads = 0;                           // that resolve; 0: one a core
  std::function<void(const ArticleBatch& batch)> on_batch;
};

// As import_articles. What is under way is bounded, so memory does not grow with the input.
[[nodiscard]] Result<ImportReport> run_import(const ImportPlan& plan, Store& store, Progress& progress);

}  // namespace kharita::app
