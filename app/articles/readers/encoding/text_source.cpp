#include "app/articles/readers/encoding/text_source.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

std::uint64_t repair_utf8(std::string& text) {
  if (geo::text::is_valid_utf8(text) && text.find('\0') == std::string::npos) return 0;
  std::uint64_t replaced = 0;
  std::string out;
  out.reserve(text.size() + 16);
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < length;) {
    const std::int64_t start = i;
    UChar32 c = 0;
    U8_NEXT(data, i, length, c);
    if (c <= 0) {
      out.append(kReplacement);
      ++replaced;
    } else {
      out.append(text, static_cast<std::size_t>(start), static_cast<std::size_t>(i - start));
    }
  }
  text = std::move(out);
  return replaced;
}

TextSource::TextSource(std::istream& in, bool (*enough)(std::string_view)) : in_(in) {
  std::string_view bytes;
  const auto will_do = [&](std::size_t known) {
    if (enough == nullptr || bytes.find('\n', known) == std::string_view::npos) return false;
    const auto* mark = byte_order_mark(bytes);
    return enough(bytes.substr(mark == nullptr ? 0 : mark->bytes.size()));
  };
  buffer_.resize(kHeadBytes);
  while (!at_end_ && bytes.size() < kHeadBytes) {
    const std::size_t known = bytes.size();
    bytes = {buffer_.data(), known + read_available(known)};
    if (waits() && will_do(known)) break;
  }
  const std::string wide = wide_charset(bytes);
  decoder_ = wide.empty() ? make_line_decoder() : make_icu_decoder(wide);
  if (const auto* mark = byte_order_mark(bytes)) bytes.remove_prefix(mark->bytes.size());
  decoder_->decode(bytes, at_end_, head_);
}

bool TextSource::waits() const {
  return !(at_end_ || (!head_.empty() && !head_taken_)) && in_.rdbuf()->in_avail() <= 0;
}

std::size_t TextSource::read_available(std::size_t begin) {
  std::size_t at = begin;
  while (at < buffer_.size() && !at_end_) {
    std::streamsize available = in_.rdbuf()->in_avail();
    if (available <= 0) {
      if (at > begin) break;
      at_end_ = in_.peek() == std::istream::traits_type::eof();  // waits
      if (at_end_) break;
      available = std::max<std::streamsize>(in_.rdbuf()->in_avail(), 1);
    }
    in_.read(buffer_.data() + at, std::min(available, static_cast<std::streamsize>(buffer_.size() - at)));
    at += static_cast<std::size_t>(std::max<std::streamsize>(in_.gcount(), 0));
    at_end_ = !in_;
  }
  bytes_read_ += at - begin;
  return at - begin;
}

bool TextSource::read_more(std::string& out) {
  if (at_end_) return false;
  buffer_.resize(kChunkBytes);
  const std::string_view bytes(buffer_.data(), read_available(0));
  decoder_->decode(bytes, at_end_, out);
  return true;
}

bool TextSource::read(std::string& out) {
  if (!head_taken_) {
    head_taken_ = true;
    out.append(head_);
    return true;
  }
  return read_more(out);
}

Result<std::string> TextSource::read_all(std::string_view name, std::uint64_t max_bytes) {
  std::string text;
  while (read(text)) {
    if (text.size() > max_bytes) {
      return fail(ErrorCode::unsupported,
                  "{}: longer than {} MB, which is the limit for one article; split the file", name,
                  max_bytes >> 20);
    }
  }
  return text;
}

bool LineReader::next(Line& line) {
  line = Line{};
  bool skipping = false;
  std::uint64_t skipped = 0;
  std::size_t searched = position_;
  for (;;) {
    const std::size_t newline = buffer_.find('\n', searched);
    if (newline != std::string::npos) {
      line.text = std::string_view(buffer_).substr(position_, newline - position_);
      position_ = newline + 1;
      break;
    }
    if (buffer_.size() - position_ > max_bytes_) {
      skipping = true;
      skipped += buffer_.size() - position_;
      position_ = buffer_.size();
    }
    buffer_.erase(0, position_);
    position_ = 0;
    searched = buffer_.size();
    if (before_wait_ && source_.waits()) before_wait_();
    if (source_.read(buffer_)) continue;
    if (buffer_.empty() && !skipping) return false;
    line.text = buffer_;
    position_ = buffer_.size();
    break;
  }
  line.number = ++number_;
  line.length = skipped + line.text.size();
  line.too_long = skipping || line.text.size() > max_bytes_;
  if (line.too_long) line.text = {};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return true;
}

}  // namespace kharita::app
