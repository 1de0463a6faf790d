// A part of an index while it is built: the words of some articles in a row, sorted, in a temporary file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/articles/text_base/text_base.h"

namespace kharita::app {

// A file without a name, which is gone when this is. Any thread may append and read.
class ScratchFile {
 public:
  ScratchFile() = default;
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile();
  // Each returns errno, or 0. Beside `file`, on whose disk there is to be room.
  [[nodiscard]] int open(const std::filesystem::path& file);
  [[nodiscard]] int append(std::span<const std::uint8_t> bytes, std::uint64_t& at);
  [[nodiscard]] int read(std::uint64_t at, std::span<std::uint8_t> bytes) const;

 private:
  std::mutex mutex_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

// What becomes of a batch of articles: for each word, ascending, its length, its bytes, the count of its
// positions, and their gaps; positions count from the run's first.
struct Run {
  std::uint64_t at = 0;  // in the scratch file
  std::uint64_t size = 0;
  std::uint64_t positions = 0;         // of ArticleTable
  std::vector<std::uint8_t> articles;  // records of ArticleTable
  int reason = 0;                      // errno where it could not be written
};
[[nodiscard]] Run make_run(std::span<const TextOfArticle> articles, ScratchFile& scratch);

// Reads a run word by word.
class RunCursor {
 public:
  RunCursor(const ScratchFile& scratch, const Run& run, std::uint64_t first_position, std::size_t buffer);
  // To the next word, when all positions of the one before are read; false: there is none, or it cannot be
  // read.
  [[nodiscard]] bool next_word();
  [[nodiscard]] std::string_view word() const noexcept { return word_; }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  // The word's next position in the whole index, which has one.
  std::uint64_t next_position() {
    const std::uint64_t gap = varint();
    last_ += gap;
    return last_++;
  }
  [[nodiscard]] int reason() const noexcept { return reason_; }  // errno of a read that failed, or 0

 private:
  void fill();
  std::uint8_t byte() {
    if (at_ == buffer_.size()) fill();
    return buffer_[at_++];
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t next = byte();
      value |= std::uint64_t{next & 0x7FU} << shift;
      if (next < 0x80) return value;
    }
  }

  const ScratchFile* scratch_;
  std::uint64_t next_ = 0;  // what of the scratch file is to be read
  std::uint64_t end_ = 0;
  std::uint64_t first_position_;
  std::size_t most_;  // bytes of the buffer
  std::vector<std::uint8_t> buffer_;
  std::size_t at_ = 0;
  std::string word_;
  std::uint64_t count_ = 0;
  std::uint64_t last_ = 0;
  int reason_ = 0;
};

}  // namespace kharita::app
