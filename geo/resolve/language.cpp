#include "geo/resolve/language.h"

#include <cstddef>

#include "geo/text/code_points.h"

namespace kharita::geo {
namespace {

constexpr std::size_t kLookAt = 6000;  // bytes

}  // namespace

std::string_view detect_language(std::string_view utf8) noexcept {
  utf8 = utf8.substr(0, kLookAt);
  const text::CharForm* forms = text::char_table().forms;
  int arabic_script = 0;
  int latin = 0;
  int arabic = 0;   // ة ي ك ى and hamzas on their seats: letters that Arabic alone writes so
  int persian = 0;  // پ چ ژ گ ک ی
  int urdu = 0;     // ٹ ڈ ڑ ں ے ہ ھ
  int kurdish = 0;  // ە ێ ۆ ڕ ڵ ڤ
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t cp = text::next_code_point(utf8.data(), utf8.size(), at);
    if (cp >= text::CharTable::kSize) continue;
    if (forms[cp].char_class == text::CharClass::latin) ++latin;
    if (forms[cp].char_class != text::CharClass::arabic) continue;
    ++arabic_script;
    switch (cp) {
      case U'ة':
      case U'ي':
      case U'ك':
      case U'ى':
      case U'أ':
      case U'إ':
        ++arabic;
        break;
      case U'پ':
      case U'چ':
      case U'ژ':
      case U'گ':
      case U'ک':
      case U'ی':
        ++persian;
        break;
      case U'ٹ':
      case U'ڈ':
      case U'ڑ':
      case U'ں':
      case U'ے':
      case U'ہ':
      case U'ھ':
        ++urdu;
        break;
      case 0x06D5:
      case 0x06CE:
      case 0x06C6:
      case 0x0695:
      case 0x06B5:
        ++kurdish;
        break;
      default:
        break;
    }
  }
  if (latin > arabic_script) return "en";
  if (kurdish * 12 > arabic_script) return "ckb";
  if (urdu * 25 > arabic_script) return "ur";
  if (persian > arabic) return "fa";
  return "ar";
}

}  // namespace kharita::geo
