// Bytes of any encoding as UTF-8, a chunk or a line at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "app/articles/readers/encoding/charset.h"
#include "app/articles/readers/encoding/decoder.h"
#include "geo/error.h"

namespace kharita::app {

// Replaces each broken byte sequence with U+FFFD, and NUL, which neither database nor window can show, too.
// Returns how many.
std::uint64_t repair_utf8(std::string& text);

// A stream decoded to UTF-8, in bounded memory. UTF-8 itself passes through as it is, so repair_utf8 is the
// reader's to call. The stream must outlive it. What a pipe holds is handed on at once, however little it is.
class TextSource {
 public:
  // Where a pipe has no more right now, `enough` says of the bytes read so far, without their byte order
  // mark, whether they will do as the head. It is asked after each whole line.
  explicit TextSource(std::istream& in, bool (*enough)(std::string_view head) = nullptr);
  TextSource(const TextSource&) = delete;
  TextSource& operator=(const TextSource&) = delete;

  // The beginning, up to 64 KB, without taking it.
  [[nodiscard]] std::string_view head() const noexcept { return head_; }
  // What the bytes so far are in.
  [[nodiscard]] const std::string& charset() const { return decoder_->charset(); }
  // Appends the next piece to `out`; false at the end.
  bool read(std::string& out);
  // Whether read would wait for more to come, or finds the end.
  [[nodiscard]] bool waits() const;
  // Everything that is left, at most `max_bytes`; an error where there is more.
  [[nodiscard]] Result<std::string> read_all(std::string_view name, std::uint64_t max_bytes);
  [[nodiscard]] std::uint64_t bytes_read() const noexcept {
    return bytes_read_;
  }  // of the stream, not of what came out

 private:
  bool read_more(std::string& out);
  // Reads what there is into buffer_ from `begin` on, and waits only where there is nothing. Returns how many
  // bytes; fewer than there is room for need not mean the end.
  std::size_t read_available(std::size_t begin);

  std::istream& in_;
  std::string buffer_;
  std::string head_;
  bool head_taken_ = false;
  std::unique_ptr<Decoder> decoder_;
  std::uint64_t bytes_read_ = 0;
  bool at_end_ = false;
};

// Lines of a source, counted from 1, without their line ends (LF or CRLF).
class LineReader {
 public:
  struct Line {
    std::string_view text;  // until the next call; empty where too long
    std::uint64_t number = 0;
    std::uint64_t length = 0;  // bytes
    bool too_long = false;     // longer than the limit: skipped
  };

  // `before_wait` is called where the next line has yet to come, or the end.
  LineReader(TextSource& source, std::uint64_t max_bytes, std::function<void()> before_wait = {})
      : source_(source), max_bytes_(max_bytes), before_wait_(std::move(before_wait)) {}
  bool next(Line& line);

 private:
  TextSource& source_;
  std::uint64_t max_bytes_;
  std::function<void()> before_wait_;
  std::string buffer_;
  std::size_t position_ = 0;
  std::uint64_t number_ = 0;
};

}  // namespace kharita::app
