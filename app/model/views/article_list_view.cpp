#include "app/model/views/article_list_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/views/selected.h"
#include "app/model/words.h"

namespace kharita::app {

namespace {

// Sorts by what the order names; articles without a date stand last either way.
void sort_articles(const AppState& state, std::vector<std::uint32_t>& articles) {
  const Corpus& corpus = state.corpus;
  const auto by_date = [&](std::uint32_t a, std::uint32_t b, bool newest) {
    const auto& da = corpus.articles[a].published;
    const auto& db = corpus.articles[b].published;
    if (da.has_value() != db.has_value()) return da.has_value();
    if (da && *da != *db) return newest ? *db < *da : *da < *db;
    return a < b;
  };
  const auto mention_count = [&](std::uint32_t a) {
    return corpus.first_mention[a + 1] - corpus.first_mention[a];
  };
  std::sort(articles.begin(), articles.end(), [&](std::uint32_t a, std::uint32_t b) {
    switch (state.view.order) {
      case ArticleOrder::newest_first:
        return by_date(a, b, true);
      case ArticleOrder::oldest_first:
        return by_date(a, b, false);
      case ArticleOrder::most_places:
        return mention_count(a) != mention_count(b) ? mention_count(a) > mention_count(b) : a < b;
    }
    return a < b;
  });
}

// What says that the date of publication was read off something that was not made to tell it; none where it
// was.
std::optional<Word> inferred_from(PublishedFrom from) {
  switch (from) {
    case PublishedFrom::byline:
      return Word::published_from_byline;
    case PublishedFrom::file_name:
      return Word::published_from_file_name;
    case PublishedFrom::text:
      return Word::published_from_text;
    case PublishedFrom::unknown:
    case PublishedFrom::metadata:
    case PublishedFrom::html:
    case PublishedFrom::user:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::string article_detail(const AppState& state, const Article& article) {
  std::string detail = article.source.empty() ? std::string(word(Word::unknown_source, state.language))
                                              : isolated(article.source);
  detail += " · ";
  detail += article.published ? isolated(date_words(*article.published, state.language))
                              : std::string(word(Word::undated, state.language));
  if (const auto from = inferred_from(article.published_from); from && article.published)
    detail += fmt::format(" ({})", word(*from, state.language));
  return detail;
}

std::string article_title(const Article& article) {
  if (!article.title.empty()) return article.title;
  return article.text.substr(0, std::min<std::size_t>(article.text.find('\n'), 200));
}

ArticleListView build_article_list_view(const AppState& state) {
  ArticleListView view;
  const std::vector<std::uint8_t> selected = mentions_selected(state);
  for (std::uint32_t i = 0; i < state.corpus.articles.size(); ++i) {
    if (state.result.article_passes[i] == 0) continue;
    if (!selected.empty() && selected[i] == 0) continue;
    view.articles.push_back(i);
  }
  sort_articles(state, view.articles);
  view.counts = count_of_all(state, view.articles.size());
  return view;
}

ArticleRow build_article_row(const AppState& state, std::uint32_t article) {
  const Article& a = state.corpus.articles[article];
  ArticleRow row;
  row.title = article_title(a);
  row.detail = fmt::format("{} · {}: {}", article_detail(state, a), word(Word::places, state.language),
                           state.corpus.mentions_of(article).size());
  return row;
}

}  // namespace kharita::app
