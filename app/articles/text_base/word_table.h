// The words of an index in a file, ascending by their bytes, and where the list of each stands.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/text_base/checked_file.h"
#include "app/articles/text_query.h"

namespace kharita::app {

// Where a word's positions are: gaps as bit_code.h writes them, the first from position 0.
struct WordList {
  std::uint64_t at = 0;     // in the file's content
  std::uint64_t count = 0;  // positions
  std::uint32_t size = 0;   // bytes
  std::uint8_t k = 0;

  friend bool operator==(const WordList&, const WordList&) = default;
};

// Collects words that come ascending, whose lists stand one behind the other.
class WordTableWriter {
 public:
  void add(std::string_view word, const WordList& list);
  [[nodiscard]] const std::vector<std::uint8_t>& words() const noexcept { return words_; }
  [[nodiscard]] const std::vector<std::uint8_t>& index() const noexcept { return index_; }

 private:
  std::vector<std::uint8_t> words_;
  std::vector<std::uint8_t> index_;
  std::string last_;
  std::uint64_t count_ = 0;
};

// Keeps one word of kBlock in memory, and reads the others from the file when they are asked for.
class WordTable {
 public:
  static constexpr std::size_t kBlock = 64;

  // False where the bytes are not what WordTableWriter made. `words_at`: of words() in the content.
  [[nodiscard]] bool read(std::span<const std::uint8_t> index, std::uint64_t words_at,
                          std::uint64_t words_size);
  // The lists of all words that read as `word`, or as one that begins with it: ascending by where they stand.
  [[nodiscard]] std::vector<WordList> find(std::string_view word, Whole whole, CheckedReader& reader) const;

 private:
  struct Block {
    std::uint64_t word_start = 0;  // of its first word in first_words_
    std::uint64_t words = 0;       // in the content
    std::uint64_t list = 0;        // of its first word
  };
  [[nodiscard]] std::string_view first_word(std::size_t block) const noexcept {
    return std::string_view(first_words_)
        .substr(blocks_[block].word_start, blocks_[block + 1].word_start - blocks_[block].word_start);
  }
  template <typename Take>
  void each_with_beginning(std::string_view beginning, CheckedReader& reader, const Take& take) const;

  std::string first_words_;
  std::vector<Block> blocks_;  // and one more, where all end
};

}  // namespace kharita::app
