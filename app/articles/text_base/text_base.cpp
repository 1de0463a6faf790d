#include "app/articles/text_base/text_base.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "app/articles/text_base/article_table.h"
#include "app/articles/text_base/checked_file.h"
#include "app/articles/text_base/layout.h"
#include "app/articles/text_base/letter_table.h"
#include "app/articles/text_base/position_bits.h"
#include "app/articles/text_base/word_table.h"

namespace kharita::app {

struct TextBase::Parts {
  CheckedFile file;
  ArticleTable articles;
  WordTable words;
  LetterTable letters;
};

namespace {

// The positions at which one phrase begins, stretch by stretch.
class PhraseStarts {
 public:
  PhraseStarts(const TextQuery::Phrase& phrase, const WordTable& table, const CheckedFile& file,
               std::uint64_t positions) {
    CheckedReader reader(file);
    std::vector<std::vector<WordList>> lists;
    for (const std::string& word : phrase.words) {
      const bool beginning = phrase.unfinished && &word == &phrase.words.back();
      lists.push_back(table.find(word, beginning ? Whole::beginning : Whole::word, reader));
      if (lists.back().empty()) return;  // nothing holds it
    }
    for (const auto& of_word : lists)
      words_.emplace_back(of_word, reader, positions, lists.size());
  }
  [[nodiscard]] bool empty() const noexcept { return words_.empty(); }
  [[nodiscard]] std::size_t length() const noexcept { return words_.size(); }
  void advance() {
    for (PositionBits& word : words_)
      word.advance();
  }
  // Which of the 64 positions from `offset` on, a multiple of 64 below kStretch, begin the phrase.
  [[nodiscard]] std::uint64_t starts_at(std::size_t offset) const noexcept {
    std::uint64_t starts = ~std::uint64_t{0};
    for (std::size_t i = 0; i < words_.size() && starts != 0; ++i)
      starts &= words_[i].word_at(offset + i);
    return words_.empty() ? 0 : starts;
  }

 private:
  std::vector<PositionBits> words_;
};

std::vector<WordList> lists_of_word(const TextQuery::Phrase& phrase, const WordTable& table,
                                    CheckedReader& reader) {
  return table.find(phrase.words.front(), phrase.unfinished ? Whole::beginning : Whole::word, reader);
}

// One word: each list by itself, without bits for all positions.
void match_word(const ArticleTable& articles, std::span<const WordList> lists, CheckedReader& reader,
                std::span<std::uint8_t> holds) {
  for (const WordList& list : lists) {
    ListCursor cursor(reader.bytes(list.at, list.size), list);
    std::uint64_t end = 0;  // of the article of the position before
    for (std::uint64_t position = 0; cursor.next(position);) {
      if (position < end) continue;
      if (position >= articles.positions()) break;
      const std::uint32_t article = articles.article_of(position);
      end = articles.end_of(article);
      holds[article] = 1;
    }
  }
}

// The same for hits: no two words stand at one position.
void count_word(const ArticleTable& articles, std::span<const WordList> lists, CheckedReader& reader,
                std::span<const std::uint8_t> asked, std::span<std::uint32_t> hits) {
  for (const WordList& list : lists) {
    ListCursor cursor(reader.bytes(list.at, list.size), list);
    std::uint32_t article = 0;
    std::uint64_t text = 0;
    std::uint64_t end = 0;
    for (std::uint64_t position = 0; cursor.next(position);) {
      if (position >= articles.positions()) break;
      if (position >= end) {
        article = articles.article_of(position);
        end = articles.end_of(article);
        text = asked[article] != 0 ? articles.text_of(article) : end;
      }
      hits[article] += position >= text ? 1U : 0U;
    }
  }
}

// Adds up hits of all phrases: ascending, not overlapping, the longest where several begin.
class HitCounter {
 public:
  HitCounter(const ArticleTable& articles, std::span<const std::uint8_t> asked, std::span<std::uint32_t> hits)
      : articles_(&articles), asked_(asked), hits_(hits) {}
  void take(std::uint64_t position, std::size_t length) {
    if (position < free_from_) return;
    if (position >= end_) {
      article_ = articles_->article_of(position);
      end_ = articles_->end_of(article_);
    }
    if (position < articles_->text_of(article_)) return;
    free_from_ = position + length;
    hits_[article_] += asked_[article_] != 0 ? 1U : 0U;
  }

