// A file whose blocks each have a checksum, so that any part of it is known to be as it was written without
// reading all. Its content is an opaque sequence of bytes, with a small head of its own before it.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/error.h"

namespace kharita::app {

inline constexpr std::size_t kCheckedBlock = 16384;  // bytes

// Writes the content from its start to its end, then the head. Errors wait for finish, but failed() tells.
class CheckedWriter {
 public:
  // Replaces the file.
  explicit CheckedWriter(const std::filesystem::path& file);
  CheckedWriter(const CheckedWriter&) = delete;
  CheckedWriter& operator=(const CheckedWriter&) = delete;
  ~CheckedWriter();

  void write(std::span<const std::uint8_t> bytes);
  [[nodiscard]] std::uint64_t size() const noexcept { return flushed_ + buffer_.size(); }  // of the content
  [[nodiscard]] bool failed() const noexcept { return reason_ != 0; }
  // Returns errno of what failed first, or 0.
  [[nodiscard]] int finish(std::string_view head);

 private:
  void flush();
  void put(const void* data, std::size_t size, std::uint64_t at);

  int descriptor_ = -1;
  int reason_ = 0;
  std::uint64_t flushed_ = 0;
  std::vector<std::uint8_t> buffer_;
  std::vector<std::uint64_t> checksums_;
};

// Any number of threads may read.
class CheckedFile {
 public:
  CheckedFile() = default;
  CheckedFile(const CheckedFile&) = delete;
  CheckedFile& operator=(const CheckedFile&) = delete;
  ~CheckedFile();

  // Reads and checks the head and the checksums. ErrorCode::damaged where the file is no such file, is cut
  // short, or its head has changed; io where it cannot be read. The message is the reason alone.
  [[nodiscard]] Result<void> open(const std::filesystem::path& file);
  [[nodiscard]] std::string_view head() const noexcept { return head_; }
  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }  // of the content
  // False once a part that was asked for was not as it was written.
  [[nodiscard]] bool is_sound() const noexcept { return sound_; }
  // The whole blocks around bytes [from, to) of the content into `blocks`, which `padding` zeros follow.
  // False, and is_sound() from then on, where they are not all there as they were written.
  [[nodiscard]] bool read(std::uint64_t from, std::uint64_t to, std::size_t padding,
                          std::vector<std::uint8_t>& blocks) const;

 private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::string head_;
  std::vector<std::uint64_t> checksums_;  // by block
  mutable std::atomic<bool> sound_{true};
};

// Parts of a CheckedFile one after another, mostly ascending: reads ahead, so that many small parts beside
// each other cost little. For one thread.
class CheckedReader {
 public:
  static constexpr std::size_t kPadding = 16;  // bytes behind a part that may be read

  explicit CheckedReader(const CheckedFile& file) : file_(&file) {}
  // Until the next call. Empty where the content has no such bytes or they are not sound.
  [[nodiscard]] std::span<const std::uint8_t> bytes(std::uint64_t from, std::size_t size);

 private:
  const CheckedFile* file_;
  std::uint64_t first_ = 0;  // of the content, in blocks_
  std::uint64_t end_ = 0;
  std::vector<std::uint8_t> blocks_;
};

}  // namespace kharita::app
