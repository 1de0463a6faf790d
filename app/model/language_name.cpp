#include "app/model/language_name.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "app/model/words.h"

namespace kharita::app {

std::string language_name(const std::string& code, Language language) {
  if (code.empty()) return std::string(word(Word::unknown_language, language));
  icu::UnicodeString name;
  icu::Locale(code.c_str()).getDisplayLanguage(icu::Locale(is_rtl(language) ? "ar" : "en"), name);
  std::string utf8;
  return name.isEmpty() ? code : name.toUTF8String(utf8);
}

}  // namespace kharita::app
