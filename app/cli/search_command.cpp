#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/articles/filter.h"
#include "app/articles/text_query.h"
#include "app/cli/articles_in.h"
#include "app/cli/cli.h"
#include "app/cli/filter_words.h"
#include "app/cli/output.h"
#include "app/model/paths.h"
#include "app/model/views/article_list_view.h"
#include "geo/gazetteer/gazetteer.h"
#include "geo/resolve/json.h"

namespace kharita::app::cli {
namespace {

struct Options {
  std::string words;
  ArticlesIn articles;
  FilterWords filter;
  bool json = false;
};

constexpr std::size_t kAtOnce = 256;  // articles that are read

std::string day_of(const Article& article) {
  return article.published ? geo::text::to_iso(*article.published) : std::string();
}

// A line: day, source, title, snippet, id, with tabs between them; none of these holds a tab then.
std::string plain_line(const Article& article, const std::string& snippet) {
  std::string line;
  for (std::string cell :
       {day_of(article), article.source, std::string(title_of(article)), snippet, article.id}) {
    std::ranges::replace_if(
        cell, [](unsigned char c) { return c < 0x20; }, ' ');
    line += cell + '\t';
  }
  line.back() = '\n';
  return line;
}

std::string json_line(const Article& article, const std::string& snippet, std::size_t hits) {
  std::string line = "{\"id\": ";
  geo::append_json_string(article.id, line);
  line += ", \"published\": ";
  line += article.published ? fmt::format("\"{}\"", day_of(article)) : "null";
  for (const auto& [key, value] : {std::pair("source", &article.source), std::pair("title", &article.title),
                                   std::pair("url", &article.url), std::pair("snippet", &snippet)}) {
    line += fmt::format(", \"{}\": ", key);
    geo::append_json_string(*value, line);
  }
  return line + fmt::format(", \"hits\": {}}}\n", hits);
}

void tell(const Article& article, const HitFinder& finder, bool json) {
  const auto hits = finder.find(article.text);
  const std::string snippet = hits.empty() ? std::string() : snippet_of(article.text, hits).text;
  write_out(json ? json_line(article, snippet, hits.size()) : plain_line(article, snippet));
}

Result<void> search(const Options& options, const Common& common) {
  const auto gazetteer = geo::Gazetteer::open(gazetteer_file(common.gazetteer));
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  auto filter = make_filter(options.filter, *gazetteer);
  if (!filter) return tl::unexpected(filter.error());
  filter->text = options.words + " ";  // the last word is whole
  const auto articles = open_articles(options.articles, *gazetteer);
  if (!articles) return tl::unexpected(articles.error());
  const auto passing = filter_articles(*articles, *filter, *gazetteer);
  if (!passing) return tl::unexpected(passing.error());
  const HitFinder finder(filter->text);
  std::vector<std::string> ids;
  const auto& heads = articles->corpus.articles;
  for (std::size_t i = 0; i < heads.size(); ++i) {
    if (passing->article_passes[i] != 0) ids.emplace_back(heads[i].id);
    if (ids.size() < kAtOnce && i + 1 < heads.size()) continue;
    const auto found = articles->store.read(ids);
    if (!found) return tl::unexpected(found.error());
    for (const Article& article : found->articles)
      tell(article, finder, options.json);
    ids.clear();
  }
  return {};
}

}  // namespace

void add_search_command(CLI::App& app, const Common& common, int& exit_code) {
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("search", "Finds articles by their words, as the window's search does");
  command
      ->add_option("words", options->words,
                   "Words that all occur; \"…\" is a phrase, -word is not in it, OR between words is either")
      ->required()
      ->option_text(" ");
  add_articles_options(*command, options->articles, "search");
  add_filter_options(*command, options->filter);
  command->remove_option(command->get_option("--text"));
  command->add_flag("--json", options->json,
                    "One JSON object a line: id, published, source, title, url, snippet, hits");
  command->footer(
      "Arabic is folded as in the window: مسوول finds مسؤول, بغداد finds وبغداد. One line an article, in "
      "order of\n"
      "import: day, source, title, snippet and id, with tabs between them.");
  command->callback([options, &common, &exit_code] {
    const auto searched = search(*options, common);
    exit_code = searched ? flush_output() : fail_with(searched.error());
  });
}

}  // namespace kharita::app::cli
