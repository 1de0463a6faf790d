#include "app/articles/import.h"

#include <algorithm>
#include <future>
#include <memory>
#include <thread>

#include "app/articles/import_pipeline.h"
#include "geo/resolve/resolver.h"
#include "geo/threads.h"

namespace kharita::app {
namespace {

std::vector<ArticleMention> resolve(geo::Resolver& resolver, Article& article) {
  geo::Resolution resolution = resolver.resolve(
      {article.text, article.published, article.source, article.language, article.not_after});
  if (article.language.empty()) article.language = std::move(resolution.language);
  std::vector<ArticleMention> mentions;
  mentions.reserve(resolution.mentions.size());
  for (geo::Mention& found : resolution.mentions) {
    ArticleMention mention;
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

// Every n-th article of a page, with a resolver of its own.
void resolve_every(std::size_t first, std::size_t step, geo::Resolver& resolver, Progress& progress,
                   std::vector<Article>& page, std::vector<std::vector<ArticleMention>>& mentions) {
  for (std::size_t i = first; i < page.size() && !progress.cancelled; i += step) {
    mentions[i] = resolve(resolver, page[i]);
    ++progress.done;
  }
}

}  // namespace

Result<Store::Replaced> resolve_again(const geo::Gazetteer& gazetteer, Store& store, Progress& progress) {
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency());
  std::vector<geo::Resolver> resolvers;
  resolvers.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i)
    resolvers.emplace_back(gazetteer);
  progress.total = store.size();
  return store.replace_mentions(
      [&](std::vector<Article>& page) -> std::optional<std::vector<std::vector<ArticleMention>>> {
        std::vector<std::vector<ArticleMention>> mentions(page.size());
        std::vector<std::future<void>> running;
        for (std::size_t i = 0; i < threads; ++i)
          running.push_back(
              in_background([&, i] { resolve_every(i, threads, resolvers[i], progress, page, mentions); }));
        for (auto& part : running)
          part.get();
        if (progress.cancelled) return std::nullopt;
        return mentions;
      });
}

Result<ImportReport> import_articles(const std::vector<std::filesystem::path>& inputs,
                                     const geo::Gazetteer& gazetteer, Store& store, Progress& progress,
                                     const std::function<void(const ArticleBatch& batch)>& on_batch) {
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
