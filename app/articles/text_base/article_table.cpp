#include "app/articles/text_base/article_table.h"

#include <limits>

#include "app/articles/text_base/varint.h"

namespace kharita::app {

void ArticleTable::put(std::uint64_t title_words, std::uint64_t text_words, std::vector<std::uint8_t>& out) {
  put_varint(title_words, out);
  put_varint(text_words, out);
}

bool ArticleTable::read(std::span<const std::uint8_t> bytes, std::size_t articles, std::uint64_t positions) {
  if (articles > bytes.size() / 2 || articles >= std::numeric_limits<std::uint32_t>::max()) return false;
  start_.reserve(articles + 1);
  title_words_.reserve(articles);
  ByteCursor cursor(bytes);
  for (std::uint32_t article = 0; article < articles; ++article) {
    const std::uint64_t left = positions - start_.back();
    const std::uint64_t title = cursor.varint();
    const std::uint64_t text = cursor.varint();
    if (!cursor.is_good() || title > std::numeric_limits<std::uint32_t>::max() || title >= left ||
        text >= left || ArticleTable::positions(title, text) > left)
      return false;
    start_.push_back(start_.back() + ArticleTable::positions(title, text));
    title_words_.push_back(static_cast<std::uint32_t>(title));
  }
  if (!cursor.at_end() || start_.back() != positions) return false;
  coarse_.reserve(positions / kCoarse + 1);
  std::uint32_t article = 0;
  for (std::uint64_t position = 0; position < positions; position += kCoarse) {
    while (start_[article + 1] <= position)
      ++article;
    coarse_.push_back(article);
  }
  return true;
}

}  // namespace kharita::app
