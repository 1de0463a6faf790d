#include "app/articles/corpus.h"

#include <algorithm>
#include <utility>

namespace kharita::app {

void Corpus::add(Article article, std::vector<CorpusMention> article_mentions) {
  const auto index = static_cast<std::uint32_t>(articles.size());
  const auto by_start = [](const CorpusMention& a, const CorpusMention& b) { return a.start < b.start; };
  std::stable_sort(article_mentions.begin(), article_mentions.end(), by_start);
  for (auto& mention : article_mentions) {
    mention.article = index;
    mentions.push_back(std::move(mention));
  }
  articles.push_back(std::move(article));
  first_mention.push_back(static_cast<std::uint32_t>(mentions.size()));
}

std::span<const CorpusMention> Corpus::mentions_of(std::uint32_t article) const {
  const std::uint32_t first = first_mention[article];
  return std::span(mentions).subspan(first, first_mention[article + 1] - first);
}

}  // namespace kharita::app
