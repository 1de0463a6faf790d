#include "app/articles/import.h"

#include <memory>

#include "app/articles/import_pipeline.h"
#include "geo/resolve/resolver.h"

namespace kharita::app {
namespace {

std::vector<CorpusMention> resolve(geo::Resolver& resolver, Article& article) {
  geo::Resolution resolution = resolver.resolve(
      {article.text, article.published, article.source, article.language, article.not_after});
  if (article.language.empty()) article.language = std::move(resolution.language);
  std::vector<CorpusMention> mentions;
  mentions.reserve(resolution.mentions.size());
  for (geo::Mention& found : resolution.mentions) {
    CorpusMention mention;
    mention.start = found.start;
    mention.end = found.end;
    mention.place = found.place;
    mention.confidence = found.confidence;
    mention.role = found.role;
    mention.alternatives = std::move(found.alternatives);
    mentions.push_back(std::move(mention));
  }
  return mentions;
}

}  // namespace

Result<ImportReport> import_articles(const std::vector<std::filesystem::path>& inputs,
                                     const geo::Gazetteer& gazetteer, Store& store, Progress& progress,
                                     const std::function<void(const Corpus& batch)>& on_batch) {
  ImportPlan plan;
  plan.inputs = inputs;
  plan.on_batch = on_batch;
  plan.make_resolver = [&gazetteer]() -> ResolveArticle {
    // Shared, as std::function must be copyable; no other thread has it.
    return [resolver = std::make_shared<geo::Resolver>(gazetteer)](Article& article) {
      return resolve(*resolver, article);
    };
  };
  return run_import(plan, store, progress);
}

}  // namespace kharita::app
