#include "app/articles/text_index.h"

#include <algorithm>

#include "app/articles/text_base/text_base.h"

namespace kharita::app {

// The words of the next article that stand in the sequence from there on.
void TextIndex::take_up(std::size_t from) {
  for (std::uint32_t id = static_cast<std::uint32_t>(readings_.size()); id < tokens_.size(); ++id) {
    readings_.push_back(reading_starts(tokens_.spelling(id)));
    articles_.emplace_back();
  }
  const auto article = static_cast<std::uint32_t>(own_size());
  for (; from < sequence_.size(); ++from) {
    std::vector<std::uint32_t>& articles = articles_[sequence_[from]];
    if (sequence_[from] == kBreak) continue;
    if (articles.empty() || articles.back() != article) articles.push_back(article);
  }
}

void TextIndex::add_words(std::string_view text) {
  const std::size_t from = sequence_.size();
  tokens_.append_numbers(words_.of(text), sequence_);
  take_up(from);
}

void TextIndex::add(std::string_view title, std::string_view text) {
  add_words(title);
  sequence_.push_back(kBreak);
  add_words(text);
  article_start_.push_back(sequence_.size());
}

void TextIndex::set_base(std::shared_ptr<const TextBase> base) {
  base_size_ = base->size();
  base_ = std::move(base);
}

std::vector<std::uint32_t> TextIndex::tokens_that_are(std::string_view word) const {
  std::vector<std::uint32_t> ids;
  for (const std::string& token : spellings_of(word)) {
    const std::uint32_t id = tokens_.find(token);
    if (id != TokenTable::kNone && reads_as(token, readings_[id], word, Whole::word)) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::vector<std::uint32_t> TextIndex::tokens_that_begin(std::string_view beginning) const {
  std::vector<std::uint32_t> ids;
  for (std::uint32_t id = 1; id < tokens_.size(); ++id) {
    if (reads_as(tokens_.spelling(id), readings_[id], beginning, Whole::beginning)) ids.push_back(id);
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

TextIndex::Sought TextIndex::sought_by(std::span<const TextQuery::Phrase> phrases) const {
  Sought sought;
  sought.begins.assign(tokens_.size(), Sought::kNothing);
  for (const TextQuery::Phrase& phrase : phrases) {
    WordIds words = word_ids(phrase);
    const auto index = static_cast<std::uint32_t>(sought.phrases.size());
    for (const std::uint32_t id : words.front()) {
      sought.begins[id] = std::max(sought.begins[id], words.size() == 1 ? Sought::kWord : Sought::kPhrase);
      if (words.size() > 1) sought.begun_by[id].push_back(index);
      if (words.size() == 1) sought.words.insert(id);
    }
    sought.phrases.push_back(std::move(words));
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

void TextIndex::count_own(const Sought& sought, std::span<const std::uint8_t> articles,
                          std::span<std::uint32_t> hits) const {
  for (std::size_t article = 0; article < articles.size(); ++article) {
    if (articles[article] == 0) continue;
    const std::uint64_t end = article_start_[article + 1];
    std::uint64_t at = article_start_[article];
    while (sequence_[at++] != kBreak) {
    }
    while (at < end) {
      const std::size_t length = length_at(at, end, sought);
      hits[article] += length > 0 ? 1U : 0U;
      at += std::max<std::size_t>(length, 1);
    }
  }
}

std::vector<std::uint32_t> TextIndex::hits(std::string_view query,
                                           const std::vector<std::uint8_t>& articles) const {
  std::vector<TextQuery::Phrase> phrases;
  for (TextQuery::Clause& clause : parse_query(query).clauses) {
    for (TextQuery::Phrase& phrase : clause)
      if (!phrase.excluded) phrases.push_back(std::move(phrase));
  }
  std::vector<std::uint32_t> counts(size(), 0);
  if (phrases.empty()) return counts;
  std::vector<std::uint8_t> asked = articles;
  asked.resize(size(), 0);
  const std::span<const std::uint8_t> of(asked);
  const std::span<std::uint32_t> to(counts);
  if (base_ != nullptr) base_->count_hits(phrases, of.first(base_size_), to.first(base_size_));
  count_own(sought_by(phrases), of.subspan(base_size_), to.subspan(base_size_));
  return counts;
}

void TextIndex::match_own(const TextQuery::Phrase& phrase, std::span<std::uint8_t> holds) const {
  std::fill(holds.begin(), holds.end(), std::uint8_t{1});
  std::vector<std::uint8_t> holds_word;
  const WordIds words = word_ids(phrase);
  for (const std::vector<std::uint32_t>& ids : words) {
    holds_word.assign(holds.size(), 0);
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

void TextIndex::match_phrase(const TextQuery::Phrase& phrase, std::span<std::uint8_t> holds) const {
  if (base_ != nullptr) base_->match(phrase, holds.first(base_size_));
  match_own(phrase, holds.subspan(base_size_));
}

void TextIndex::match(std::string_view query, std::vector<std::uint8_t>& passes) const {
  passes.assign(size(), 1);
  std::vector<std::uint8_t> holds(size());
  std::vector<std::uint8_t> any;
  const TextQuery parsed = parse_query(query);
  if (base_ == nullptr && !parsed.clauses.empty()) std::fill_n(passes.begin(), base_size_, std::uint8_t{0});
  for (const TextQuery::Clause& clause : parsed.clauses) {
    any.assign(size(), 0);
    for (const TextQuery::Phrase& phrase : clause) {
      match_phrase(phrase, holds);
      const std::uint8_t found = phrase.excluded ? 0 : 1;
      for (std::size_t i = 0; i < any.size(); ++i)
        any[i] = any[i] != 0 || holds[i] == found ? 1 : 0;
    }
    for (std::size_t i = 0; i < passes.size(); ++i)
      passes[i] &= any[i];
    if (std::find(passes.begin(), passes.end(), std::uint8_t{1}) == passes.end()) return;
  }
}

}  // namespace kharita::app
