#include "app/articles/readers/encoding/twice_encoded.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "app/articles/readers/byte_search.h"
#include "app/articles/readers/encoding/charset.h"
#include "geo/text/code_points.h"
#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

using geo::text::next_code_point;

// From what an 8-bit encoding made of bytes back to them.
class ByteOf {
 public:
  explicit ByteOf(const char* charset) {
    const ByteTable table = byte_table(charset);
    for (unsigned byte = 0x80; byte < 0x100; ++byte)
      bytes_.emplace(table[byte], static_cast<unsigned char>(byte));
    // Decoders that know no more than Latin-1, and those that pass on bytes without a character.
    for (char32_t c = 0x80; c < 0x100; ++c)
      bytes_.emplace(c, static_cast<unsigned char>(c));
  }
  [[nodiscard]] std::optional<unsigned char> operator()(char32_t c) const {
    const auto found = bytes_.find(c);
    return found == bytes_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::unordered_map<char32_t, unsigned char> bytes_;
};

const ByteOf& windows_1252() {
  static const ByteOf byte_of("windows-1252");
  return byte_of;
}

// What the letters from À to ÿ, and the â of Windows-1252 among them, begin with in UTF-8.
constexpr std::string_view kLatinLetters = "\xC3";

bool is_arabic(char32_t c) {
  return (c >= 0x600 && c <= 0x6FF) || (c >= 0xFB50 && c <= 0xFEFC);
}

// Puts sequences of characters that are bytes of UTF-8 together again.
class Mender {
 public:
  explicit Mender(const ByteOf& byte_of) : byte_of_(byte_of) {}

  // What was meant, if the texts tell.
  std::string mend(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(text.data(), text.size(), at);
      if (c < 0x80 || !append_sequence(text, c, at, out)) out.append(text, begin, at - begin);
    }
    return out;
  }
  // Whether the texts that were mended so far tell that they were encoded twice.
  [[nodiscard]] bool told() const {
    return (letters_ >= 2 && letters_ > 2 * left_) || (long_ > 0 && left_ == 0);
  }

 private:
  // Where a sequence begins with `c`, which ends at `at`: appends its character and moves `at` behind it.
  bool append_sequence(const std::string& text, char32_t c, std::size_t& at, std::string& out) {
    const auto lead = byte_of_(c);
    if (!lead) return false;
    std::string bytes(1, static_cast<char>(*lead));
    std::size_t end = at;
    const std::size_t length = *lead < 0xC2 ? 1 : *lead < 0xE0 ? 2 : *lead < 0xF0 ? 3 : *lead < 0xF5 ? 4 : 1;
    while (bytes.size() < length && end < text.size()) {
      const auto next = byte_of_(next_code_point(text.data(), text.size(), end));
      if (!next || *next < 0x80 || *next > 0xBF) break;
      bytes += static_cast<char>(*next);
    }
    std::size_t read = 0;
    const char32_t meant = next_code_point(bytes.data(), bytes.size(), read);
    const bool whole = length > 1 && bytes.size() == length && read == length;
    const bool latin = windows_1252()(meant).has_value();  // or a mark of print: what else is often met
    if (!whole || !(is_arabic(meant) || latin || length == 4)) {
      left_ += *lead >= 0xC2 ? 1 : 0;
      return false;
    }
    letters_ += is_arabic(meant) || latin ? 1 : 0;
    long_ += length > 2 ? 1 : 0;
    out.append(bytes);
    at = end;
    return true;
  }

  const ByteOf& byte_of_;
  std::size_t letters_ = 0;  // Arabic and Latin ones
  std::size_t long_ = 0;     // of three bytes and more: no language writes letters so
  std::size_t left_ = 0;     // that could begin a sequence and do not
};

// "ÇáÚÑÈíÉ": the bytes are Windows-1256.
std::optional<std::string> windows_1256_meant(const std::string& text) {
  static const ByteTable table = byte_table("windows-1256");
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text.data(), text.size(), at);
    if (is_arabic(c)) return std::nullopt;
    const auto byte = c < 0x80 ? std::optional(static_cast<unsigned char>(c)) : windows_1252()(c);
    bytes += static_cast<char>(byte.value_or('?'));
  }
  constexpr std::size_t kFewestLetters = 6;
  if (arabic_letters(bytes, "windows-1256") < kFewestLetters) return std::nullopt;
  std::string out;
  for (const char byte : bytes)
    geo::text::append_utf8(table[static_cast<unsigned char>(byte)], out);
  return out;
}

// Mends those of the texts that hold `telltale`, if together they tell.
bool mend_together(std::span<std::string* const> texts, std::string_view telltale, const ByteOf& byte_of) {
  Mender mender(byte_of);
  std::vector<std::pair<std::string*, std::string>> mended;
  for (std::string* text : texts)
    if (holds(*text, telltale)) mended.emplace_back(text, mender.mend(*text));
  if (!mender.told()) return false;
  for (auto& [text, meant] : mended)
    *text = std::move(meant);
  return true;
}

bool mend_windows_1256(std::span<std::string* const> texts) {
  bool mended = false;
  for (std::string* text : texts) {
    if (!holds(*text, kLatinLetters)) continue;
    if (auto meant = windows_1256_meant(*text)) {
      *text = std::move(*meant);
      mended = true;
    }
  }
  return mended;
}

bool mend_once(std::span<std::string* const> texts) {
  static const ByteOf windows_1256("windows-1256");
  static const ByteOf mac_roman("macintosh");
  const auto any_holds = [&](std::string_view what) {
    return std::ranges::any_of(texts, [&](const std::string* text) { return holds(*text, what); });
  };
  return any_holds(kLatinLetters) ? mend_together(texts, kLatinLetters, windows_1252()) ||
                                        (any_holds("ß") && mend_together(texts, kLatinLetters, mac_roman)) ||
                                        mend_windows_1256(texts)
                                  : any_holds("ط§") && mend_together(texts, "ط§", windows_1256);
}

}  // namespace

bool mend_twice_encoded(std::span<std::string* const> texts) {
  constexpr int kMostTimes = 3;
  bool mended = false;
  for (int i = 0; i < kMostTimes && mend_once(texts); ++i)
    mended = true;
  return mended;
}

}  // namespace kharita::app
