#include "app/articles/text_index.h"

#include <xxhash.h>

#include <algorithm>
#include <array>

namespace kharita::app {
namespace {

using geo::text::Token;

bool is_word(const Token& token) {
  return token.kind != Token::Kind::punctuation && token.norm_end > token.norm_start;
}

}  // namespace

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
  readings_.push_back(reading_starts(token));
  articles_.emplace_back();
  last_article_.push_back(kNoArticle);
  return id;
}

void TextIndex::add_words(std::string_view text) {
  const auto article = static_cast<std::uint32_t>(size());
  geo::text::tokenise(text, scratch_);
  for (const Token& token : scratch_.tokens) {
    if (!is_word(token)) continue;
    const std::uint32_t id = token_id(fold_for_search(scratch_.norm(token)));
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

std::uint32_t TextIndex::find_token(std::string_view token) const noexcept {
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(token.data(), token.size()));
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  while (table_[at].id != 0 && (table_[at].hash != hash || spelling(table_[at].id) != token))
    at = (at + 1) & mask;
  return table_[at].id;
}

// The word and what it is with proclitics before it, where an article holds that: ascending.
std::vector<std::uint32_t> TextIndex::tokens_that_are(std::string_view word) const {
  static constexpr std::array<std::string_view, 3> kConjunctions{"", "و", "ف"};
  static constexpr std::array<std::string_view, 9> kBefore{"",    "ب",   "ك",   "ل", "ال",
                                                           "بال", "كال", "لال", "لل"};
  static constexpr std::string_view kAlif = "ا";
  std::vector<std::uint32_t> ids;
  std::string token;
  const auto look_up = [&](std::string_view conjunction, std::string_view before, std::string_view rest) {
    token.assign(conjunction).append(before).append(rest);
    const std::uint32_t id = find_token(token);
    if (id != 0 && reads_as(token, readings_[id], word, Whole::word)) ids.push_back(id);
  };
  for (const std::string_view conjunction : kConjunctions) {
    for (const std::string_view before : kBefore)
      look_up(conjunction, before, word);
    if (word.starts_with(kAlif)) look_up(conjunction, "ل", word.substr(kAlif.size()));  // للكويت is ل, الكويت
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::uint32_t> TextIndex::tokens_that_begin(std::string_view beginning) const {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 1; id < token_count(); ++id) {
    if (reads_as(spelling(id), readings_[id], beginning, Whole::beginning)) ids.push_back(id);
  }
  return ids;
}

TextIndex::WordIds TextIndex::word_ids(const TextQuery::Phrase& phrase) const {
  WordIds words;
  for (const std::string& word : phrase.words) {
    const bool beginning = phrase.unfinished && &word == &phrase.words.back();
    words.push_back(beginning ? tokens_that_begin(word) : tokens_that_are(word));
  }
  return words;
}

bool TextIndex::phrase_at(std::uint64_t position, std::uint64_t end, const WordIds& words) const {
  if (position + words.size() > end) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!std::binary_search(words[i].begin(), words[i].end(), sequence_[position + i])) return false;
  }
  return true;
}

bool TextIndex::holds_phrase(std::uint32_t article, const WordIds& words) const {
  const std::uint64_t end = article_start_[article + 1];
  for (std::uint64_t at = article_start_[article]; at < end; ++at) {
    if (phrase_at(at, end, words)) return true;
  }
  return false;
}

TextIndex::Sought TextIndex::sought_by(std::string_view query) const {
  Sought sought;
  sought.begins.assign(token_count(), Sought::kNothing);
  for (const TextQuery::Clause& clause : parse_query(query).clauses) {
    for (const TextQuery::Phrase& phrase : clause) {
      if (phrase.excluded) continue;
      WordIds words = word_ids(phrase);
      const auto index = static_cast<std::uint32_t>(sought.phrases.size());
      for (const std::uint32_t id : words.front()) {
        sought.begins[id] = std::max(sought.begins[id], words.size() == 1 ? Sought::kWord : Sought::kPhrase);
        if (words.size() > 1) sought.begun_by[id].push_back(index);
        if (words.size() == 1) sought.words.insert(id);
      }
      sought.phrases.push_back(std::move(words));
    }
  }
  return sought;
}

// Of the longest phrase at a position, in words; 0: none stands there. Most positions cost one look-up.
std::size_t TextIndex::length_at(std::uint64_t position, std::uint64_t end, const Sought& sought) const {
  const std::uint32_t token = sequence_[position];
  if (sought.begins[token] != Sought::kPhrase) return sought.begins[token];
  std::size_t longest = sought.words.contains(token) ? 1 : 0;
  for (const std::uint32_t phrase : sought.begun_by.at(token)) {
    const WordIds& words = sought.phrases[phrase];
    if (words.size() > longest && phrase_at(position, end, words)) longest = words.size();
  }
  return longest;
}

std::uint64_t TextIndex::count_hits(std::string_view query, const std::vector<std::uint8_t>& articles) const {
  const Sought sought = sought_by(query);
  std::uint64_t hits = 0;
  for (std::size_t article = 0; article < std::min(articles.size(), size()); ++article) {
    if (articles[article] == 0 || sought.phrases.empty()) continue;
    const std::uint64_t end = article_start_[article + 1];
    std::uint64_t at = article_start_[article];
    while (sequence_[at++] != kBreak) {
    }
    while (at < end) {
      const std::size_t length = length_at(at, end, sought);
      hits += length > 0 ? 1 : 0;
      at += std::max<std::size_t>(length, 1);
    }
  }
  return hits;
}

void TextIndex::match_phrase(const TextQuery::Phrase& phrase, std::vector<std::uint8_t>& holds) const {
  holds.assign(size(), 1);
  std::vector<std::uint8_t> holds_word;
  const WordIds words = word_ids(phrase);
  for (const std::vector<std::uint32_t>& ids : words) {
    holds_word.assign(size(), 0);
    for (const std::uint32_t id : ids) {
      for (const std::uint32_t article : articles_[id])
        holds_word[article] = 1;
    }
    for (std::size_t i = 0; i < holds.size(); ++i)
      holds[i] &= holds_word[i];
  }
  if (words.size() < 2) return;
  for (std::uint32_t i = 0; i < holds.size(); ++i) {
    if (holds[i] != 0 && !holds_phrase(i, words)) holds[i] = 0;
  }
}

void TextIndex::match(std::string_view query, std::vector<std::uint8_t>& passes) const {
  passes.assign(size(), 1);
  std::vector<std::uint8_t> holds;
  std::vector<std::uint8_t> any;
  for (const TextQuery::Clause& clause : parse_query(query).clauses) {
    any.assign(size(), 0);
    for (const TextQuery::Phrase& phrase : clause) {
      match_phrase(phrase, holds);
      const std::uint8_t found = phrase.excluded ? 0 : 1;
      for (std::size_t i = 0; i < any.size(); ++i)
        if (holds[i] == found) any[i] = 1;
    }
    for (std::size_t i = 0; i < passes.size(); ++i)
      passes[i] &= any[i];
    if (std::find(passes.begin(), passes.end(), std::uint8_t{1}) == passes.end()) return;
  }
}

}  // namespace kharita::app
