#include "app/model/message.h"

#include <unicode/msgfmt.h>
#include <unicode/unistr.h>

namespace kharita::app {
namespace {

icu::UnicodeString utf16(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

icu::Formattable formattable(const Message::Argument& argument) {
  if (const auto* count = std::get_if<std::uint64_t>(&argument)) return {static_cast<std::int64_t>(*count)};
  return {utf16(isolated(std::get<std::string>(argument)))};
}

// Digits as everywhere in the window.
icu::Locale locale_of(Language language) {
  return {is_rtl(language) ? "ar@numbers=latn" : "en"};
}

}  // namespace

std::string say(const Message& message, Language language) {
  if (message.word == Word::count_) {
    const auto* words = message.arguments.empty() ? nullptr : std::get_if<std::string>(&message.arguments[0]);
    return words != nullptr ? *words : std::string();
  }
  const std::string_view pattern = word(message.word, language);
  if (message.arguments.empty()) return std::string(pattern);
  std::vector<icu::Formattable> arguments;
  for (const Message::Argument& argument : message.arguments)
    arguments.push_back(formattable(argument));
  UErrorCode error = U_ZERO_ERROR;
  const icu::MessageFormat format(utf16(pattern), locale_of(language), error);
  icu::UnicodeString out;
  icu::FieldPosition ignored;
  if (U_SUCCESS(error))
    format.format(arguments.data(), static_cast<std::int32_t>(arguments.size()), out, ignored, error);
  if (U_FAILURE(error)) return std::string(pattern);
  std::string utf8;
  return out.toUTF8String(utf8);
}

}  // namespace kharita::app
