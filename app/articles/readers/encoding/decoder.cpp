#include "app/articles/readers/encoding/decoder.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <vector>

#include "app/articles/readers/encoding/charset.h"
#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

class IcuDecoder final : public Decoder {
 public:
  explicit IcuDecoder(const std::string& charset) : charset_(charset) {
    UErrorCode status = U_ZERO_ERROR;
    from_ = ucnv_open(charset.c_str(), &status);
  }
  ~IcuDecoder() override { ucnv_close(from_); }
  IcuDecoder(const IcuDecoder&) = delete;
  IcuDecoder& operator=(const IcuDecoder&) = delete;

  void decode(std::string_view bytes, bool flush, std::string& out) override {
    const char* source = bytes.data();
    const char* const source_end = source + bytes.size();
    for (;;) {
      UErrorCode status = U_ZERO_ERROR;
      UChar* target = units_.data();
      ucnv_toUnicode(from_, &target, units_.data() + units_.size(), &source, source_end, nullptr,
                     flush ? 1 : 0, &status);
      append(units_.data(), target, out);
      if (status != U_BUFFER_OVERFLOW_ERROR) return;
    }
  }
  [[nodiscard]] const std::string& charset() const override { return charset_; }

 private:
  void append(const UChar* begin, const UChar* end, std::string& out) {
    for (const UChar* p = begin; p != end; ++p) {
      const UChar32 c = *p;
      if (lead_ != 0) {
        const UChar32 lead = lead_;
        lead_ = 0;
        if (U16_IS_TRAIL(c)) {
          geo::text::append_utf8(static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead, c)), out);
          continue;
        }
        geo::text::append_utf8(0xFFFD, out);
      }
      if (U16_IS_LEAD(c)) {
        lead_ = static_cast<UChar>(c);
        continue;
      }
      geo::text::append_utf8(U16_IS_TRAIL(c) ? 0xFFFD : static_cast<char32_t>(c), out);
    }
  }

  static constexpr std::size_t kUnits = 64 * 1024;

  std::string charset_;
  UConverter* from_ = nullptr;
  std::vector<UChar> units_ = std::vector<UChar>(kUnits);
  UChar lead_ = 0;  // a lead surrogate at the end of a piece
};

// Up to a sequence of UTF-8 that is cut at the end.
std::size_t whole_sequences(std::string_view bytes) {
  auto end = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 4));
  const std::string_view tail = bytes.substr(bytes.size() - static_cast<std::size_t>(end));
  U8_TRUNCATE_IF_INCOMPLETE(tail.data(), 0, end);
  return bytes.size() - tail.size() + static_cast<std::size_t>(end);
}

class LineDecoder final : public Decoder {
 public:
  void decode(std::string_view bytes, bool flush, std::string& out) override {
    if (beginning_.size() < kDeclarationBytes)
      beginning_.append(bytes.substr(0, kDeclarationBytes - beginning_.size()));
    std::string joined;
    if (!cut_.empty()) bytes = joined = cut_.append(bytes);
    const std::size_t end = flush ? bytes.size() : whole_sequences(bytes);
    decode_whole(bytes.substr(0, end), out);
    const std::string_view rest = bytes.substr(end);  // a letter, where the line is no UTF-8
    append(legacy_line_ ? rest : std::string_view(), true, out);
    cut_ = std::string(legacy_line_ ? std::string_view() : rest);
  }
  [[nodiscard]] const std::string& charset() const override {
    static const std::string utf8 = "UTF-8";
    return utf8_seen_ || legacy_ == nullptr ? utf8 : legacy_->charset();
  }

 private:
  void decode_whole(std::string_view text, std::string& out) {
    if (geo::text::is_valid_utf8(text)) {
      utf8_seen_ = utf8_seen_ || geo::text::count_code_points(text) < text.size();
      out.append(text);
      legacy_line_ = legacy_ != nullptr && !utf8_seen_;
      return;
    }
    const Utf8Census census = count_utf8(text);
    utf8_seen_ = utf8_seen_ || (census.multi_byte > 0 && census.is_utf8());
    learn(text);
    // Lines of one kind together.
    std::size_t begin = 0;
    bool legacy = false;
    for (std::size_t at = 0; at < text.size();) {
      const std::string_view line = line_at(text, at);
      const bool other = is_legacy(line);
      if (other != legacy) {
        append(text.substr(begin, at - begin), legacy, out);
        begin = at;
        legacy = other;
      }
      at += line.size();
    }
    append(text.substr(begin), legacy, out);
    legacy_line_ = legacy;
  }

  static std::string_view line_at(std::string_view text, std::size_t at) {
    const std::size_t end = text.find('\n', at);
    return text.substr(at, end == std::string_view::npos ? end : end + 1 - at);
  }

  [[nodiscard]] static bool is_utf8(std::string_view line) {
    return geo::text::is_valid_utf8(line) || count_utf8(line).is_utf8();
  }
  [[nodiscard]] bool is_legacy(std::string_view line) const {
    return !is_utf8(line) && (!utf8_seen_ || arabic_letters(line, legacy_->charset()) > 0);
  }

  // Decides the encoding of the lines that are not UTF-8 by those that have come so far.
  void learn(std::string_view text) {
    if (sample_.size() >= kSampleBytes) return;
    const std::size_t known = sample_.size();
    for (std::size_t at = 0; at < text.size() && sample_.size() < kSampleBytes;) {
      const std::string_view line = line_at(text, at);
      if (!is_utf8(line)) take_words(line);
      at += line.size();
    }
    if (sample_.size() == known) return;
    const std::string declared = declared_charset(beginning_);
    const std::string charset = legacy_charset(sample_, declared.empty() ? declared_charset(text) : declared);
    if (legacy_ == nullptr || legacy_->charset() != charset) legacy_ = make_icu_decoder(charset);
  }

  // Adds the words of a line that are not ASCII alone to the sample.
  void take_words(std::string_view line) {
    constexpr std::string_view kBetween = " \t\r\n<>\"',;";
    for (std::size_t at = 0; at < line.size() && sample_.size() < kSampleBytes;) {
      const std::size_t end = std::min(line.find_first_of(kBetween, at), line.size());
      const std::string_view word = line.substr(at, end - at);
      const bool ascii = std::all_of(word.begin(), word.end(), [](char c) { return (c & 0x80) == 0; });
      if (!ascii) sample_.append(word.substr(0, kSampleBytes)).append(1, ' ');
      at = end + 1;
    }
  }

  void append(std::string_view lines, bool legacy, std::string& out) {
    if (lines.empty()) return;
    if (legacy) {
      legacy_->decode(lines, true, out);
    } else {
      out.append(lines);
    }
  }

  static constexpr std::size_t kDeclarationBytes = 4096;
  static constexpr std::size_t kSampleBytes = 64 * 1024;

  std::string beginning_;  // where a declaration may stand
  std::string cut_;        // a sequence that the end of a piece cuts
  std::string sample_;     // of lines that are not UTF-8
  bool utf8_seen_ = false;
  bool legacy_line_ = false;         // the piece before ended in a line that is not UTF-8
  std::unique_ptr<Decoder> legacy_;  // null until such a line comes
};

}  // namespace

std::unique_ptr<Decoder> make_icu_decoder(const std::string& charset) {
  return std::make_unique<IcuDecoder>(charset);
}

std::unique_ptr<Decoder> make_line_decoder() {
  return std::make_unique<LineDecoder>();
}

}  // namespace kharita::app
