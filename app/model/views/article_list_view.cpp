#include "app/model/views/article_list_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/texts.h"
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

std::string article_detail(const AppState& state, const ArticleHead& article) {
  std::string detail = article.source.empty() ? std::string(word(Word::unknown_source, state.language))
                                              : isolated(article.source);
  detail += " · ";
  detail += article.published ? isolated(date_words(*article.published, state.language))
                              : std::string(word(Word::undated, state.language));
  if (const auto from = inferred_from(article.published_from); from && article.published)
    detail += fmt::format(" ({})", word(*from, state.language));
  return detail;
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
  view.hits = HitFinder(state.view.filter.text);
  if (!view.hits.empty()) {
    std::vector<std::uint8_t> listed(state.corpus.articles.size(), 0);
    for (const std::uint32_t article : view.articles)
      listed[article] = 1;
    view.hit_count = state.engine.count_hits(state.view.filter.text, listed);
  }
  view.counts = count_of_all(state, view.articles.size());
  return view;
}

Snippet snippet_of(std::string_view text, const std::vector<TextHit>& hits) {
  constexpr std::size_t kBefore = 48;   // bytes that may stand before the hit
  constexpr std::size_t kLength = 360;  // and in all
  Snippet snippet;
  std::size_t from = hits.front().byte_start;
  if (from > kBefore) {
    const std::size_t space = text.find_first_of(" \n", from - kBefore);
    from = std::min<std::size_t>(space + 1, from);
    snippet.text = "…";
  } else {
    from = 0;
  }
  std::size_t to = std::min(text.size(), from + kLength);
  if (to < text.size()) to = std::max<std::size_t>(text.find_last_of(" \n", to), hits.front().byte_end);
  const auto shift = static_cast<std::ptrdiff_t>(snippet.text.size()) - static_cast<std::ptrdiff_t>(from);
  for (const char c : text.substr(from, to - from))
    snippet.text += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  for (const TextHit& hit : hits) {
    if (hit.byte_end > to) break;
    snippet.hits.push_back({static_cast<std::uint32_t>(hit.byte_start + shift),
                            static_cast<std::uint32_t>(hit.byte_end + shift)});
  }
  return snippet;
}

ArticleRow build_article_row(const AppState& state, const ArticleListView& view, std::uint32_t article) {
  const ArticleHead& head = state.corpus.articles[article];
  ArticleRow row;
  row.title = head.title;
  row.detail = fmt::format("{} · {}: {}", article_detail(state, head), word(Word::places, state.language),
                           state.corpus.mentions_of(article).size());
  if (view.hits.empty()) return row;
  constexpr std::size_t kMostHits = 20;  // of a line
  row.title_hits = view.hits.find(row.title, kMostHits);
  const Article* whole = whole_article(state, article);
  if (whole == nullptr) return row;
  if (const auto hits = view.hits.find(whole->text, kMostHits); !hits.empty()) {
    Snippet snippet = snippet_of(whole->text, hits);
    row.snippet = std::move(snippet.text);
    row.snippet_hits = std::move(snippet.hits);
  }
  return row;
}

}  // namespace kharita::app
