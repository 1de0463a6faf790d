#include "app/articles/readers/encoding/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <vector>

#include "app/articles/readers/ascii.h"

namespace kharita::app {
namespace {

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

// In UTF-32, every fourth byte is zero and the one beside it is at most 10.
std::string utf32_by_shape(std::string_view bytes) {
  const std::size_t units = std::min<std::size_t>(bytes.size() / 4, 4096);
  if (units < 2) return {};
  bool little = true;
  bool big = true;
  for (std::size_t i = 0; i < units; ++i) {
    const std::string_view unit = bytes.substr(4 * i, 4);
    little = little && unit[3] == 0 && static_cast<unsigned char>(unit[2]) <= 0x10;
    big = big && unit[0] == 0 && static_cast<unsigned char>(unit[1]) <= 0x10;
  }
  if (bytes.find_first_not_of('\0') == std::string_view::npos) return {};
  return little ? "UTF-32LE" : big ? "UTF-32BE" : "";
}

// How much oftener than one of 36 a letter comes in news of the Arabic script, as a natural logarithm.
double arabic_weight(char32_t letter) {
  struct Frequency {
    char32_t letter;
    double per_mille;
  };
  static constexpr std::array<Frequency, 46> kFrequencies{
      {{0x627, 125}, {0x644, 115}, {0x64A, 70}, {0x645, 58}, {0x648, 57}, {0x646, 56},
       {0x631, 48},  {0x62A, 45},  {0x628, 37}, {0x639, 33}, {0x62F, 33}, {0x629, 30},
       {0x641, 27},  {0x633, 27},  {0x623, 27}, {0x647, 26}, {0x642, 25}, {0x643, 22},
       {0x62D, 19},  {0x62C, 14},  {0x634, 11}, {0x637, 11}, {0x635, 10}, {0x649, 10},
       {0x62E, 9},   {0x625, 9},   {0x636, 7},  {0x632, 7},  {0x630, 6},  {0x62B, 6},
       {0x63A, 5},   {0x626, 5},   {0x621, 4},  {0x638, 2},  {0x622, 2},  {0x624, 2},  // of Persian and Urdu:
       {0x6CC, 70},  {0x6A9, 25},  {0x6AF, 10}, {0x67E, 10}, {0x686, 5},  {0x6C1, 20},
       {0x6D2, 20},  {0x6BA, 15},  {0x6BE, 8},  {0x679, 5}}};
  constexpr double kRare = 3;
  constexpr double kEven = 1000.0 / 36;
  for (const auto& known : kFrequencies) {
    if (known.letter == letter) return std::log(known.per_mille / kEven);
  }
  return std::log(kRare / kEven);
}

bool is_arabic_letter(char32_t c) {
  return (c >= 0x620 && c <= 0x64A && c != 0x640) || (c >= 0x671 && c <= 0x6D3) ||
         (c >= 0xFE80 && c <= 0xFEFC);
}
bool is_arabic_sign(char32_t c) {  // belongs to the letter before it
  return (c >= 0x64B && c <= 0x652) || c == 0x640 || c == 0x200C || c == 0x200D || c == 0x200E || c == 0x200F;
}
bool is_latin_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

// What words are, read in one encoding.
struct Reading {
  std::size_t arabic = 0;  // letters in words of two at least, all Arabic
  std::size_t mixed = 0;   // words with Latin letters among the Arabic ones
  std::size_t broken = 0;  // bytes that are no character, or a control
  double weight = 0;       // of the Arabic letters, together

  // Words of Arabic news weigh 0.5 a letter, other bytes read as Arabic less than 0.
  [[nodiscard]] double weight_of_letter() const {
    return arabic == 0 ? -10 : weight / static_cast<double>(arabic);
  }
  [[nodiscard]] bool is_arabic(std::size_t fewest) const {
    constexpr double kLeastWeight = -0.15;
    return arabic >= fewest && weight_of_letter() > kLeastWeight && arabic > 4 * (mixed + broken);
  }
};

class WordReader {
 public:
  Reading read(std::string_view bytes, const ByteTable& table) {
    for (const char byte : bytes) {
      const char32_t c = table[static_cast<unsigned char>(byte)];
      const bool arabic = is_arabic_letter(c);
      const bool latin = is_latin_letter(c);
      if (arabic || latin) {
        add(c, arabic);
      } else if (is_arabic_sign(c) && letters_ > 0) {
        last_ = c;
      } else {
        end_word();
        reading_.broken += c == 0xFFFD || (c >= 0x80 && c < 0xA0) ? 1 : 0;
      }
    }
    end_word();
    return reading_;
  }

