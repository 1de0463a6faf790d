// The bytes of a file or pipe, unpacked where they are gzip.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

namespace kharita::app {

// Reads another stream buffer, which must outlive it. Gzip, known by its first bytes, is inflated a piece at
// a time, all members one after another, in bounded memory; all else passes through as it is. What a pipe
// holds is handed on at once. TextSource reads it through a std::istream:
//   ByteStream bytes(*file.rdbuf());
//   std::istream unpacked(&bytes);
//   TextSource text(unpacked);
//   …
//   if (!bytes.fault().empty()) …
class ByteStream : public std::streambuf {
 public:
  // Gzip that unpacks to more than kMostExpansion times its size, and to more than kFreeBytes, is a bomb.
  // Deflate reaches 1032; news and its markup some 10, the same page again and again 200.
  static constexpr std::uint64_t kMostExpansion = 400;
  static constexpr std::uint64_t kFreeBytes = std::uint64_t{64} << 20;

  // Once `cancelled`, which may be null, is true, it ends with the piece that was read.
  explicit ByteStream(std::streambuf& from, const std::atomic<bool>* cancelled = nullptr);
  ~ByteStream() override;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;

  // The beginning, unpacked, without taking it; only before the first byte was taken. Waits where a pipe has
  // not given enough yet to tell gzip from other bytes.
  [[nodiscard]] std::string_view head();
  // Why the bytes ended before they should have: "the gzip file is cut short …". Empty where they did not.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }
  // Of the file or pipe itself: packed bytes where it is gzip.
  [[nodiscard]] std::uint64_t bytes_read() const noexcept { return bytes_read_; }
  [[nodiscard]] bool packed() const noexcept { return inflater_ != nullptr; }

 protected:
  int_type underflow() override;
  std::streamsize showmanyc() override;

 private:
  struct Inflater;
  void open();                                               // tells gzip from other bytes
  [[nodiscard]] std::size_t read_packed(std::size_t begin);  // into packed_; 0 at the end
  // The following only where inflater_ is there.
  [[nodiscard]] std::size_t inflate();  // into unpacked_; 0 at the end, or where fault_ is set
  void inflate_some();                  // of the packed bytes at hand, of which there must be one
  [[nodiscard]] bool refill();          // the packed bytes; false at the end
  void give(std::vector<char>& bytes, std::size_t size);

  std::streambuf& from_;
  const std::atomic<bool>* cancelled_;
  std::vector<char> packed_;  // as read
  std::size_t packed_size_ = 0;
  std::vector<char> unpacked_;
  std::unique_ptr<Inflater> inflater_;  // null where it is no gzip
  std::string fault_;
  std::uint64_t bytes_read_ = 0;
  bool opened_ = false;
};

}  // namespace kharita::app
