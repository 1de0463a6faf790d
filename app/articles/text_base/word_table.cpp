#include "app/articles/text_base/word_table.h"

#include <algorithm>

#include "app/articles/text_base/bit_code.h"
#include "app/articles/text_base/varint.h"

namespace kharita::app {

void WordTableWriter::add(std::string_view word, const WordList& list) {
  std::size_t shared = 0;
  if (count_ % WordTable::kBlock == 0) {
    put_text(word, index_);
    put_varint(words_.size(), index_);
    put_varint(list.at, index_);
  } else {
    const auto [end, ignored] = std::mismatch(word.begin(), word.end(), last_.begin(), last_.end());
    shared = static_cast<std::size_t>(end - word.begin());
  }
  put_varint(shared, words_);
  put_text(word.substr(shared), words_);
  put_varint(list.count, words_);
  put_varint(list.size, words_);
  words_.push_back(list.k);
  last_ = word;
  ++count_;
}

bool WordTable::read(std::span<const std::uint8_t> index, std::uint64_t words_at, std::uint64_t words_size) {
  ByteCursor cursor(index);
  while (!cursor.at_end()) {
    const std::string_view word = cursor.text();
    const std::uint64_t words = cursor.varint();
    const std::uint64_t list = cursor.varint();
    if (!cursor.is_good() || words > words_size) return false;
    if (!blocks_.empty() && words_at + words <= blocks_.back().words) return false;
    blocks_.push_back({first_words_.size(), words_at + words, list});
    first_words_ += word;
  }
  blocks_.push_back({first_words_.size(), words_at + words_size, 0});
  return true;
}

// Calls take(word, list) for each word that begins so, ascending, until it gives false.
template <typename Take>
void WordTable::each_with_beginning(std::string_view beginning, CheckedReader& reader,
                                    const Take& take) const {
  // The last block whose first word stands before the beginning may hold some at its end.
  std::size_t low = 0;
  std::size_t high = blocks_.size() - 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (first_word(middle) < beginning) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  std::string word;
  for (std::size_t block = low > 0 ? low - 1 : 0; block + 1 < blocks_.size(); ++block) {
    ByteCursor cursor(reader.bytes(blocks_[block].words, blocks_[block + 1].words - blocks_[block].words));
    WordList list;
    list.at = blocks_[block].list;
    while (!cursor.at_end()) {
      word.resize(std::min<std::uint64_t>(cursor.varint(), word.size()));
      word += cursor.text();
      list.count = cursor.varint();
      list.size = static_cast<std::uint32_t>(cursor.varint());
      list.k = static_cast<std::uint8_t>(cursor.varint());
      if (!cursor.is_good() || list.k > bits::kWidestK) return;
      if (word.starts_with(beginning)) {
        if (!take(word, list)) return;
      } else if (std::string_view(word) > beginning) {
        return;
      }
      list.at += list.size;
    }
  }
}

std::vector<WordList> WordTable::find(std::string_view word, Whole whole, CheckedReader& reader) const {
  std::vector<WordList> lists;
  for (const std::string& beginning : spellings_of(word)) {
    each_with_beginning(beginning, reader, [&](const std::string& token, const WordList& list) {
      const bool asked = whole == Whole::beginning || token.size() == beginning.size();
      if (asked && reads_as(token, reading_starts(token), word, whole)) lists.push_back(list);
      return whole == Whole::beginning;  // a whole word comes before the longer ones that begin with it
    });
  }
  std::sort(lists.begin(), lists.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
  return lists;
}

}  // namespace kharita::app
