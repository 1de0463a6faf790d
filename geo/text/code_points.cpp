#include "geo/text/code_points.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace kharita::geo::text {
namespace {

struct Fold {
  char32_t from;
  char32_t to;
};

// Letters of the Arabic block whose normal form is another letter.
constexpr Fold kArabicFolds[] = {
    {U'آ', U'ا'},   {U'أ', U'ا'},   {U'إ', U'ا'},   {U'ٱ', U'ا'},   {0x0672, U'ا'}, {0x0673, U'ا'},
    {0x0675, U'ا'}, {U'ة', U'ه'},   {0x06C3, U'ه'}, {U'ى', U'ي'},   {0x0620, U'ي'}, {0x063D, U'ي'},
    {U'ی', U'ي'},   {0x06CD, U'ي'}, {0x06CE, U'ي'}, {0x06D0, U'ي'}, {0x06D1, U'ي'}, {U'ے', U'ي'},
    {0x06D3, U'ئ'}, {0x0678, U'ئ'}, {U'ک', U'ك'},   {0x06AA, U'ك'}, {0x06AC, U'ك'}, {0x06AB, U'گ'},
    {0x06AD, U'گ'}, {0x06B4, U'گ'}, {U'ہ', U'ه'},   {U'ھ', U'ه'},   {0x06C0, U'ه'}, {0x06C2, U'ه'},
    {0x06D5, U'ه'}, {0x06FF, U'ه'}, {U'ں', U'ن'},   {0x06BB, U'ن'}, {0x06BC, U'ن'}, {0x06BD, U'ن'},
    {U'ٹ', U'ت'},   {0x067A, U'ت'}, {0x067C, U'ت'}, {U'ڈ', U'د'},   {0x0689, U'د'}, {0x068A, U'د'},
    {U'ڑ', U'ر'},   {0x0692, U'ر'}, {0x0693, U'ر'}, {0x0695, U'ر'}, {0x0696, U'ژ'}, {0x069A, U'ش'},
    {0x06B5, U'ل'}, {0x06B6, U'ل'}, {0x0676, U'ؤ'}, {0x0677, U'ؤ'}, {0x06C4, U'و'}, {0x06C5, U'و'},
    {0x06C6, U'و'}, {0x06C7, U'و'}, {0x06C8, U'و'}, {0x06C9, U'و'}, {0x06CA, U'و'}, {0x06CB, U'و'},
    {0x06CF, U'و'}, {0x06A2, U'ف'}, {0x06A7, U'ق'}, {0x06A8, U'ق'}, {0x06A5, U'ڤ'}, {0x06EE, U'د'},
    {0x06EF, U'ر'}, {0x06A1, U'ف'}, {0x066E, U'ب'}, {0x066F, U'ق'},
};

// Latin letters that no canonical decomposition leads to plain ones.
struct LatinFold {
  char32_t from;
  const char* to;
};
constexpr LatinFold kLatinFolds[] = {
    {U'ß', "ss"}, {U'æ', "ae"}, {U'ø', "o"}, {U'þ', "th"}, {U'ð', "d"}, {U'œ', "oe"}, {U'ł', "l"},
    {U'đ', "d"},  {U'ı', "i"},  {U'ħ', "h"}, {U'ŋ', "ng"}, {U'ŧ', "t"}, {U'ĸ', "k"},  {U'ə', "e"},
};

void put_utf8(char32_t cp, CharForm& form) {
  const auto byte = [](char32_t v) { return static_cast<char>(static_cast<unsigned char>(v)); };
  if (cp < 0x80) {
    form.bytes[0] = byte(cp);
    form.length = 1;
  } else if (cp < 0x800) {
    form.bytes[0] = byte(0xC0 | (cp >> 6U));
    form.bytes[1] = byte(0x80 | (cp & 0x3FU));
    form.length = 2;
  } else if (cp < 0x10000) {
    form.bytes[0] = byte(0xE0 | (cp >> 12U));
    form.bytes[1] = byte(0x80 | ((cp >> 6U) & 0x3FU));
    form.bytes[2] = byte(0x80 | (cp & 0x3FU));
    form.length = 3;
  } else {
    form.bytes[0] = byte(0xF0 | (cp >> 18U));
    form.bytes[1] = byte(0x80 | ((cp >> 12U) & 0x3FU));
    form.bytes[2] = byte(0x80 | ((cp >> 6U) & 0x3FU));
    form.bytes[3] = byte(0x80 | (cp & 0x3FU));
    form.length = 4;
  }
}

CharClass letter_class(char32_t cp) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(cp), &error)) {
    case USCRIPT_ARABIC:
      return CharClass::arabic;
    case USCRIPT_LATIN:
      return CharClass::latin;
    default:
      return CharClass::other;
  }
}

