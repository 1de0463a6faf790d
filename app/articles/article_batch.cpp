#include "app/articles/article_batch.h"

#include <algorithm>
#include <utility>

#include "geo/text/span_cutter.h"

namespace kharita::app {

void ArticleBatch::add(Article article, std::vector<ArticleMention> article_mentions) {
  const auto index = static_cast<std::uint32_t>(articles.size());
  const auto by_start = [](const ArticleMention& a, const ArticleMention& b) { return a.start < b.start; };
  std::stable_sort(article_mentions.begin(), article_mentions.end(), by_start);
  geo::text::SpanCutter cutter(article.text);
  for (auto& mention : article_mentions) {
    mention.article = index;
    if (mention.words.empty()) mention.words = cutter.cut(mention.start, mention.end);
    mentions.push_back(std::move(mention));
  }
  articles.push_back(std::move(article));
  first_mention.push_back(static_cast<std::uint32_t>(mentions.size()));
}

std::span<const ArticleMention> ArticleBatch::mentions_of(std::uint32_t article) const {
  const std::uint32_t first = first_mention[article];
  return std::span(mentions).subspan(first, first_mention[article + 1] - first);
}

}  // namespace kharita::app