 private:
  void add(char32_t c, bool arabic) {
    constexpr double kNeverInside = -3;  // no letter follows ة and ى, nor their ends in -un and -in
    if (arabic && (last_ == 0x629 || last_ == 0x649 || last_ == 0x64C || last_ == 0x64D))
      weight_ += kNeverInside;
    if (arabic && letters_ == 1 && c == 0x644 && last_ == 0x627) weight_ += 1;  // ال
    ++letters_;
    arabic_ += arabic ? 1 : 0;
    if (arabic) weight_ += arabic_weight(c);
    last_ = c;
  }
  void end_word() {
    if (arabic_ == letters_ && letters_ >= 2) {
      reading_.arabic += letters_;
      reading_.weight += weight_;
    } else if (arabic_ > 0 && arabic_ < letters_) {
      ++reading_.mixed;
    }
    letters_ = arabic_ = 0;
    weight_ = 0;
    last_ = 0;
  }

  Reading reading_;
  std::size_t letters_ = 0;
  std::size_t arabic_ = 0;
  double weight_ = 0;
  char32_t last_ = 0;
};

Reading read_words(std::string_view bytes, const std::string& charset) {
  static const ByteTable windows = byte_table("windows-1256");
  return WordReader().read(bytes, charset == "windows-1256" ? windows : byte_table(charset));
}

// The Arabic encoding in which the words read as Arabic best, the declared one before others; empty where
// they do in none.
std::string arabic_charset(std::string_view bytes, const std::string& declared) {
  constexpr std::size_t kFewestLetters = 2;
  constexpr std::size_t kFewestAgainst = 4;  // of a declaration
  constexpr double kDeclaredCounts = 0.8;    // as much weight a letter
  constexpr double kUsualCounts = 0.5;
  std::string best;
  double most = -1000;
  for (const std::string& charset : {std::string("windows-1256"), std::string("ISO-8859-6"), declared}) {
    if (charset.empty()) continue;
    const Reading reading = read_words(bytes, charset);
    const bool told = charset == declared;
    if (!reading.is_arabic(told || declared.empty() ? kFewestLetters : kFewestAgainst)) continue;
    const double weight = reading.weight_of_letter() + (told ? kDeclaredCounts : 0) +
                          (charset == "windows-1256" ? kUsualCounts : 0);
    if (weight <= most) continue;
    most = weight;
    best = charset;
  }
  return best;
}

// Whether next to nothing of the bytes is unknown to the encoding.
bool may_be_in(std::string_view bytes, const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  std::vector<UChar> units(bytes.size() * 2 + 1);
  const std::int32_t length = ucnv_toUChars(converter, units.data(), static_cast<std::int32_t>(units.size()),
                                            bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  ucnv_close(converter);
  if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return false;
  const auto end =
      units.begin() + std::min<std::ptrdiff_t>(length, static_cast<std::ptrdiff_t>(units.size()));
  const auto unknown =
      std::count_if(units.begin(), end, [](UChar c) { return c == 0xFFFD || (c >= 0x80 && c < 0xA0); });
  const auto high = std::count_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
  return unknown * 20 <= high;
}

// ICU's guess among the encodings of other scripts than Arabic.
std::string charset_by_statistics(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector* detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return {};
  ucsdet_setText(detector, bytes.data(), static_cast<std::int32_t>(bytes.size()), &status);
  ucsdet_enableInputFilter(detector, bytes.find('<') != std::string_view::npos);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector, &count, &status);
  std::string best;
  for (std::int32_t i = 0; U_SUCCESS(status) && i < count && best.empty(); ++i) {
    const char* name = ucsdet_getName(matches[i], &status);
    if (U_FAILURE(status) || name == nullptr) break;
    const std::string_view guess = name;
    const bool other = guess != "windows-1256" && guess != "ISO-8859-6" && !guess.starts_with("UTF-") &&
                       !guess.starts_with("IBM");  // EBCDIC
    if (other) best = guess;
  }
  ucsdet_close(detector);
  return best;
}

// Whether there are few letters beyond ASCII, and those in words with letters of ASCII: too few for
// statistics.
bool is_short_latin(std::string_view bytes) {
  constexpr std::size_t kFewest = 40;
  std::size_t high = 0;
  std::size_t beside_ascii = 0;
  const auto is_letter = [&](std::size_t i) {
    return i < bytes.size() && std::isalpha(static_cast<unsigned char>(bytes[i])) != 0;
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (static_cast<unsigned char>(bytes[i]) < 0xC0) continue;
    ++high;
    beside_ascii += is_letter(i + 1) || (i > 0 && is_letter(i - 1)) ? 1 : 0;
  }
  return high < kFewest && beside_ascii * 2 >= high;
}

// As the web reads it: Latin-1 and ASCII are named where Windows-1252 is meant.
std::string as_meant(const std::string& charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  if (U_FAILURE(status)) return {};
  const std::string name = ucnv_getName(converter, &status);
  ucnv_close(converter);
  return name == "ISO-8859-1" || name == "US-ASCII" ? "windows-1252" : charset;
}

}  // namespace

ByteTable byte_table(const std::string& charset) {
  ByteTable table;
  table.fill(0xFFFD);
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset.c_str(), &status);
  for (int byte = 0; U_SUCCESS(status) && byte < 256; ++byte) {
    const char in = static_cast<char>(byte);
    std::array<UChar, 4> out{};
    status = U_ZERO_ERROR;
    if (ucnv_toUChars(converter, out.data(), 4, &in, 1, &status) == 1)
      table[static_cast<std::size_t>(byte)] = out[0];
    status = U_ZERO_ERROR;
  }
  ucnv_close(converter);
  return table;
}

