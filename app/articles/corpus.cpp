#include "app/articles/corpus.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

#include "geo/text/normalise.h"

namespace kharita::app {

std::string_view TextPool::add(std::string_view text) {
  constexpr std::size_t kBlock = 64 * 1024;
  if (text.empty()) return {};
  if (text.size() > left_) {
    left_ = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    next_ = blocks_.back().get();
  }
  std::memcpy(next_, text.data(), text.size());
  const std::string_view kept(next_, text.size());
  next_ += text.size();
  left_ -= text.size();
  return kept;
}

void TextPool::add(TextPool&& other) {
  // Before this one's last block, which goes on being filled.
  blocks_.insert(blocks_.begin(), std::make_move_iterator(other.blocks_.begin()),
                 std::make_move_iterator(other.blocks_.end()));
  other = TextPool();
}

std::string_view first_line(std::string_view text) {
  constexpr std::size_t kLongest = 200;
  const std::string_view line = text.substr(0, text.find('\n'));
  if (line.size() <= kLongest) return line;
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
    --end;
  return line.substr(0, end);
}

std::string_view title_of(const Article& article) {
  return article.title.empty() ? first_line(article.text) : std::string_view(article.title);
}

std::string_view Corpus::kept_once(std::string_view text) {
  if (text.empty()) return {};
  const auto found = once_.find(text);
  if (found != once_.end()) return found->second;
  const std::string_view kept = pool_.add(text);
  once_.emplace(kept, kept);
  return kept;
}

std::uint32_t Corpus::words_index(std::string_view words) {
  const auto found = words_index_.find(words);
  if (found != words_index_.end()) return found->second;
  const auto name =
      names_.try_emplace(geo::text::normalise(words), static_cast<std::uint32_t>(names_.size()));
  const auto index = static_cast<std::uint32_t>(words_.size());
  words_.push_back({pool_.add(words), name.first->second});
  words_index_.emplace(words_.back().text, index);
  return index;
}

void Corpus::add_head(const ArticleHead& head) {
  articles.push_back({pool_.add(head.id), pool_.add(head.title), kept_once(head.source),
                      kept_once(head.language), head.published, head.published_from});
}

void Corpus::end_article(std::uint32_t first) {
  for (std::size_t i = first; i < mentions.size(); ++i)
    mentions[i].article = static_cast<std::uint32_t>(articles.size() - 1);
  first_mention.push_back(static_cast<std::uint32_t>(mentions.size()));
}

void Corpus::add(const Article& article, std::span<const ArticleMention> article_mentions) {
  add_head({article.id, title_of(article), article.source, article.language, article.published,
            article.published_from});
  const auto first = static_cast<std::uint32_t>(mentions.size());
  for (const ArticleMention& mention : article_mentions)
    mentions.push_back({PlacedMention(mention), words_index(mention.words)});
  end_article(first);
}

void Corpus::add(const ArticleBatch& batch) {
  for (std::uint32_t i = 0; i < batch.articles.size(); ++i)
    add(batch.articles[i], batch.mentions_of(i));
}

void Corpus::add(const Corpus& other, std::uint32_t article) {
  add_head(other.articles[article]);
  const auto first = static_cast<std::uint32_t>(mentions.size());
  for (const CorpusMention& mention : other.mentions_of(article))
    mentions.push_back({PlacedMention(mention), words_index(other.words_of(mention))});
  end_article(first);
}

void Corpus::add(Corpus&& other) {
  std::vector<std::uint32_t> words;
  words.reserve(other.words_.size());
  for (const Words& one : other.words_)
    words.push_back(words_index(one.text));
  const auto first_article = static_cast<std::uint32_t>(articles.size());
  for (ArticleHead& head : other.articles) {
    head.source = kept_once(head.source);
    head.language = kept_once(head.language);
    articles.push_back(head);
  }
  const auto first = static_cast<std::uint32_t>(mentions.size());
  for (CorpusMention& mention : other.mentions) {
    mention.article += first_article;
    mention.words = words[mention.words];
    mentions.push_back(mention);
  }
  for (std::size_t i = 1; i < other.first_mention.size(); ++i)
    first_mention.push_back(first + other.first_mention[i]);
  pool_.add(std::move(other.pool_));
  other = Corpus();
}

std::uint32_t Corpus::insert(std::uint32_t article, std::uint32_t start, std::uint32_t end,
                             std::string_view words) {
  const auto of_article = mentions_of(article);
  const auto before = std::ranges::upper_bound(of_article, start, {}, &CorpusMention::start);
  const std::uint32_t index =
      first_mention[article] + static_cast<std::uint32_t>(before - of_article.begin());
  CorpusMention mention;
  mention.article = article;
  mention.start = start;
  mention.end = end;
  mention.words = words_index(words);
  mentions.insert(mentions.begin() + index, mention);
  for (std::size_t i = article + 1; i < first_mention.size(); ++i)
    ++first_mention[i];
  return index;
}

std::span<const CorpusMention> Corpus::mentions_of(std::uint32_t article) const {
  const std::uint32_t first = first_mention[article];
  return std::span(mentions).subspan(first, first_mention[article + 1] - first);
}

}  // namespace kharita::app
