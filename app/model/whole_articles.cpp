#include "app/model/whole_articles.h"

#include <utility>

namespace kharita::app {

const WholeArticle* WholeArticles::find(std::uint32_t article) const {
  const auto found = index_.find(article);
  if (found == index_.end()) {
    if (on_its_way_.insert(article).second) wanted_.push_back(article);
    return nullptr;
  }
  kept_.splice(kept_.begin(), kept_, found->second);
  return &found->second->whole;
}

void WholeArticles::put(std::uint32_t article, WholeArticle whole) {
  on_its_way_.erase(article);
  if (const auto old = index_.find(article); old != index_.end()) {
    bytes_ -= old->second->whole.article.text.size();
    kept_.erase(old->second);
  }
  bytes_ += whole.article.text.size();
  kept_.push_front({article, std::move(whole)});
  index_.insert_or_assign(article, kept_.begin());
  while (bytes_ > kMostBytes && kept_.size() > 1) {
    bytes_ -= kept_.back().whole.article.text.size();
    index_.erase(kept_.back().article);
    kept_.pop_back();
  }
}

std::vector<std::uint32_t> WholeArticles::take_wanted() {
  return std::exchange(wanted_, {});
}

}  // namespace kharita::app
