#include "app/cli/articles_in.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>

#include "app/articles/store/store.h"
#include "app/articles/store_words.h"
#include "app/articles/text_base/text_base.h"
#include "app/cli/output.h"
#include "app/model/paths.h"

namespace kharita::app::cli {

namespace fs = std::filesystem;

void add_store_option(CLI::App& command, std::string& store, const std::string& description) {
  command.add_option("--store", store, description)->option_text("FILE")->check([](const std::string& name) {
    return name.empty() ? std::string("a store has a name: give a .gpkg file or PG:…") : std::string();
  });
}

Result<Store> open_store(const std::string& named, const geo::Gazetteer& gazetteer) {
  if (!named.empty()) return Store::open(named, gazetteer);
  const auto library = user_library();
  if (!library) return tl::unexpected(library.error());
  return Store::open(library->string(), gazetteer);
}

void add_articles_options(CLI::App& command, ArticlesIn& articles, const std::string& purpose) {
  command.add_option("articles", articles.inputs, fmt::format("Articles to {}: files and folders", purpose))
      ->option_text(" ");
  command
      .add_option(
          "--store", articles.store,
          fmt::format("The store to {}: a .gpkg file or PG:…; articles given are added to it", purpose))
      ->option_text("FILE");
}

Result<void> tell(const ImportReport& report) {
  const bool nothing = report.read == 0 && report.error_count > 0;
  if (nothing && report.error_count == 1) return tl::unexpected(report.errors.front());
  for (const std::string& note : report.notes)
    complain(note);
  for (const Error& error : report.errors)
    complain(error.message);
  if (nothing) return fail(ErrorCode::io, "none of the files given holds an article that can be read");
  return {};
}

Result<OpenArticles> open_articles(const ArticlesIn& articles, const geo::Gazetteer& gazetteer) {
  if (articles.inputs.empty() && articles.store.empty())
    return fail(ErrorCode::usage, "name the articles, or a store with --store");
  auto store = articles.store.empty()    ? Store::temporary(gazetteer)
               : articles.inputs.empty() ? Store::open_for_reading(articles.store, gazetteer)
                                         : Store::open(articles.store, gazetteer);
  if (!store) return tl::unexpected(store.error());
  if (!articles.inputs.empty()) {
    Progress progress;
    const std::vector<fs::path> inputs(articles.inputs.begin(), articles.inputs.end());
    const auto report = import_articles(inputs, gazetteer, *store, progress);
    if (!report) return tl::unexpected(report.error());
    if (const auto told = tell(*report); !told) return tl::unexpected(told.error());
  }
  Corpus corpus;
  const auto lost = store->each_page({.texts = false}, [&](const ArticleBatch& page) {
    corpus.add(page);
    return true;
  });
  if (!lost) return tl::unexpected(lost.error());
  if (*lost > 0) complain(lost_places_words(articles.store, *lost));
  return OpenArticles{std::move(*store), std::move(corpus)};
}

Result<FilterResult> filter_articles(const OpenArticles& articles, const Filter& filter,
                                     const geo::Gazetteer& gazetteer) {
  FilterEngine engine(articles.corpus, gazetteer);
  engine.update();
  FilterResult passing;
  for (int made_anew = 0; made_anew < 2; ++made_anew) {
    std::shared_ptr<const TextBase> base;
    if (is_set(filter, FilterPart::text)) {
      Progress progress;
      auto words = words_of(articles.store, progress, [] { return true; });
      if (!words) return tl::unexpected(std::move(words.error()));
      base = words->base();
      engine.set_words(std::move(*words), articles.corpus.articles.size());
    }
    engine.apply(filter, passing);
    if (base == nullptr || base->is_sound()) return passing;
    remove_words(articles.store);
  }
  return fail(ErrorCode::io, "{}: the index of words beside it cannot be read: is the disk sound?",
              articles.store.location());
}

}  // namespace kharita::app::cli
