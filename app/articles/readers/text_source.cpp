#include "app/articles/readers/text_source.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <vector>

#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;
constexpr std::size_t kChunkBytes = 256 * 1024;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Utf8Census {
  std::uint64_t multi_byte = 0;
  std::uint64_t broken = 0;  // without a sequence that the end cuts off
  bool cut = false;
};

Utf8Census count_utf8(std::string_view bytes) {
  Utf8Census census;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto length = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < length;) {
    const std::int64_t start = i;
    UChar32 c = 0;
    U8_NEXT(data, i, length, c);
    if (c < 0) {
      census.cut = i >= length && length - start < 4 && U8_IS_LEAD(data[start]);
      if (!census.cut) ++census.broken;
    } else if (c >= 0x80) {
      ++census.multi_byte;
    }
  }
  return census;
}

// Arabic and ASCII have 06 and 00 as the high bytes of their UTF-16 units; other encodings do not have these
// everywhere.
std::string utf16_by_shape(std::string_view bytes) {
  const std::size_t units = std::min<std::size_t>(bytes.size() / 2, 4096);
  if (units < 2) return {};
  std::size_t little = 0;
  std::size_t big = 0;
  const auto high = [](char c) { return c == 0x00 || c == 0x06; };
  for (std::size_t i = 0; i < units; ++i) {
    if (high(bytes[2 * i + 1]) && !high(bytes[2 * i])) ++little;
    if (high(bytes[2 * i]) && !high(bytes[2 * i + 1])) ++big;
  }
  if (little * 10 >= units * 7) return "UTF-16LE";
  if (big * 10 >= units * 7) return "UTF-16BE";
  return {};
}

struct ByteOrderMark {
  std::string_view bytes;
  const char* charset;
};

constexpr std::array<ByteOrderMark, 5> kByteOrderMarks{{{{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                                        {{"\xFF\xFE\x00\x00", 4}, "UTF-32LE"},
                                                        {{"\x00\x00\xFE\xFF", 4}, "UTF-32BE"},
                                                        {{"\xFF\xFE", 2}, "UTF-16LE"},
                                                        {{"\xFE\xFF", 2}, "UTF-16BE"}}};

const ByteOrderMark* byte_order_mark(std::string_view bytes) {
  for (const auto& mark : kByteOrderMarks) {
    if (bytes.starts_with(mark.bytes)) return &mark;
  }
  return nullptr;
}

bool can_convert(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  ucnv_close(converter);
  return U_SUCCESS(status) != 0;
}

// ICU's guess; where an Arabic encoding is among its guesses, that one, as this program reads Arabic news.
std::string charset_by_statistics(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return {};
  ucsdet_setText(detector, bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  ucsdet_enableInputFilter(detector, bytes.find('<') != std::string_view::npos);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector, &count, &status);
  std::string best;
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    if (U_FAILURE(status) || name == nullptr) break;
    const bool arabic = std::strcmp(name, "windows-1256") == 0 || std::strcmp(name, "ISO-8859-6") == 0;
    if (arabic || best.empty()) best = name;
    if (arabic) break;
  }
  ucsdet_close(detector);
  return best;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return out;
}

}  // namespace

std::string declared_charset(std::string_view bytes) {
  const std::string head = lower_ascii(bytes.substr(0, 4096));
  for (const std::string_view key : {"encoding", "charset"}) {
    std::size_t at = head.find(key);
    if (at == std::string::npos) continue;
    at = head.find_first_not_of(" \t\r\n", at + key.size());
    if (at == std::string::npos || head[at] != '=') continue;
    at = head.find_first_not_of(" \t\r\n\"'", at + 1);
    if (at == std::string::npos) continue;
    const std::size_t end = head.find_first_of(" \t\r\n\"';>?/", at);
    return head.substr(at, end == std::string::npos ? 0 : end - at);
  }
  return {};
}

std::string detect_charset(std::string_view bytes, std::string_view declared) {
  if (const auto* mark = byte_order_mark(bytes)) return mark->charset;
  if (const std::string utf16 = utf16_by_shape(bytes); !utf16.empty()) return utf16;
  const Utf8Census census = count_utf8(bytes);
  if (census.broken == 0 || census.multi_byte > census.broken) return "UTF-8";
  if (const std::string name(declared); !name.empty() && !name.starts_with("utf") && can_convert(name))
    return name;
  const std::string guess = charset_by_statistics(bytes);
  const bool usable = !guess.empty() && guess != "UTF-8" && !guess.starts_with("UTF-") && can_convert(guess);
  return usable ? guess : "UTF-8";
}

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

// ICU's streaming converter; broken input becomes U+FFFD.
struct TextSource::Decoder {
  UConverter* from = nullptr;
  std::vector<UChar> units = std::vector<UChar>(kChunkBytes);

  explicit Decoder(const std::string& charset) {
    UErrorCode status = U_ZERO_ERROR;
    from = ucnv_open(charset.c_str(), &status);
  }
  ~Decoder() { ucnv_close(from); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  void decode(std::string_view bytes, bool flush, std::string& out) {
    const char* source = bytes.data();
    const char* const source_end = source + bytes.size();
    for (;;) {
      UErrorCode status = U_ZERO_ERROR;
      UChar* target = units.data();
      ucnv_toUnicode(from, &target, units.data() + units.size(), &source, source_end, nullptr, flush ? 1 : 0,
                     &status);
      append(units.data(), target, out);
      if (status != U_BUFFER_OVERFLOW_ERROR) return;
    }
  }

 private:
  UChar pending_ = 0;  // a lead surrogate at the end of a piece

  void append(const UChar* begin, const UChar* end, std::string& out) {
    for (const UChar* p = begin; p != end; ++p) {
      UChar32 c = *p;
      if (pending_ != 0) {
        const UChar32 lead = pending_;
        pending_ = 0;
        if (U16_IS_TRAIL(c)) {
          push(U16_GET_SUPPLEMENTARY(lead, c), out);
          continue;
        }
        push(0xFFFD, out);
      }
      if (U16_IS_LEAD(c)) {
        pending_ = static_cast<UChar>(c);
        continue;
      }
      push(U16_IS_TRAIL(c) ? 0xFFFD : c, out);
    }
  }

  static void push(UChar32 c, std::string& out) {
    std::array<char, 4> bytes{};
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, c);
    out.append(bytes.data(), static_cast<std::size_t>(length));
  }
};

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
  charset_ = detect_charset(bytes, declared_charset(bytes));
  if (const auto* mark = byte_order_mark(bytes)) bytes.remove_prefix(mark->bytes.size());
  if (charset_ == "UTF-8") {
    head_ = bytes;
  } else {
    decoder_ = std::make_unique<Decoder>(charset_);
    decoder_->decode(bytes, at_end_, head_);
  }
}

TextSource::~TextSource() = default;

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
  if (decoder_) {
    decoder_->decode(bytes, at_end_, out);
  } else {
    out.append(bytes);
  }
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
