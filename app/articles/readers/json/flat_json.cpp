#include "app/articles/readers/json/flat_json.h"

#include <algorithm>
#include <array>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "geo/text/utf8.h"

namespace kharita::app {
namespace {

// Bytes that end a run of a string's plain text.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t i = 0; i < 0x20; ++i)
    special[i] = true;
  special['"'] = special['\\'] = true;
  return special;
}();

class FlatParser {
 public:
  explicit FlatParser(std::string_view json) : at_(json.data()), end_(json.data() + json.size()) {}

  bool parse(std::vector<FlatField>& fields) {
    if (!take('{')) return false;
    if (take('}')) return at_end();
    do {
      FlatField& field = fields.emplace_back();
      if (!key(field.key) || !take(':') || !value(field.value)) return false;
    } while (take(','));
    return take('}') && at_end();
  }

 private:
  void skip_blank() noexcept {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r'))
      ++at_;
  }
  bool at_end() noexcept {
    skip_blank();
    return at_ == end_;
  }
  bool take(char c) noexcept {
    skip_blank();
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }

  void skip_plain_blocks() noexcept {
#if defined(__SSE2__)
    constexpr std::ptrdiff_t kStep = 16;
    for (; end_ - at_ >= kStep; at_ += kStep) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at_));
      const __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8(0x1F)), _mm_set1_epi8(0x1F));
      const __m128i special =
          _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
      if (_mm_movemask_epi8(_mm_or_si128(control, special)) != 0) return;
    }
#endif
  }

  std::string_view plain_run() noexcept {
    const char* const begin = at_;
    skip_plain_blocks();
    while (at_ != end_ && !kSpecial[static_cast<unsigned char>(*at_)])
      ++at_;
    return {begin, static_cast<std::size_t>(at_ - begin)};
  }

  bool key(std::string_view& out) noexcept {
    if (!take('"')) return false;
    out = plain_run();
    return at_ != end_ && *at_++ == '"';
  }

  bool value(std::string& out) {
    skip_blank();
    if (at_ == end_) return false;
    if (*at_ == '"') {
      ++at_;
      return string(out);
    }
    for (const std::string_view word : {"null", "true", "false"}) {
      if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) continue;
      at_ += word.size();
      return true;
    }
    return integer(out);
  }

  bool integer(std::string& out) {
    constexpr std::ptrdiff_t kMostDigits = 18;  // surely 64 bits
    const char* const begin = at_;
    if (*at_ == '-') ++at_;
    const char* const digits = at_;
    while (at_ != end_ && *at_ >= '0' && *at_ <= '9')
      ++at_;
    if (at_ == digits || at_ - digits > kMostDigits || (*digits == '0' && at_ - begin > 1)) return false;
    out.assign(begin, at_);
    return at_ == end_ || (*at_ != '.' && *at_ != 'e' && *at_ != 'E');
  }

  bool string(std::string& out) {
    while (true) {
      out.append(plain_run());
      if (at_ == end_) return false;
      const char special = *at_++;
      if (special == '"') return true;
      if (special != '\\' || !escape(out)) return false;
    }
  }

  bool escape(std::string& out) {
    if (at_ == end_) return false;
    constexpr std::string_view kLetters = "\"\\/bfnrt";
    constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const char letter = *at_++;
    if (letter == 'u') return code_point(out);
    const std::size_t i = kLetters.find(letter);
    if (i == std::string_view::npos) return false;
    out += kMeanings[i];
    return true;
  }

  // \u0000 and surrogates are left to the whole parser.
  bool code_point(std::string& out) {
    if (end_ - at_ < 4) return false;
    std::uint32_t cp = 0;
    for (int i = 0; i < 4; ++i) {
      const char c = *at_++;
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      cp = cp << 4U | static_cast<std::uint32_t>(digit);
    }
    if (cp == 0 || (cp >= 0xD800 && cp < 0xE000)) return false;
    geo::text::append_utf8(cp, out);
    return true;
  }

  const char* at_;
  const char* end_;
};

}  // namespace

bool parse_flat_object(std::string_view json, std::vector<FlatField>& fields) {
  fields.clear();
  if (!geo::text::is_valid_utf8(json) || !FlatParser(json).parse(fields)) return false;
  std::ranges::sort(fields, {}, &FlatField::key);
  return std::ranges::adjacent_find(fields, {}, &FlatField::key) == fields.end();
}

}  // namespace kharita::app
