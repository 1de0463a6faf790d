// The articles that are open, in memory: what lists, charts and the map need of each. The texts stay in the
// store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/articles/article_batch.h"

namespace kharita::app {

// Texts that are kept as long as the pool is, one after another. Move-only; what it returned stays valid when
// it is moved.
class TextPool {
 public:
  [[nodiscard]] std::string_view add(std::string_view text);
  void add(TextPool&& other);  // its texts stay where they are

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t left_ = 0;  // bytes of the last block
  char* next_ = nullptr;
};

// What is known of an article without its text. Views into the corpus.
struct ArticleHead {
  std::string_view id;
  std::string_view title;  // where it has none, the first line of its text
  std::string_view source;
  std::string_view language;  // ISO 639-1, empty where unknown
  std::optional<Date> published;
  PublishedFrom published_from = PublishedFrom::unknown;
};
// Some first bytes of the first line, cut between letters: what stands for a title where there is none.
[[nodiscard]] std::string_view first_line(std::string_view text);
// The title, else the first line.
[[nodiscard]] std::string_view title_of(const Article& article);

struct CorpusMention : PlacedMention {
  std::uint32_t words = 0;  // index into the corpus's: see Corpus::words_of
};

// Articles in order of import. Invariant of first_mention as in ArticleBatch. Move-only.
struct Corpus {
  std::vector<ArticleHead> articles;
  std::vector<std::uint32_t> first_mention{0};
  std::vector<CorpusMention> mentions;

  Corpus() = default;
  explicit Corpus(const ArticleBatch& batch) { add(batch); }

  // Mentions by start.
  void add(const Article& article, std::span<const ArticleMention> article_mentions);
  void add(const ArticleBatch& batch);
  // All of another corpus behind this one's; its texts come with it.
  void add(Corpus&& other);
  // One article of another corpus.
  void add(const Corpus& other, std::uint32_t article);

  // Puts a mention of these words, which says nothing yet, into an article: returns its index. Those behind
  // it stand one further on. O(mentions).
  std::uint32_t insert(std::uint32_t article, std::uint32_t start, std::uint32_t end, std::string_view words);

  [[nodiscard]] std::span<const CorpusMention> mentions_of(std::uint32_t article) const;
  // As the article writes them.
  [[nodiscard]] std::string_view words_of(const CorpusMention& mention) const {
    return words_[mention.words].text;
  }
  // Equal where the words of two mentions have the same normal form.
  [[nodiscard]] std::uint32_t name_of(const CorpusMention& mention) const {
    return words_[mention.words].name;
  }

 private:
  struct Words {
    std::string_view text;
    std::uint32_t name = 0;
  };
  [[nodiscard]] std::string_view kept_once(std::string_view text);  // of few different ones
  [[nodiscard]] std::uint32_t words_index(std::string_view words);
  void add_head(const ArticleHead& head);
  void end_article(std::uint32_t first);

  TextPool pool_;
  std::unordered_map<std::string_view, std::string_view> once_;
  std::unordered_map<std::string_view, std::uint32_t> words_index_;
  std::unordered_map<std::string, std::uint32_t> names_;  // by normal form
  std::vector<Words> words_;
};

}  // namespace kharita::app