CharClass class_of(char32_t cp) {
  if (cp == U'\n' || cp == U'\r' || cp == 0x0B || cp == 0x0C || cp == 0x85 || cp == 0x2028 || cp == 0x2029) {
    return CharClass::line_end;
  }
  if (cp == U'#' || cp == 0xFF03) return CharClass::hash;
  if (cp == U'_' || cp == 0x200C) return CharClass::separator;
  if (cp == 0x0640) return CharClass::mark;
  const auto c = static_cast<UChar32>(cp);
  if (u_isUWhiteSpace(c)) return CharClass::space;
  switch (u_charType(c)) {
    case U_DECIMAL_DIGIT_NUMBER:
      return CharClass::digit;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return letter_class(cp);
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharClass::mark;
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
      return CharClass::ignored;
    default:
      return CharClass::punctuation;
  }
}

bool has_text(CharClass c) {
  return c <= CharClass::other || c == CharClass::punctuation || c == CharClass::hash ||
         c == CharClass::separator;
}

// The form of a code point that is its own compatibility decomposition.
CharForm plain_form(char32_t cp) {
  CharForm form;
  form.char_class = class_of(cp);
  if (form.char_class == CharClass::digit) {
    put_utf8(U'0' + static_cast<char32_t>(u_charDigitValue(static_cast<UChar32>(cp))), form);
    return form;
  }
  if (form.char_class == CharClass::space || form.char_class == CharClass::line_end) {
    put_utf8(U' ', form);
    return form;
  }
  if (!has_text(form.char_class) || cp == 0x200C) return form;
  for (const Fold& fold : kArabicFolds) {
    if (fold.from == cp) cp = fold.to;
  }
  for (const LatinFold& fold : kLatinFolds) {
    if (fold.from != cp) continue;
    form.length = static_cast<std::uint8_t>(std::strlen(fold.to));
    std::memcpy(form.bytes, fold.to, form.length);
    return form;
  }
  put_utf8(cp, form);
  return form;
}

bool in_arabic_block(char32_t cp) {
  return cp >= 0x600 && cp < 0x700;
}

std::size_t unfolded_forms(char32_t cp, CharForm (&out)[kMaxForms]) {
  // Letters of the Arabic block are folded by our own table; what is no letter keeps its class (… is no three
  // full stops); other letters unfold as ICU says.
  if (in_arabic_block(cp) || class_of(cp) > CharClass::other) {
    out[0] = plain_form(cp);
    return 1;
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
  icu::UnicodeString unfolded;
  if (U_SUCCESS(error)) {
    const icu::UnicodeString folded = fold->normalize(icu::UnicodeString(static_cast<UChar32>(cp)), error);
    unfolded = decompose->normalize(folded, error);
  }
  if (U_FAILURE(error) || unfolded.isEmpty()) {
    out[0] = plain_form(cp);
    if (unfolded.isEmpty()) out[0] = {CharClass::ignored, 0, {}};
    return 1;
  }
  std::size_t count = 0;
  for (std::int32_t i = 0; i < unfolded.length() && count < kMaxForms; i = unfolded.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(unfolded.char32At(i));
    CharForm form = plain_form(part);
    if (count > 0 && form.char_class == CharClass::mark) continue;
    out[count++] = form;
  }
  // A letter unfolded to a spacing accent, a ligature with a space in it: only its letters count.
  if (count > 1) {
    const CharForm* end =
        std::remove_if(out, out + count, [](const CharForm& f) { return f.char_class > CharClass::other; });
    count = std::max<std::size_t>(1, static_cast<std::size_t>(end - out));
  }
  return count;
}

CharTable make_table() {
  CharTable table;
  for (char32_t cp = 0; cp < CharTable::kSize; ++cp) {
    CharForm forms[kMaxForms];
    const std::size_t count = unfolded_forms(cp, forms);
    CharForm& form = table.forms[cp];
    form.char_class = forms[0].char_class;
    for (std::size_t i = 0; i < count; ++i) {
      if (form.length + forms[i].length > sizeof form.bytes) break;
      std::memcpy(form.bytes + form.length, forms[i].bytes, forms[i].length);
      form.length = static_cast<std::uint8_t>(form.length + forms[i].length);
    }
  }
  return table;
}

}  // namespace

const CharTable& char_table() {
  static const std::unique_ptr<const CharTable> table = std::make_unique<const CharTable>(make_table());
  return *table;
}

std::size_t rare_forms(char32_t code_point, CharForm (&out)[kMaxForms]) {
  if (code_point < CharTable::kSize) {
    out[0] = char_table().forms[code_point];
    return 1;
  }
  return unfolded_forms(code_point, out);
}

}  // namespace kharita::geo::text
