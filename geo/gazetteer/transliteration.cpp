#include "geo/gazetteer/transliteration.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "geo/text/code_points.h"
#include "geo/text/normalise.h"

namespace kharita::geo {
namespace {

char arabic_class(char32_t c) noexcept {
  switch (c) {
    case U'ب':
    case U'پ':
      return 'B';
    case U'ت':
    case U'ط':
    case U'ٹ':
      return 'T';
    case U'د':
    case U'ض':
    case U'ڈ':
      return 'D';
    case U'ذ':
    case U'ز':
    case U'ظ':
      return 'Z';
    case U'س':
    case U'ص':
    case U'ث':
    case U'ش':
    case U'چ':
      return 'S';
    case U'ك':
    case U'ق':
    case U'ج':
    case U'غ':
    case U'خ':
    case U'گ':
    case U'ژ':
      return 'K';
    case U'ف':
    case U'ڤ':
      return 'F';
    case U'ل':
      return 'L';
    case U'م':
      return 'M';
    case U'ن':
      return 'N';
    case U'ر':
    case U'ڑ':
      return 'R';
    default:
      return 0;
  }
}

char latin_class(char32_t c, char32_t next) noexcept {
  const bool soft = next == U'e' || next == U'i' || next == U'y';
  switch (c) {
    case U'b':
      return 'B';
    case U'p':
      return next == U'h' ? 'F' : 'B';
    case U't':
      return 'T';
    case U'd':
      return 'D';
    case U'z':
      return 'Z';
    case U's':
      return 'S';
    case U'c':
      return soft || next == U'h' ? 'S' : 'K';
    case U'k':
    case U'q':
    case U'g':
    case U'j':
    case U'x':
      return 'K';
    case U'f':
    case U'v':
      return 'F';
    case U'l':
      return 'L';
    case U'm':
      return 'M';
    case U'n':
      return 'N';
    case U'r':
      return 'R';
    default:
      return 0;
  }
}

std::u32string code_points(std::string_view utf8) {
  std::u32string out;
  for (std::size_t i = 0; i < utf8.size();)
    out += text::next_code_point(utf8.data(), utf8.size(), i);
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

bool alike(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  return longer > 0 && edit_distance(a, b) * 3 <= longer;
}

}  // namespace

std::string sound_classes(std::string_view utf8) {
  const std::u32string letters = code_points(text::normalise(utf8));
  std::string classes;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t next = i + 1 < letters.size() ? letters[i + 1] : U' ';
    const char sound = letters[i] < 0x80 ? latin_class(letters[i], next) : arabic_class(letters[i]);
    if (sound != 0 && (classes.empty() || classes.back() != sound)) classes += sound;
  }
  return classes;
}

bool sounds_like(std::string_view arabic, std::string_view latin) {
  const std::string wanted = sound_classes(latin);
  if (alike(sound_classes(arabic), wanted)) return true;
  constexpr std::string_view kArticle = "ال";
  return arabic.starts_with(kArticle) && alike(sound_classes(arabic.substr(kArticle.size())), wanted);
}

bool resembles(std::string_view latin, std::string_view other_latin) {
  const std::string a = sound_classes(latin);
  const std::string b = sound_classes(other_latin);
  if (text::normalise(latin) == text::normalise(other_latin) || alike(a, b)) return true;
  // "Sistan" and "Sistan and Baluchestan", "Khuzestan" and "Ostan-e Khuzestan".
  constexpr std::size_t kTelling = 3;
  return (a.size() >= kTelling && b.find(a) != std::string::npos) ||
         (b.size() >= kTelling && a.find(b) != std::string::npos);
}

}  // namespace kharita::geo