const ByteOrderMark* byte_order_mark(std::string_view bytes) noexcept {
  static constexpr std::array<ByteOrderMark, 5> kMarks{{{{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                                        {{"\xFF\xFE\x00\x00", 4}, "UTF-32LE"},
                                                        {{"\x00\x00\xFE\xFF", 4}, "UTF-32BE"},
                                                        {{"\xFF\xFE", 2}, "UTF-16LE"},
                                                        {{"\xFE\xFF", 2}, "UTF-16BE"}}};
  for (const auto& mark : kMarks) {
    if (bytes.starts_with(mark.bytes)) return &mark;
  }
  return nullptr;
}

Utf8Census count_utf8(std::string_view bytes) noexcept {
  Utf8Census census;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto length = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < length;) {
    const std::int64_t start = i;
    UChar32 c = 0;
    U8_NEXT(data, i, length, c);
    if (c < 0) {
      const bool cut = i >= length && length - start < 4 && U8_IS_LEAD(data[start]);
      if (!cut) ++census.broken;
    } else if (c >= 0x80) {
      ++census.multi_byte;
    }
  }
  return census;
}

std::string declared_charset(std::string_view bytes) {
  const std::string head = lower_ascii(bytes);
  for (const std::string_view key : {"encoding", "charset"}) {
    for (std::size_t found = head.find(key); found != std::string::npos; found = head.find(key, found + 1)) {
      std::size_t at = head.find_first_not_of(" \t\r\n", found + key.size());
      if (at == std::string::npos || head[at] != '=') continue;
      at = head.find_first_not_of(" \t\r\n\"'", at + 1);
      if (at == std::string::npos) break;
      const std::size_t end = head.find_first_of(" \t\r\n\"';>?/", at);
      return head.substr(at, end == std::string::npos ? 0 : end - at);
    }
  }
  return {};
}

std::string legacy_charset(std::string_view bytes, std::string_view declared) {
  constexpr std::size_t kMostBytes = 64 * 1024;  // tell enough
  bytes = bytes.substr(0, kMostBytes);
  std::string told = declared.starts_with("utf") ? std::string() : as_meant(std::string(declared));
  if (std::string arabic = arabic_charset(bytes, told); !arabic.empty()) return arabic;
  if (!told.empty() && may_be_in(bytes, told)) return told;
  if (is_short_latin(bytes)) return "windows-1252";
  const std::string guess = as_meant(charset_by_statistics(bytes));
  return guess.empty() ? "windows-1252" : guess;
}

std::size_t arabic_letters(std::string_view bytes, const std::string& charset) {
  constexpr std::size_t kFewestLetters = 4;
  const Reading reading = read_words(bytes, charset);
  return reading.is_arabic(kFewestLetters) ? reading.arabic : 0;
}

std::string wide_charset(std::string_view bytes) {
  if (const auto* mark = byte_order_mark(bytes)) return mark->bytes.size() == 3 ? "" : mark->charset;
  std::string wide = utf32_by_shape(bytes);
  return wide.empty() ? utf16_by_shape(bytes) : wide;
}

std::string detect_charset(std::string_view bytes, std::string_view declared) {
  if (std::string wide = wide_charset(bytes); !wide.empty()) return wide;
  return count_utf8(bytes).is_utf8() ? "UTF-8" : legacy_charset(bytes, declared);
}

}  // namespace kharita::app