 private:
  const ArticleTable* articles_;
  std::span<const std::uint8_t> asked_;
  std::span<std::uint32_t> hits_;
  std::uint64_t free_from_ = 0;  // the first position that is in no hit yet
  std::uint32_t article_ = 0;
  std::uint64_t end_ = 0;  // of article_
};

}  // namespace

TextBase::TextBase(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
TextBase::~TextBase() = default;

std::size_t TextBase::size() const noexcept {
  return parts_->articles.size();
}

bool TextBase::is_sound() const noexcept {
  return parts_->file.is_sound();
}

bool TextBase::check(const std::function<bool()>& go_on) const {
  constexpr std::uint64_t kAtOnce = 64 * kCheckedBlock;
  const CheckedFile& file = parts_->file;
  std::vector<std::uint8_t> bytes;
  for (std::uint64_t at = 0; at < file.size() && go_on(); at += kAtOnce) {
    if (!file.read(at, std::min(at + kAtOnce, file.size()), 0, bytes)) break;
  }
  return is_sound();
}

Result<std::shared_ptr<const TextBase>> TextBase::open(const std::filesystem::path& file,
                                                       std::string_view stamp) {
  auto parts = std::make_unique<Parts>();
  const auto unusable = [&](ErrorCode code, std::string_view reason) {
    return fail(code, "{}: the index of words cannot be used: {}", file.string(), reason);
  };
  if (const auto opened = parts->file.open(file); !opened)
    return unusable(opened.error().code, opened.error().message);
  Layout layout;
  const std::string_view head = parts->file.head();
  if (head.size() < sizeof(layout)) return unusable(ErrorCode::damaged, "its head has changed");
  std::memcpy(&layout, head.data(), sizeof(layout));
  if (layout.version != kLayoutVersion) return unusable(ErrorCode::damaged, "it is of another version");
  if (head.substr(sizeof(layout)) != stamp)
    return unusable(ErrorCode::damaged, "it is not of the articles as they are now");
  CheckedReader reader(parts->file);
  if (!parts->articles.read(reader.bytes(layout.articles_at, layout.articles_size), layout.articles,
                            layout.positions) ||
      !parts->words.read(reader.bytes(layout.index_at, layout.index_size), layout.words_at,
                         layout.words_size) ||
      !parts->letters.read(reader, layout.letters_at, layout.letters_size, layout.articles))
    return unusable(ErrorCode::damaged, "its content has changed");
  return std::shared_ptr<const TextBase>(new TextBase(std::move(parts)));
}

void TextBase::match(const TextQuery::Phrase& phrase, std::span<std::uint8_t> holds) const {
  std::fill(holds.begin(), holds.end(), std::uint8_t{0});
  const ArticleTable& articles = parts_->articles;
  if (phrase.words.size() == 1) {
    CheckedReader reader(parts_->file);
    if (phrase.unfinished && parts_->letters.find(phrase.words.front(), reader, holds)) return;
    match_word(articles, lists_of_word(phrase, parts_->words, reader), reader, holds);
    return;
  }
  PhraseStarts phrase_starts(phrase, parts_->words, parts_->file, articles.positions());
  if (phrase_starts.empty()) return;
  for (std::uint64_t first = 0; first < articles.positions(); first += PositionBits::kStretch) {
    phrase_starts.advance();
    for (std::size_t offset = 0; offset < PositionBits::kStretch; offset += 64) {
      for (std::uint64_t starts = phrase_starts.starts_at(offset); starts != 0; starts &= starts - 1)
        holds[articles.article_of(first + offset + static_cast<unsigned>(std::countr_zero(starts)))] = 1;
    }
  }
}

void TextBase::count_hits(std::span<const TextQuery::Phrase> phrases, std::span<const std::uint8_t> asked,
                          std::span<std::uint32_t> hits) const {
  const ArticleTable& articles = parts_->articles;
  if (phrases.size() == 1 && phrases.front().words.size() == 1) {
    CheckedReader reader(parts_->file);
    count_word(articles, lists_of_word(phrases.front(), parts_->words, reader), reader, asked, hits);
    return;
  }
  std::vector<PhraseStarts> all;
  for (const TextQuery::Phrase& phrase : phrases) {
    all.emplace_back(phrase, parts_->words, parts_->file, articles.positions());
    if (all.back().empty()) all.pop_back();
  }
  if (all.empty()) return;
  // The longest first, so that the first that begins at a position is the one that counts there.
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.length() > b.length(); });
  HitCounter counter(articles, asked, hits);
  std::vector<std::uint64_t> starts(all.size());
  for (std::uint64_t first = 0; first < articles.positions(); first += PositionBits::kStretch) {
    for (PhraseStarts& phrase : all)
      phrase.advance();
    for (std::size_t offset = 0; offset < PositionBits::kStretch; offset += 64) {
      std::uint64_t any = 0;
      for (std::size_t i = 0; i < all.size(); ++i)
        any |= starts[i] = all[i].starts_at(offset);
      for (; any != 0; any &= any - 1) {
        const std::uint64_t bit = any & (~any + 1);
        std::size_t longest = 0;
        while ((starts[longest] & bit) == 0)
          ++longest;
        counter.take(first + offset + static_cast<unsigned>(std::countr_zero(bit)), all[longest].length());
      }
    }
  }
}

}  // namespace kharita::app
