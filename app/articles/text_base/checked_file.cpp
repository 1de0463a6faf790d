#include "app/articles/text_base/checked_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>

#include "app/articles/file_bytes.h"

namespace kharita::app {
namespace {

static_assert(std::endian::native == std::endian::little, "the file's numbers are as the machine's");

constexpr std::string_view kMagic = "KHARWORD";
constexpr std::uint32_t kVersion = 1;  // of the frame: what stands in the head and content has its own
constexpr std::size_t kFrame = 4096;   // bytes before the content
constexpr std::size_t kWriteAtOnce = 64 * kCheckedBlock;
constexpr std::size_t kReadAhead = 8 * kCheckedBlock;

// The file's first bytes; the head follows, then zeros. Behind the content stand the checksums.
struct Frame {
  char magic[8] = {};
  std::uint32_t version = 0;
  std::uint32_t head_size = 0;
  std::uint64_t content_size = 0;
  std::uint64_t checksums_checksum = 0;
  std::uint64_t frame_checksum = 0;  // of all kFrame bytes, this number being 0
};
constexpr std::size_t kLongestHead = kFrame - sizeof(Frame);

std::uint64_t blocks_of(std::uint64_t size) {
  return size / kCheckedBlock + (size % kCheckedBlock != 0 ? 1 : 0);
}

std::uint64_t checksum_of(const std::vector<std::uint64_t>& numbers) {
  return XXH3_64bits(numbers.data(), numbers.size() * sizeof(std::uint64_t));
}

std::uint64_t checksum_of(const Frame& frame, std::string_view head) {
  std::vector<char> bytes(kFrame, 0);
  Frame unsealed = frame;
  unsealed.frame_checksum = 0;
  std::memcpy(bytes.data(), &unsealed, sizeof(unsealed));
  std::copy(head.begin(), head.end(), bytes.begin() + sizeof(Frame));
  return XXH3_64bits(bytes.data(), bytes.size());
}

tl::unexpected<Error> cut_short_or(int reason) {
  if (reason != kFileEnds) return fail(ErrorCode::io, "{}", std::strerror(reason));
  return fail(ErrorCode::damaged, "the file is cut short");
}

}  // namespace

CheckedWriter::CheckedWriter(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) reason_ = errno;
  buffer_.reserve(kWriteAtOnce);
}

CheckedWriter::~CheckedWriter() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void CheckedWriter::put(const void* data, std::size_t size, std::uint64_t at) {
  if (reason_ == 0) reason_ = write_at(descriptor_, data, size, at);
}

void CheckedWriter::flush() {
  for (std::size_t at = 0; at < buffer_.size(); at += kCheckedBlock)
    checksums_.push_back(XXH3_64bits(buffer_.data() + at, std::min(kCheckedBlock, buffer_.size() - at)));
  put(buffer_.data(), buffer_.size(), kFrame + flushed_);
  flushed_ += buffer_.size();
  buffer_.clear();
}

void CheckedWriter::write(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), kWriteAtOnce - buffer_.size());
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(count));
    bytes = bytes.subspan(count);
    if (buffer_.size() == kWriteAtOnce) flush();
  }
}

int CheckedWriter::finish(std::string_view head) {
  if (head.size() > kLongestHead) return EINVAL;
  flush();
  put(checksums_.data(), checksums_.size() * sizeof(std::uint64_t), kFrame + flushed_);
  Frame frame;
  std::memcpy(frame.magic, kMagic.data(), kMagic.size());
  frame.version = kVersion;
  frame.head_size = static_cast<std::uint32_t>(head.size());
  frame.content_size = flushed_;
  frame.checksums_checksum = checksum_of(checksums_);
  frame.frame_checksum = checksum_of(frame, head);
  std::vector<char> bytes(kFrame, 0);
  std::memcpy(bytes.data(), &frame, sizeof(frame));
  std::copy(head.begin(), head.end(), bytes.begin() + sizeof(frame));
  put(bytes.data(), bytes.size(), 0);
  if (descriptor_ >= 0 && ::close(std::exchange(descriptor_, -1)) != 0 && reason_ == 0) reason_ = errno;
  return reason_;
}

CheckedFile::~CheckedFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> CheckedFile::open(const std::filesystem::path& file) {
  descriptor_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) return fail(ErrorCode::io, "{}", std::strerror(errno));
  struct stat info {};
  if (::fstat(descriptor_, &info) != 0) return fail(ErrorCode::io, "{}", std::strerror(errno));
  std::vector<char> bytes(kFrame);
  if (const int failed = read_at(descriptor_, bytes.data(), bytes.size(), 0); failed != 0)
    return cut_short_or(failed);
  Frame frame;
  std::memcpy(&frame, bytes.data(), sizeof(frame));
  if (std::string_view(frame.magic, sizeof(frame.magic)) != kMagic)
    return fail(ErrorCode::damaged, "this is no index of words");
  if (frame.version != kVersion)
    return fail(ErrorCode::damaged, "it is of version {}, this program reads version {}", frame.version,
                kVersion);
  if (frame.head_size > kLongestHead) return fail(ErrorCode::damaged, "its head has changed");
  head_.assign(bytes.data() + sizeof(frame), frame.head_size);
  if (checksum_of(frame, head_) != frame.frame_checksum)
    return fail(ErrorCode::damaged, "its head has changed");
  size_ = frame.content_size;
  const std::uint64_t checksums = blocks_of(size_);
  const auto there = static_cast<std::uint64_t>(info.st_size);
  if (size_ > there || there != kFrame + size_ + checksums * sizeof(std::uint64_t))
    return fail(ErrorCode::damaged, "the file is cut short or longer than it was");
  checksums_.resize(checksums);
  if (const int failed =
          read_at(descriptor_, checksums_.data(), checksums * sizeof(std::uint64_t), kFrame + size_);
      failed != 0)
    return cut_short_or(failed);
  if (checksum_of(checksums_) != frame.checksums_checksum)
    return fail(ErrorCode::damaged, "its checksums have changed");
  return {};
}

bool CheckedFile::read(std::uint64_t from, std::uint64_t to, std::size_t padding,
                       std::vector<std::uint8_t>& blocks) const {
  blocks.clear();
  if (from > to || to > size_) return false;
  const std::uint64_t first = from / kCheckedBlock;
  const std::uint64_t last = blocks_of(to);
  const std::uint64_t begin = first * kCheckedBlock;
  const std::uint64_t end = std::min(last * kCheckedBlock, size_);
  blocks.resize(end - begin + padding);
  bool sound = read_at(descriptor_, blocks.data(), end - begin, kFrame + begin) == 0;
  for (std::uint64_t block = first; sound && block < last; ++block) {
    const std::uint64_t at = block * kCheckedBlock;
    sound = XXH3_64bits(blocks.data() + (at - begin), std::min<std::uint64_t>(kCheckedBlock, end - at)) ==
            checksums_[block];
  }
  if (!sound) {
    blocks.clear();
    sound_ = false;
  }
  return sound;
}

std::span<const std::uint8_t> CheckedReader::bytes(std::uint64_t from, std::size_t size) {
  if (from > file_->size() || size > file_->size() - from) return {};
  const std::uint64_t to = from + size;
  if (from < first_ || to > end_) {
    first_ = end_ = 0;
    const std::uint64_t ahead = std::min(std::max(to, from + kReadAhead), file_->size());
    if (!file_->read(from, ahead, kPadding, blocks_)) return {};
    first_ = from / kCheckedBlock * kCheckedBlock;
    end_ = first_ + blocks_.size() - kPadding;
  }
  return {blocks_.data() + (from - first_), size};
}

}  // namespace kharita::app
