#include "app/articles/readers/encoding/byte_stream.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <new>

namespace kharita::app {
namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr std::string_view kGzipMark = "\x1F\x8B";

}  // namespace

struct ByteStream::Inflater {
  z_stream stream{};
  std::uint64_t unpacked = 0;
  bool between_members = false;  // one has ended whole, and none has begun

  Inflater() {
    constexpr int kGzip = 16;  // zlib's: with a gzip header and its checksum
    if (::inflateInit2(&stream, MAX_WBITS + kGzip) != Z_OK) throw std::bad_alloc();
  }
  ~Inflater() { ::inflateEnd(&stream); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
};

ByteStream::ByteStream(std::streambuf& from, const std::atomic<bool>* cancelled)
    : from_(from), cancelled_(cancelled) {}
ByteStream::~ByteStream() = default;

std::string_view ByteStream::head() {
  if (underflow() == traits_type::eof()) return {};
  return {gptr(), static_cast<std::size_t>(egptr() - gptr())};
}

std::size_t ByteStream::read_packed(std::size_t begin) {
  packed_.resize(kPieceBytes);
  if (from_.in_avail() <= 0 && from_.sgetc() == traits_type::eof()) return 0;  // waits
  const auto room = static_cast<std::streamsize>(packed_.size() - begin);
  const std::streamsize available = std::clamp<std::streamsize>(from_.in_avail(), 1, room);
  const auto read =
      static_cast<std::size_t>(std::max<std::streamsize>(from_.sgetn(packed_.data() + begin, available), 0));
  bytes_read_ += read;
  return read;
}

void ByteStream::open() {
  opened_ = true;
  while (packed_size_ < kGzipMark.size()) {
    const std::size_t read = read_packed(packed_size_);
    if (read == 0) return;
    packed_size_ += read;
  }
  if (!std::string_view(packed_.data(), packed_size_).starts_with(kGzipMark)) return;
  inflater_ = std::make_unique<Inflater>();
  inflater_->stream.next_in = reinterpret_cast<Bytef*>(packed_.data());
  inflater_->stream.avail_in = static_cast<uInt>(packed_size_);
}

void ByteStream::give(std::vector<char>& bytes, std::size_t size) {
  setg(bytes.data(), bytes.data(), bytes.data() + size);
}

ByteStream::int_type ByteStream::underflow() {
  if (gptr() != egptr()) return traits_type::to_int_type(*gptr());
  if (cancelled_ != nullptr && *cancelled_) return traits_type::eof();
  if (!opened_) {
    open();
    if (!inflater_) give(packed_, packed_size_);
  } else if (!inflater_) {
    give(packed_, read_packed(0));
  }
  if (inflater_) give(unpacked_, inflate());
  return gptr() == egptr() ? traits_type::eof() : traits_type::to_int_type(*gptr());
}

std::streamsize ByteStream::showmanyc() {
  return inflater_ || !opened_ ? 0 : from_.in_avail();
}

bool ByteStream::refill() {
  z_stream& stream = inflater_->stream;
  stream.next_in = reinterpret_cast<Bytef*>(packed_.data());
  stream.avail_in = static_cast<uInt>(read_packed(0));
  if (stream.avail_in == 0 && !inflater_->between_members)
    fault_ = fmt::format("the gzip file is cut short after {} bytes", bytes_read_);
  return stream.avail_in > 0;
}

void ByteStream::inflate_some() {
  z_stream& stream = inflater_->stream;
  if (inflater_->between_members) {
    if (*stream.next_in == 0) {  // tapes and some servers pad with zeros
      ++stream.next_in;
      --stream.avail_in;
      return;
    }
    ::inflateReset(&stream);
  }
  const int result = ::inflate(&stream, Z_NO_FLUSH);
  inflater_->between_members = result == Z_STREAM_END;
  if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
    fault_ = fmt::format("the gzip file is damaged near byte {}, and what follows is not read",
                         bytes_read_ - stream.avail_in);
  }
}

std::size_t ByteStream::inflate() {
  z_stream& stream = inflater_->stream;
  unpacked_.resize(4 * kPieceBytes);
  stream.next_out = reinterpret_cast<Bytef*>(unpacked_.data());
  stream.avail_out = static_cast<uInt>(unpacked_.size());
  while (fault_.empty() && stream.avail_out == unpacked_.size() && (stream.avail_in > 0 || refill()))
    inflate_some();
  const std::size_t size = unpacked_.size() - stream.avail_out;
  inflater_->unpacked += size;
  if (inflater_->unpacked > std::max(kFreeBytes, kMostExpansion * bytes_read_)) {
    fault_ = fmt::format(
        "the gzip file unpacks to more than {} times its size, as a bomb does: if you trust it, unpack it "
        "and open that",
        kMostExpansion);
  }
  return size;
}

}  // namespace kharita::app
