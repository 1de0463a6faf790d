#include "app/articles/text_index.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace kharita::app {
namespace {

using geo::text::Token;

constexpr std::string_view kArticle = "ال";

bool is_word(const Token& token) {
  return token.kind != Token::Kind::punctuation && token.norm_end > token.norm_start;
}

std::string without_article(std::string_view word) {
  constexpr std::size_t kThreeLetters = 6;
  if (word.starts_with(kArticle) && word.size() >= kArticle.size() + kThreeLetters)
    word.remove_prefix(kArticle.size());
  return std::string(word);
}

// Where quotation marks of any kind open or close a phrase: the text cut at them, in turn outside and inside.
std::vector<std::string> cut_at_quotes(std::string_view query) {
  static constexpr std::array<std::string_view, 5> kQuotes{"\"", "“", "”", "«", "»"};
  std::vector<std::string> parts(1);
  for (std::size_t i = 0; i < query.size();) {
    const auto quote =
        std::find_if(kQuotes.begin(), kQuotes.end(), [&](auto q) { return query.substr(i).starts_with(q); });
    if (quote == kQuotes.end()) {
      parts.back().push_back(query[i++]);
    } else {
      parts.emplace_back();
      i += quote->size();
    }
  }
  return parts;
}

}  // namespace

std::vector<std::vector<std::string>> parse_query(std::string_view query) {
  std::vector<std::vector<std::string>> phrases;
  geo::text::Tokens tokens;
  bool quoted = false;
  for (const std::string& part : cut_at_quotes(query)) {
    geo::text::tokenise(part, tokens);
    std::vector<std::string> words;
    for (const Token& token : tokens.tokens) {
      if (is_word(token)) words.push_back(without_article(tokens.norm(token)));
    }
    if (quoted && !words.empty()) {
      phrases.push_back(std::move(words));
    } else {
      for (auto& word : words)
        phrases.push_back({std::move(word)});
    }
    quoted = !quoted;
  }
  return phrases;
}

bool token_matches(std::string_view token, std::string_view query_word) {
  if (token == query_word) return true;
  // A reading is the token's end, but for لل, which is read as ال.
  constexpr std::size_t kAlif = 2;
  const bool from_lam = query_word.starts_with(kArticle) && token.ends_with(query_word.substr(kAlif));
  if (!token.ends_with(query_word) && !from_lam) return false;
  std::array<geo::text::Reading, 32> readings;
  std::string scratch;
  const std::size_t count = geo::text::proclitic_readings(token, readings, scratch);
  return std::any_of(readings.begin(), readings.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const geo::text::Reading& reading) { return reading.rest == query_word; });
}

bool token_begins(std::string_view token, std::string_view query_word) {
  if (token.starts_with(query_word)) return true;
  std::array<geo::text::Reading, 32> readings;
  std::string scratch;
  const std::size_t count = geo::text::proclitic_readings(token, readings, scratch);
  return std::any_of(readings.begin(), readings.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const geo::text::Reading& reading) { return reading.rest.starts_with(query_word); });
}

bool ends_within_word(std::string_view query) {
  const std::vector<std::string> parts = cut_at_quotes(query);
  if (parts.size() % 2 == 0) return false;  // a phrase stands open
  geo::text::Tokens tokens;
  geo::text::tokenise(parts.back(), tokens);
  return !tokens.tokens.empty() && is_word(tokens.tokens.back()) &&
         tokens.tokens.back().byte_end == parts.back().size();
}

void TextIndex::grow_table() {
  std::vector<Slot> larger(table_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : table_) {
    if (slot.id == 0) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].id != 0)
      at = (at + 1) & mask;
    larger[at] = slot;
  }
  table_ = std::move(larger);
}

std::uint32_t TextIndex::token_id(std::string_view token) {
  if (std::size_t{token_count()} * 2 >= table_.size()) grow_table();
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(token.data(), token.size()));
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  while (table_[at].id != 0) {
    if (table_[at].hash == hash && spelling(table_[at].id) == token) return table_[at].id;
    at = (at + 1) & mask;
  }
  const std::uint32_t id = token_count();
  table_[at] = {hash, id};
  spellings_ += token;
  spelling_start_.push_back(spellings_.size());
  articles_.emplace_back();
  last_article_.push_back(kNoArticle);
  return id;
}

void TextIndex::add_words(std::string_view text) {
  const auto article = static_cast<std::uint32_t>(size());
  geo::text::tokenise(text, scratch_);
  for (const Token& token : scratch_.tokens) {
    if (!is_word(token)) continue;
    const std::uint32_t id = token_id(scratch_.norm(token));
    sequence_.push_back(id);
    if (last_article_[id] == article) continue;
    last_article_[id] = article;
    articles_[id].push_back(article);
  }
}

void TextIndex::add(std::string_view title, std::string_view text) {
  add_words(title);
  sequence_.push_back(kBreak);
  add_words(text);
  article_start_.push_back(sequence_.size());
}

std::vector<std::uint32_t> TextIndex::tokens_where(TokenTest holds, std::string_view word) const {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 1; id < token_count(); ++id) {
    if (holds(spelling(id), word)) ids.push_back(id);
  }
  return ids;
}

bool TextIndex::holds_phrase(std::uint32_t article,
                             const std::vector<std::vector<std::uint32_t>>& words) const {
  const std::uint64_t end = article_start_[article + 1];
  for (std::uint64_t at = article_start_[article]; at + words.size() <= end; ++at) {
    std::size_t i = 0;
    while (i < words.size() && std::binary_search(words[i].begin(), words[i].end(), sequence_[at + i]))
      ++i;
    if (i == words.size()) return true;
  }
  return false;
}

void TextIndex::match(std::string_view query, std::vector<std::uint8_t>& passes) const {
  passes.assign(size(), 1);
  std::vector<std::uint8_t> holds_word;
  const auto phrases = parse_query(query);
  const bool typing = ends_within_word(query);
  for (const auto& phrase : phrases) {
    std::vector<std::vector<std::uint32_t>> words;
    for (const std::string& word : phrase) {
      words.push_back(tokens_where(token_matches, word));
      if (words.back().empty() && typing && &phrase == &phrases.back()) {
        words.back() = tokens_where(token_begins, word);
      }
      holds_word.assign(size(), 0);
      for (const std::uint32_t id : words.back()) {
        for (const std::uint32_t article : articles_[id])
          holds_word[article] = 1;
      }
      for (std::size_t i = 0; i < passes.size(); ++i)
        passes[i] &= holds_word[i];
    }
    if (words.size() < 2) continue;
    for (std::uint32_t i = 0; i < passes.size(); ++i) {
      if (passes[i] != 0 && !holds_phrase(i, words)) passes[i] = 0;
    }
  }
}

}  // namespace kharita::app
